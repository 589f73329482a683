// What stands on the map: dots for places, shapes for what is uncertain, names where there is room.

import { draw, short, text, told, width } from "./svg.js";
import { many } from "./words.js";
import { path, plane } from "./world.js";

const [NEAR, SPARSE, CROWDED] = [15, 60, 38]; // pixels; dots nearer than this are one; from so many places on, than that
export const FEW = 3; // a mark of more places than this is looked at closer, not taken as a filter
const NAMES = 40;
const ZOOM = [50, 130]; // pixels under the buttons, where no name stands
const COUNTED = 8.5; // radius of the smallest mark with a number in it
const EXACT = new Set(["site", "place"]);
const KNOWN = { site: "", place: "", near: "somewhere near it", district: "somewhere in the district", province: "somewhere in the province", region: "somewhere in the region" };

/** Shapes of what is uncertain, on the plane: drawn once, they grow with the map. */
export function* shapes(places, all) {
  for (const place of places) {
    const rings = place.shape?.type === "MultiPolygon" ? place.shape.coordinates.flat() : place.shape?.coordinates;
    if (rings) yield draw("path", { d: path(rings), class: "area", "fill-rule": "evenodd", "data-events": place.events.join(" ") });
  }
  for (const [code, those] of byCountry(places)) {
    const land = all.find((one) => one.code === code);
    if (land) yield draw("path", { d: land.d, class: "hatched", "fill-rule": "evenodd", "data-events": those.flatMap((p) => p.events).join(" ") });
  }
}

/** Marks at the size of the screen: `at` gives the pixel of a point of the plane. */
export function marks(places, all, at, chosen, size) {
  const groups = [];
  const dots = places.filter((p) => p.lat !== null && p.precision !== "country");
  const lands = [...byCountry(places)].map(([code, those]) => ({ those, land: all.find((one) => one.code === code) })).filter((one) => one.land);
  const near = dots.length > SPARSE ? CROWDED : NEAR;
  for (const place of dots) put(groups, at(plane([place.lon, place.lat])), place, near);
  const made = groups.map((group) => mark(group, chosen));
  const countries = [];
  for (const { those, land } of lands) {
    const [x, y] = clear(land.box, groups, at);
    countries.push({ x, y, places: those });
    made.push(mark({ x, y, places: those, isCountry: true, name: land.name }, chosen));
  }
  const seen = groups.filter(({ x, y }) => x > 0 && y > 0 && x < size[0] && y < size[1]);
  return { marks: made, names: [...names(seen, countries, all, at, size)] };
}

/** A place about the middle of a country, as far from every dot as there is one. */
function clear(box, groups, at) {
  const spots = [[0.5, 0.5], [0.38, 0.5], [0.62, 0.5], [0.5, 0.38], [0.5, 0.62], [0.6, 0.64], [0.4, 0.64]].map(([a, b]) => at([box[0] + (box[2] - box[0]) * a, box[1] + (box[3] - box[1]) * b]));
  const far = ([x, y]) => Math.min(60, ...groups.map((one) => Math.hypot(one.x - x, one.y - y)));
  return spots.reduce((best, spot) => (far(spot) > far(best) + 1 ? spot : best));
}

function byCountry(places) {
  const out = new Map();
  for (const place of places) {
    if (place.precision !== "country" || !place.country) continue;
    if (!out.has(place.country)) out.set(place.country, []);
    out.get(place.country).push(place);
  }
  return out;
}

function put(groups, [x, y], place, near) {
  const group = groups.find((one) => Math.hypot(one.x - x, one.y - y) < near);
  if (group) group.places.push(place);
  else groups.push({ x, y, places: [place] });
}

/** How large a mark is: by its events; a vague one has room for a dashed line. */
function radius(places) {
  const isVague = places.every((p) => !EXACT.has(p.precision));
  const count = places.reduce((sum, p) => sum + p.count, 0);
  return Math.min(18, Math.max(count > 1 ? COUNTED : 0, (isVague ? 7 : 4.5) + Math.sqrt(count)));
}

function mark({ x, y, places, isCountry, name }, chosen) {
  const count = places.reduce((sum, p) => sum + p.count, 0);
  const killed = places.reduce((sum, p) => sum + (p.killed_best ?? 0), 0);
  const isVague = isCountry || places.every((p) => !EXACT.has(p.precision));
  const titles = [...new Set(places.map((p) => p.name))];
  const where = isCountry ? `somewhere in ${name}` : titles.slice(0, 6).join(", ") + (titles.length > 6 ? ` and ${titles.length - 6} more` : "");
  const vague = !isCountry && isVague ? `, ${KNOWN[places[0].precision] ?? "somewhere about it"}` : "";
  const is = titles.every((one) => chosen.includes(one));
  const isMany = !isCountry && titles.length > FEW && !is;
  const said = `${where}${vague}: ${many(count, "event")}${killed ? `, ${killed} killed` : ""}`;
  const looks = `mark${isVague ? " vague" : ""}${killed ? " deadly" : ""}${is ? " chosen" : ""}`;
  const made = draw(
    "g",
    { class: looks, role: "button", "aria-pressed": isMany ? null : is, "aria-label": isMany ? `${said}; look closer` : said, "data-mark": titles.join("\n"), "data-many": isMany ? `${x} ${y}` : null, "data-events": places.flatMap((p) => p.events).join(" "), transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    told(`${said}${is ? " (chosen)" : ""}`),
    draw("circle", { r: radius(places) }),
  );
  if (count > 1 || isCountry) made.append(text(0, 4, count > 999 ? `${Math.round(count / 1000)}k` : String(count), "count", "middle"));
  return made;
}

/** Names of places, those of most events first, then of countries, as long as they do not run into each other. */
function* names(groups, countries, all, at, size) {
  const taken = [...groups, ...countries].map(({ x, y, places }) => ({ x, y, r: radius(places) - 1 })).map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  taken.push([size[0] - ZOOM[0], 0, size[0], ZOOM[1]]);
  const free = (box) => box[0] > 2 && box[2] < size[0] - 2 && box[1] > 2 && box[3] < size[1] - 2 && !taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]);
  const offer = (x, y, words, look, anchor) => {
    const start = x - width(words) * { start: 0, middle: 0.5, end: 1 }[anchor];
    const box = [start - 2, y - 11, start + width(words), y + 4];
    if (!free(box)) return null;
    taken.push(box);
    return text(x, y, words, look, anchor);
  };
  for (const { x, y, places } of [...groups].sort((a, b) => b.places[0].count - a.places[0].count).slice(0, NAMES)) {
    const r = radius(places) + 5;
    const words = short(places[0].name, 26) + (places.length > 1 ? ` +${places.length - 1}` : "");
    const sides = [[x + r, y + 4, "start"], [x - r, y + 4, "end"], [x, y - r - 1, "middle"], [x, y + r + 11, "middle"]];
    const label = sides.reduce((done, [a, b, anchor]) => done ?? offer(a, b, words, "placename", anchor), null);
    if (label) yield label;
  }
  for (const land of all) {
    const [[a, b], [c, d]] = [at(land.box.slice(0, 2)), at(land.box.slice(2))];
    if (c - a < land.name.length * 11 || d - b < 36) continue;
    const label = offer((a + c) / 2, (b + d) / 2, land.name, "country", "middle");
    if (label) yield label;
  }
}
