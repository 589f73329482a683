// Swim lanes: a bar for every event from the first day that it may be to the last; bins where there are too many.

import { number } from "./scale.js";
import { draw, short, text, told, width } from "./svg.js";
import { bounds, days, kind, many } from "./words.js";

const ROW = 20; // height of one row of bars
const BAR = 12;
const BINS = 34; // height of a lane of bins
const LEAST = 9; // width of the narrowest bar
const LABELLED = 80; // so many events or fewer are named beside their bars
const MOST_ROWS = [6, 12]; // rows of a lane before it becomes bins: without names, with names
const HEAD = 20; // room for a lane's name above it, where there is none beside it
export const FIRST_LANES = 8;

/**
 * Draw lanes from the top down.
 * @returns {{parts, bottom, anchors}} anchors: id of an event -> its bars, for arrows.
 */
export function lanes(sums, scale, frame, top) {
  const parts = [];
  const anchors = new Map();
  let y = top;
  const shown = frame.all ? sums.lanes : sums.lanes.slice(0, FIRST_LANES);
  const isFew = sums.lanes.reduce((n, lane) => n + (lane.events ?? []).length, 0) <= LABELLED;
  const isNamed = isFew && frame.right - frame.left > 420;
  for (const lane of shown) {
    const head = frame.narrow ? HEAD : 0;
    const placed = lane.events ? packed(lane.events, scale, isNamed) : null;
    const isBars = placed && placed.rows <= MOST_ROWS[Number(isFew)];
    const height = isBars ? Math.max(1, placed.rows) * ROW + 10 : BINS + 10;
    parts.push(draw("line", { x1: 0, x2: frame.right, y1: y, y2: y, class: "grid" }), ...name(lane, frame, y, height));
    const inside = y + head + 5;
    if (isBars) parts.push(...bars(placed.bars, inside, anchors));
    else parts.push(...bins(lane.bins, scale, inside + BINS, lane.name));
    y += height + head;
  }
  return { parts, bottom: y, anchors };
}

function name(lane, frame, y, height) {
  const words = lane.name ? (frame.label?.(lane.name) ?? lane.name) : "Not said";
  const room = frame.narrow ? 44 : 21;
  const at = frame.narrow ? y + 15 : y + Math.min(height / 2 + 1, 22);
  const label = text(0, at, short(words, room), lane.name ? "lane" : "lane faint");
  label.append(draw("tspan", { class: "faint", dx: 6 }, lane.count.toLocaleString("en")), told(`${words}: ${many(lane.count, "event")}`));
  return [label];
}

/** Give every bar a row in which it and its name run into no other. */
function packed(events, scale, isNamed) {
  const ends = [];
  const bars = [...events]
    .sort((a, b) => (a.earliest < b.earliest ? -1 : a.earliest > b.earliest ? 1 : a.latest < b.latest ? -1 : 1))
    .map((event) => {
      const start = scale.x(number(event.earliest));
      const end = Math.max(start + LEAST, scale.x(number(event.latest) + 1) - 1);
      const killed = event.killed_best ? ` · ${event.killed_best} killed` : "";
      const words = isNamed ? short(kind(event.kind) + killed, 30) : "";
      const wide = words ? width(words) + 8 : 0;
      const isLeft = end + wide > scale.right + 4;
      const first = isLeft ? start - wide : start;
      const last = isLeft ? end : end + wide;
      let row = ends.findIndex((before) => before + 6 < first);
      if (row < 0) row = ends.length;
      ends[row] = last;
      return { event, start, end, words, row, at: isLeft ? start - 5 : end + (event.disputed ? 8 : 5), anchor: isLeft ? "end" : "start" };
    });
  return { bars, rows: ends.length };
}

function* bars(placed, top, anchors) {
  for (const { event, start, end, words, row, at, anchor } of placed) {
    const y = top + row * ROW + (ROW - BAR) / 2;
    const looks = ["bar", event.earliest === event.latest ? "" : "vague", event.killed_best ? "deadly" : "", event.disputed ? "disputed" : ""];
    const said = saying(event);
    const link = draw("a", { href: `/event/${encodeURIComponent(event.id)}`, class: "event", "data-events": event.id, "data-stop": "", "aria-label": said });
    link.append(
      told(said),
      draw("rect", { x: start.toFixed(1), y, width: (end - start).toFixed(1), height: BAR, rx: 3, class: looks.join(" ").trim() }),
    );
    if (event.disputed) link.append(draw("path", { d: `M${(end - 1).toFixed(1)} ${y - 4.5}l5 5l-5 5l-5 -5z`, class: "sign" }));
    if (words) link.append(text(at, y + BAR - 2, words, "name", anchor));
    if (!anchors.has(event.id)) anchors.set(event.id, []);
    anchors.get(event.id).push({ start, end, y: y + BAR / 2 });
    yield link;
  }
}

function saying(event) {
  const killed = event.killed_best ? `, ${event.killed_best} killed` : "";
  return `${kind(event.kind)}, ${days(event.earliest, event.latest)}${killed}${event.disputed ? ", reports disagree" : ""}`;
}

function* bins(found, scale, bottom, lane) {
  const most = Math.max(1, ...found.map((bin) => bin.count));
  for (const bin of found) {
    const [start, end] = [scale.x(number(bin.start)), scale.x(number(bin.end) + 1)];
    const height = Math.max(3, (BINS - 4) * Math.sqrt(bin.count / most));
    const killed = bounds(bin.killed_low, bin.killed_best, bin.killed_high);
    const said = `${lane || "Not said"}, ${days(bin.start, bin.end)}: ${many(bin.count, "event")}${killed ? `, ${killed} killed` : ""}`;
    yield draw(
      "g",
      { class: "bin", role: "button", "data-stop": "", "data-from": bin.start, "data-to": bin.end, "aria-label": `${said}; choose these days` },
      told(said),
      draw("rect", { x: start.toFixed(1), y: bottom - height, width: Math.max(2, end - start - 1).toFixed(1), height, rx: 1 }),
    );
  }
}
