// Puts timeline and toll on one axis of days, with the brush over both.

import { arrows } from "./arrows.js";
import { brush } from "./brush.js";
import { FIRST_LANES, lanes } from "./lanes.js";
import { roving } from "./roving.js";
import { iso, number, Scale } from "./scale.js";
import { draw, text, told } from "./svg.js";
import { tolls } from "./toll.js";
import { whole } from "./words.js";

const LABELS = 176; // width of the column of lanes' names
const NARROW = 640;
const AXIS = 26;
const EDGE = 10; // right of the last day: the sign of a bar that ends there
let all = false;

/** Draw it anew. `act`: {choose(from, to), again(), label(name)}. */
export function plot(host, sums, chosen, act) {
  const spans = known(sums);
  if (!spans.length) {
    host.replaceChildren(nothing(sums.total));
    return;
  }
  const right = Math.max(280, host.clientWidth - 4);
  const narrow = right < NARROW;
  const frame = { left: narrow ? 2 : LABELS, right, narrow, all, label: act.label, top: AXIS };
  const scale = new Scale(spans, frame.left, right - EDGE);
  const timeline = lanes(sums, scale, frame, AXIS + 4);
  const strips = tolls(sums, scale, frame, timeline.bottom + 6);
  frame.bottom = strips.bottom;
  const svg = draw("svg", { width: right + 4, height: strips.bottom + 4, role: "group", "aria-label": "Timeline of events and toll; the list below has the same events" });
  const ground = draw("rect", { class: "ground", x: 0, y: 0, width: right + 4, height: strips.bottom + 4 });
  const events = draw("g", { role: "group", "aria-label": "Events and tolls by day: arrow keys go from one to the next" }, ...timeline.parts, ...strips.parts);
  svg.append(ground, ...axis(scale, frame), draw("g", {}, ...arrows(sums.links, timeline.anchors)), events);
  brush(svg, scale, frame, chosen, act.choose);
  svg.addEventListener("click", (event) => pick(event, act));
  svg.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && pick(event, act));
  host.replaceChildren(svg, ...more(sums, act));
  roving(events, "[data-stop]");
}

/** The days that anything drawn is about. */
function known(sums) {
  const events = sums.lanes.flatMap((lane) => lane.events ?? lane.bins.map((bin) => ({ earliest: bin.start, latest: bin.end })));
  const spans = events.filter((e) => e.earliest && e.latest).map((e) => [number(e.earliest), number(e.latest)]);
  return [...spans, ...sums.toll.map((bin) => [number(bin.start), number(bin.start)])];
}

function nothing(total) {
  const said = document.createElement("p");
  said.className = "empty";
  said.textContent = total ? "No report says a day for these events." : "No event to draw.";
  return said;
}

function* axis(scale, frame) {
  for (const { x, words, start } of scale.ticks()) {
    yield draw("line", { x1: x, x2: x, y1: AXIS - 6, y2: frame.bottom, class: "grid" });
    yield text(start, 13, words, "tick");
  }
  for (const cut of scale.cuts) {
    const said = `${(cut.last - cut.first).toLocaleString("en")} days without an event are cut out here: ${whole(iso(cut.first))} to ${whole(iso(cut.last))}`;
    yield draw("g", { class: "cut" }, told(said), draw("rect", { x: cut.x - 5, y: AXIS - 6, width: 10, height: frame.bottom - AXIS + 6 }), text(cut.x, 13, "//", "tick", "middle"));
  }
}

/** A bin or a bar of the toll chooses its days. */
function pick(event, act) {
  const found = event.target.closest("[data-from]");
  if (!found) return;
  event.preventDefault();
  act.choose(found.dataset.from, found.dataset.to);
}

function* more(sums, act) {
  if (sums.lanes_left && all) {
    const left = document.createElement("p");
    left.className = "small faint";
    left.textContent = `${sums.lanes_left.toLocaleString("en")} lanes with fewer events are not drawn; a filter brings them up.`;
    yield left;
  }
  if (sums.lanes.length <= FIRST_LANES) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet small";
  button.textContent = all ? `The first ${FIRST_LANES} lanes only` : `All ${sums.lanes.length} lanes`;
  button.addEventListener("click", () => {
    all = !all;
    act.again();
  });
  yield button;
}
