// The map: drawn as SVG from the outlines that are shipped, so that it needs no tiles, no WebGL and no other host.

import { Area } from "./area.js";
import { follow } from "./follow.js";
import { marks, shapes } from "./marks.js";
import { roving } from "./roving.js";
import { draw } from "./svg.js";
import { countries, globe, plane } from "./world.js";

const [LEAST, MOST] = [0.8, 4000]; // pixels a degree
const CLOSEST = 220; // a first look is never closer: the outlines are too coarse for it
const MARGIN = 56;
const [FEW, PART, CLOSER] = [4, 0.8, 0.5]; // from so many places on, the part of them that is so much narrower is shown first
const KEYS = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

export class Chart {
  /** `act`: {toggle(names), choose(area), moved(words)}; words say where the map looks, for the address. */
  constructor(host, act) {
    Object.assign(this, { host, act, places: [], chosen: [], view: null, all: [] });
    this.world = draw("g", { class: "world" });
    this.over = draw("g", { role: "group", "aria-label": "Places: arrow keys go from one to the next, Enter takes it as a filter" });
    this.hatch = draw("pattern", { id: "hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse" }, draw("path", { d: "M0 0V7", class: "hatch" }));
    this.svg = draw("svg", { tabindex: 0, role: "group", "aria-label": "Map; plus and minus zoom, arrow keys move, 0 shows every place, b chooses an area" }, draw("defs", {}, this.hatch), this.world, this.over);
    this.area = new Area(this, act.choose);
    this.svg.append(this.area.over);
    host.replaceChildren(this.svg, this.buttons());
    this.listen();
  }

  /** Show places, those `chosen` by name or in an area marked; look where `words` say, else at all of them. */
  async show(places, chosen, words) {
    Object.assign(this, { places, chosen: chosen.names });
    this.area.set(chosen.area);
    try {
      this.all = await countries();
    } catch {
      this.host.dataset.missing = "outlines";
    }
    this.world.replaceChildren(...this.all.map((land) => draw("path", { d: land.d, class: "land", "fill-rule": "evenodd" })), ...shapes(places, this.all));
    this.size = [this.host.clientWidth, this.host.clientHeight];
    this.svg.setAttribute("viewBox", `0 0 ${this.size.join(" ")}`);
    this.view = read(words) ?? (this.isHeld ? this.view : null) ?? this.fit(this.close());
    this.draw();
  }

  /** The places in the middle of all, where a map of them alone shows much more; else all. */
  close() {
    const points = this.places.flatMap((place) => this.corners(place));
    if (points.length < FEW) return points;
    const [x, y] = [0, 1].map((n) => points.map((p) => p[n]).sort((a, b) => a - b)[Math.floor(points.length / 2)]);
    const kept = points.sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y)).slice(0, Math.ceil(points.length * PART));
    const wide = (some) => Math.max(...some.map((p) => p[0])) - Math.min(...some.map((p) => p[0]));
    return wide(kept) < CLOSER * wide(points) ? kept : points;
  }

  /** The view on some points. */
  fit(points) {
    if (!points.length) return { x: 0, y: 0, k: Math.max(LEAST, this.size[0] / 360) };
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const k = Math.min((this.size[0] - 2 * MARGIN) / Math.max(0.01, east - west), (this.size[1] - 2 * MARGIN) / Math.max(0.01, south - north), CLOSEST);
    return { x: (west + east) / 2, y: (north + south) / 2, k: Math.max(LEAST, k) };
  }

  corners(place) {
    if (place.precision === "country") {
      const land = this.all.find((one) => one.code === place.country);
      return land ? [[(land.box[0] + land.box[2]) / 2, (land.box[1] + land.box[3]) / 2]] : [];
    }
    return place.lat === null ? [] : [plane([place.lon, place.lat])];
  }

  at([x, y]) {
    return [(x - this.view.x) * this.view.k + this.size[0] / 2, (y - this.view.y) * this.view.k + this.size[1] / 2];
  }

  draw() {
    const { x, y, k } = this.view;
    this.world.setAttribute("transform", `translate(${this.size[0] / 2 - x * k} ${this.size[1] / 2 - y * k}) scale(${k})`);
    this.hatch.setAttribute("patternTransform", `scale(${1 / k}) rotate(45)`);
    const made = marks(this.places, this.all, (point) => this.at(point), this.chosen, this.size);
    this.over.replaceChildren(...made.marks, draw("g", { class: "names", "aria-hidden": "true" }, ...made.names));
    roving(this.over, "[data-mark]");
    this.area.place();
  }

  /** Degrees east and north -> the pixel, and back; what lies beyond the globe is on its edge. */
  pixel(degrees) {
    return this.at(plane(degrees));
  }

  degrees([px, py]) {
    const { x, y, k } = this.view;
    const [east, north] = globe([(px - this.size[0] / 2) / k + x, (py - this.size[1] / 2) / k + y]);
    return [Math.max(-180, Math.min(180, east)), north];
  }

  /** Move by pixels, and zoom about a pixel. */
  move(dx, dy, by = 1, about = [this.size[0] / 2, this.size[1] / 2]) {
    const k = Math.min(MOST, Math.max(LEAST, this.view.k * by));
    const [ox, oy] = [about[0] - this.size[0] / 2, about[1] - this.size[1] / 2];
    const x = this.view.x + ox / this.view.k - ox / k + dx / k;
    const y = this.view.y + oy / this.view.k - oy / k + dy / k;
    this.view = { x: Math.max(-180, Math.min(180, x)), y: Math.max(-180, Math.min(180, y)), k };
    this.isHeld = true;
    this.draw();
    this.act.moved(said(this.view));
  }

  home() {
    this.isHeld = false;
    this.view = this.fit(this.places.flatMap((place) => this.corners(place)));
    this.draw();
    this.act.moved("");
  }

  buttons() {
    const bar = document.createElement("div");
    bar.className = "zoom";
    const choose = (event) => (event.detail ? this.area.wait() : this.area.middle()); // by the keyboard there is no drag
    for (const [sign, name, act] of [["+", "Closer", () => this.move(0, 0, 1.6)], ["−", "Farther", () => this.move(0, 0, 1 / 1.6)], ["⤢", "Every place", () => this.home()], ["▭", "Choose an area", choose]]) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: sign, title: name });
      button.setAttribute("aria-label", name);
      button.addEventListener("click", act);
      bar.append(button);
      if (act === choose) this.area.button = button;
    }
    return bar;
  }

  listen() {
    const { svg } = this;
    svg.addEventListener("keydown", (event) => {
      const mark = event.target.closest("[data-mark]");
      if (mark && (event.key === "Enter" || event.key === " ")) this.take(event, mark);
      else if (KEYS[event.key] && !mark) this.did(event, () => this.move(...KEYS[event.key]));
      else if (event.key === "+" || event.key === "=") this.did(event, () => this.move(0, 0, 1.6));
      else if (event.key === "-") this.did(event, () => this.move(0, 0, 1 / 1.6));
      else if (event.key === "0") this.did(event, () => this.home());
      else if (event.key === "b") this.did(event, () => this.area.middle());
    });
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
      const box = svg.getBoundingClientRect();
      this.did(event, () => this.move(0, 0, event.deltaY < 0 ? 1.25 : 0.8, [event.clientX - box.left, event.clientY - box.top]));
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.host.addEventListener("keydown", (event) => event.key === "Escape" && this.area.rest());
  }

  did(event, act) {
    event.preventDefault();
    act();
  }

  take(event, mark) {
    event.preventDefault();
    if (mark.dataset.many && this.view.k < MOST) {
      const [x, y] = mark.dataset.many.split(" ").map(Number);
      this.move(x - this.size[0] / 2, y - this.size[1] / 2);
      this.move(0, 0, 2.5);
      this.over.querySelector("[data-mark]")?.focus();
    } else this.act.toggle(mark.dataset.mark.split("\n"));
  }

  drag(event) {
    if (event.button) return;
    if (this.area.takes(event)) return this.area.drag(event);
    const mark = event.target.closest("[data-mark]");
    let [x, y, far] = [event.clientX, event.clientY, 0];
    const moved = (e) => {
      far += Math.hypot(e.clientX - x, e.clientY - y);
      if (far > 4) this.move(x - e.clientX, y - e.clientY);
      [x, y] = [e.clientX, e.clientY];
    };
    follow(moved, (e) => {
      if (mark && far <= 4 && e.type === "pointerup") this.take(e, mark);
    });
  }
}

/** A view as words of the address: "44.36,33.31,120". */
function said({ x, y, k }) {
  const [east, north] = globe([x, y]);
  return [east.toFixed(3), north.toFixed(3), k.toPrecision(4)].map(Number).join(",");
}

function read(words) {
  const [east, north, k] = (words ?? "").split(",").map(Number);
  if (![east, north, k].every(Number.isFinite) || k < LEAST || k > MOST) return null;
  const [x, y] = plane([east, north]);
  return { x, y, k };
}
