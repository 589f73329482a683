// Choosing days on the drawing: by dragging, or with the keys on either end of what is chosen.

import { follow } from "./follow.js";
import { iso, number } from "./scale.js";
import { draw } from "./svg.js";
import { whole } from "./words.js";

const DRAGGED = 4; // pixels; less is a click
const SETTLED = 450; // milliseconds after the last key
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

/** Lay the brush over a drawing. `chosen` = [from, to] as days or empty; `choose(from, to)` is called with the new ones. */
export function brush(svg, scale, frame, chosen, choose) {
  const now = { first: chosen[0] ? number(chosen[0]) : scale.first, last: chosen[1] ? number(chosen[1]) : scale.last };
  const is = Boolean(chosen[0] || chosen[1]);
  const shades = [draw("rect", { class: "shade" }), draw("rect", { class: "shade" })];
  const ends = ["first", "last"].map((end) => handle(end));
  const over = draw("g", { class: "brush" }, ...shades, ...ends);
  svg.append(over);
  place(is);

  function place(visible) {
    const [a, b] = [scale.x(now.first), Math.max(scale.x(now.last + 1), scale.x(now.first) + 2)];
    over.classList.toggle("on", visible);
    set(shades[0], { x: frame.left, y: frame.top, width: Math.max(0, a - frame.left), height: frame.bottom - frame.top });
    set(shades[1], { x: b, y: frame.top, width: Math.max(0, frame.right - b), height: frame.bottom - frame.top });
    ends.forEach((end, n) => {
      const day = n ? now.last : now.first;
      end.setAttribute("transform", `translate(${n ? b : a} ${frame.top})`);
      set(end, { "aria-valuenow": day, "aria-valuemin": scale.first, "aria-valuemax": scale.last, "aria-valuetext": whole(iso(day)) });
    });
  }

  function handle(end) {
    const height = frame.bottom - frame.top;
    const made = draw(
      "g",
      { class: "handle", role: "slider", tabindex: 0, "data-end": end, "aria-label": end === "first" ? "From" : "To", "aria-orientation": "horizontal" },
      draw("rect", { class: "grip", x: -8, y: 0, width: 16, height }),
      draw("line", { y1: 0, y2: height }),
      // Above the lanes stands the name of the first one, where the page is narrow.
      draw("rect", { class: "knob", x: -4, y: frame.narrow ? height - 22 : 2, width: 8, height: 18, rx: 4 }),
    );
    let waiting = 0;
    made.addEventListener("keydown", (event) => {
      const step = (KEYS[event.key] ?? 0) * (event.shiftKey ? 7 : 1);
      const edge = { Home: scale.first, End: scale.last }[event.key];
      if (!step && edge === undefined) return;
      event.preventDefault();
      move(end, edge ?? now[end] + step);
      place(true);
      clearTimeout(waiting);
      waiting = setTimeout(done, SETTLED);
    });
    return made;
  }

  function move(end, day) {
    now[end] = Math.min(scale.last, Math.max(scale.first, day));
    if (end === "first") now.last = Math.max(now.first, now.last);
    else now.first = Math.min(now.first, now.last);
  }

  const done = () => choose(now.first <= scale.first ? "" : iso(now.first), now.last >= scale.last ? "" : iso(now.last));

  svg.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".handle");
    if (event.button || (!grip && event.target.closest("[data-stop]"))) return;
    const at = (e) => scale.day(Math.min(frame.right, Math.max(frame.left, e.clientX - svg.getBoundingClientRect().left)));
    const [start, x] = [at(event), event.clientX];
    let dragged = false;
    const moved = (e) => {
      if (!dragged && Math.abs(e.clientX - x) < DRAGGED) return;
      dragged = true;
      if (grip) move(grip.dataset.end, at(e));
      else [now.first, now.last] = [Math.min(start, at(e)), Math.max(start, at(e))];
      place(true);
    };
    follow(moved, (e) => {
      if (dragged && e.type === "pointerup") done();
    });
  });
}

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
}
