// The toll over time: solid up to the lowest number that is said, a lighter band to the highest, a line at the best.

import { number } from "./scale.js";
import { draw, text, told } from "./svg.js";
import { bounds, days } from "./words.js";

const HEIGHT = 64;
const HEAD = 22;
const ROOM = 12; // left free above the highest bar, for the "+" of an open end

/** Draw two strips from the top down: the killed, and the wounded. */
export function tolls(sums, scale, frame, top) {
  const parts = [];
  let y = top;
  for (const harm of ["killed", "wounded"]) {
    const found = sums.toll
      .map((bin) => ({ start: bin.start, end: bin.end, low: bin[`${harm}_low`], best: bin[`${harm}_best`], high: bin[`${harm}_high`] }))
      .filter((bin) => bin.low !== null || bin.best !== null || bin.high !== null);
    if (!found.length) continue;
    const most = Math.max(1, ...found.flatMap((bin) => [bin.low ?? 0, bin.best ?? 0, bin.high ?? 0]));
    const bottom = y + HEAD + HEIGHT;
    const up = (n) => bottom - ((HEIGHT - ROOM) * n) / most;
    const title = harm === "killed" ? "Killed" : "Wounded";
    parts.push(
      draw("line", { x1: 0, x2: frame.right, y1: y, y2: y, class: "grid" }),
      text(0, y + 16, `${title} a ${sums.grain}`, "lane"),
      draw("line", { x1: frame.left, x2: frame.right, y1: bottom, y2: bottom, class: "axis" }),
      draw("line", { x1: frame.left, x2: frame.right, y1: up(most), y2: up(most), class: "grid" }),
      text(frame.narrow ? frame.right : frame.left - 6, up(most) + (frame.narrow ? -3 : 4), most.toLocaleString("en"), "tick", "end"),
      ...found.map((bin) => bar(bin, harm, scale, up)),
    );
    y = bottom + 8;
  }
  return { parts, bottom: y };
}

function bar(bin, harm, scale, up) {
  const end = bin.end;
  const x = scale.x(number(bin.start));
  const wide = Math.max(5, Math.min(28, scale.x(number(end) + 1) - x - 1));
  const low = bin.low ?? 0;
  const high = bin.high ?? Math.max(low, bin.best ?? 0);
  const said = `${days(bin.start, end)}: ${bounds(bin.low, bin.best, bin.high)} ${harm}`;
  const parts = [told(said), draw("rect", { class: `sure ${harm}`, x: x.toFixed(1), y: up(low), width: wide.toFixed(1), height: up(0) - up(low) })];
  if (high > low) parts.push(draw("rect", { class: `band ${harm}`, x: x.toFixed(1), y: up(high), width: wide.toFixed(1), height: up(low) - up(high) }));
  if (bin.best !== null) parts.push(draw("path", { class: `best ${harm}`, d: `M${x - 2} ${up(bin.best)}h${wide + 4}` }));
  if (bin.high === null) parts.push(text(x + wide / 2, up(high) - 2, "+", "open", "middle"));
  return draw("g", { class: "toll", role: "button", "data-stop": "", "data-from": bin.start, "data-to": end, "aria-label": `${said}; choose these days` }, ...parts);
}
