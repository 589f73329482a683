// Arrows of escalation: from an event to the later one that is said to answer, follow or come of it.

import { draw, told } from "./svg.js";
import { kind, TIED } from "./words.js";

/** Draw the links ("from" is the later event, "to" the earlier one) whose two events have bars; an event in several lanes is tied where the way is shortest. */
export function* arrows(links, anchors) {
  for (const link of links) {
    const pairs = (anchors.get(link.from) ?? []).flatMap((later) => (anchors.get(link.to) ?? []).map((earlier) => [earlier, later]));
    if (!pairs.length) continue;
    const [a, b] = pairs.sort((one, other) => far(one) - far(other))[0];
    const words = `${kind(TIED[link.kind] ?? link.kind)} the earlier event`;
    yield draw("g", { class: `link ${link.kind}`, "data-events": `${link.from} ${link.to}` }, told(words), ...way(a, b));
  }
}

const far = ([a, b]) => Math.abs(a.y - b.y) + Math.abs(a.start - b.start);

/** A bow from the foot of one bar to the head of the other; within one row it goes below. */
function way(a, b) {
  const x = Math.min(a.end, (a.start + a.end) / 2 + 4);
  const to = b.start + Math.min(4, (b.end - b.start) / 2);
  const down = b.y > a.y ? 1 : -1;
  const isLevel = Math.abs(a.y - b.y) < 1;
  const [from, end] = isLevel ? [a.y + 6, b.y + 7] : [a.y + 6 * down, b.y - 8 * down];
  const bend = isLevel ? 14 : Math.min(60, Math.abs(end - from) / 2);
  const second = isLevel ? end + bend : end - bend * down;
  const first = isLevel ? from + bend : from + bend * down;
  const point = isLevel ? `M${to} ${end - 2}l-3.5 6h7z` : `M${to} ${end + 3 * down}l-3.5 ${-6 * down}h7z`;
  return [
    draw("path", { class: "tie", d: `M${x} ${from}C${x} ${first} ${to} ${second} ${to} ${end}` }),
    draw("path", { class: "tip", d: point }),
  ];
}
