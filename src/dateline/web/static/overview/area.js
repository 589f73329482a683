// Choosing a part of the map: by dragging a rectangle or one of its edges, or with the keys on an edge.

import { follow } from "./follow.js";
import { draw } from "./svg.js";

const DRAGGED = 4; // pixels; less is a click
const SETTLED = 450; // milliseconds after the last key
const LEAST = 0.001; // degrees
const EDGES = ["west", "south", "east", "north"];
const KEYS = { ArrowLeft: -8, ArrowDown: -8, ArrowRight: 8, ArrowUp: 8, PageDown: -60, PageUp: 60 }; // pixels
const SIGNS = ["EW", "NS"];
const [GRIP, KNOB] = [14, 5];

export class Area {
  /** `chart` turns degrees into pixels and back; `choose(words)` is called with an area for the address. */
  constructor(chart, choose) {
    Object.assign(this, { chart, choose, bounds: null, isWaiting: false, waiting: 0 });
    this.shade = draw("path", { class: "shade" });
    this.line = draw("rect", { class: "line" });
    this.edges = EDGES.map((name, n) => this.edge(name, n));
    this.over = draw("g", { class: "area-box" }, this.shade, this.line, ...this.edges);
  }

  /** Take an area as the address gives it: "41,30.5,46,34"; anything else is none. */
  set(words) {
    const found = (words ?? "").split(",").map(Number);
    const isArea = words && found.length === 4 && found.every(Number.isFinite) && found[0] < found[2] && found[1] < found[3];
    this.bounds = isArea ? found : null;
    this.rest();
  }

  /** Put the rectangle where it is on the map now. */
  place() {
    this.over.classList.toggle("on", Boolean(this.bounds));
    if (!this.bounds) return;
    const [w, s, e, n] = this.bounds;
    const [[left, bottom], [right, top]] = [this.chart.pixel([w, s]), this.chart.pixel([e, n])];
    const [wide, tall] = this.chart.size;
    // Where an edge goes on beyond the map, its knob is in the middle of what is seen of it.
    const [x, y] = [(clamp(left, wide) + clamp(right, wide)) / 2, (clamp(top, tall) + clamp(bottom, tall)) / 2];
    set(this.line, { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) });
    set(this.shade, { d: `M0 0H${wide}V${tall}H0ZM${left} ${top}H${right}V${bottom}H${left}Z` });
    [[left, y], [x, bottom], [right, y], [x, top]].forEach(([px, py], at) => {
      const isSide = at % 2 === 0;
      const [edge, [grip, knob]] = [this.edges[at], this.edges[at].children];
      set(grip, { x: px - (isSide ? GRIP : right - left) / 2, y: py - (isSide ? bottom - top : GRIP) / 2, width: isSide ? GRIP : right - left, height: isSide ? bottom - top : GRIP });
      set(knob, { cx: px, cy: py });
      const [least, most] = [isSide ? -180 : -90, isSide ? 180 : 90];
      set(edge, { "aria-valuemin": least, "aria-valuemax": most, "aria-valuenow": this.bounds[at], "aria-valuetext": said(this.bounds[at], SIGNS[at % 2]) });
    });
  }

  edge(name, at) {
    const label = `${name[0].toUpperCase()}${name.slice(1)} edge of the area`;
    const made = draw("g", { class: "edge", role: "slider", tabindex: 0, "data-edge": name, "aria-label": label, "aria-orientation": at % 2 ? "vertical" : "horizontal" }, draw("rect", { class: "grip" }), draw("circle", { class: "knob", r: KNOB }));
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return this.stop(event, () => this.choose(""));
      if (KEYS[event.key]) this.stop(event, () => this.step(at, KEYS[event.key] * (event.shiftKey ? 4 : 1)));
    });
    return made;
  }

  stop(event, act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** Move an edge by pixels. */
  step(at, by) {
    const here = this.chart.pixel(at < 2 ? this.bounds.slice(0, 2) : this.bounds.slice(2));
    here[at % 2] += at % 2 ? -by : by;
    this.move(at, this.chart.degrees(here)[at % 2]);
    this.soon();
  }

  /** Give an edge a place; it pushes the one across before it. */
  move(at, degrees) {
    const [other, isLow] = [(at + 2) % 4, at < 2];
    this.bounds[at] = degrees;
    const far = isLow ? degrees + LEAST : degrees - LEAST;
    this.bounds[other] = isLow ? Math.max(this.bounds[other], far) : Math.min(this.bounds[other], far);
    this.place();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.done(), SETTLED);
  }

  done() {
    this.rest();
    this.choose(this.bounds.map((one) => Number(one.toFixed(3))).join(","));
  }

  /** Choose the middle of what the map shows; the keys move its edges from there. */
  middle() {
    const [wide, tall] = this.chart.size;
    const [[w, n], [e, s]] = [this.chart.degrees([wide / 4, tall / 4]), this.chart.degrees([(3 * wide) / 4, (3 * tall) / 4])];
    this.bounds ??= [w, s, e, n];
    this.place();
    this.edges[0].focus();
    this.soon();
  }

  /** Let the next drag draw a rectangle; asked again, let it move the map. */
  wait() {
    this.isWaiting = !this.isWaiting;
    this.show();
  }

  rest() {
    clearTimeout(this.waiting);
    this.isWaiting = false;
    this.show();
  }

  show() {
    this.chart.host.classList.toggle("choosing", this.isWaiting);
    this.button?.setAttribute("aria-pressed", this.isWaiting);
  }

  /** Whether a pointer that is pressed is about an area. */
  takes(event) {
    return Boolean(event.shiftKey || this.isWaiting || event.target.closest("[data-edge]"));
  }

  drag(event) {
    event.preventDefault();
    const box = this.chart.svg.getBoundingClientRect();
    const at = (e) => this.chart.degrees([e.clientX - box.left, e.clientY - box.top]);
    const edge = EDGES.indexOf(event.target.closest("[data-edge]")?.dataset.edge);
    const [start, before, from] = [at(event), this.bounds && [...this.bounds], [event.clientX, event.clientY]];
    let far = 0;
    const moved = (e) => {
      far = Math.max(far, Math.hypot(e.clientX - from[0], e.clientY - from[1]));
      if (far < DRAGGED) return;
      const now = at(e);
      if (edge >= 0) return this.move(edge, now[edge % 2]);
      const [xs, ys] = [0, 1].map((n) => [start[n], now[n]].sort((a, b) => a - b));
      this.bounds = [xs[0], ys[0], Math.max(xs[1], xs[0] + LEAST), Math.max(ys[1], ys[0] + LEAST)];
      this.place();
    };
    follow(moved, (e) => {
      if (far >= DRAGGED && e.type === "pointerup") return this.done();
      this.bounds = before;
      this.place();
    });
  }
}

const clamp = (n, most) => Math.max(0, Math.min(most, n));
const said = (degrees, signs) => `${Math.abs(degrees).toFixed(1)}° ${{ E: "east", W: "west", N: "north", S: "south" }[signs[Number(degrees < 0)]]}`;

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
}
