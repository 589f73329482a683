// An axis of days shared by timeline and toll. Long stretches in which nothing is known are cut out, and the cut is drawn.

import { brief, month, tick, whole } from "./words.js";

const DAY = 86400000;
const LARGE = 0.2; // a gap is cut that takes more than this share of what is left of the axis
const LEAST = 21; // days; a shorter gap is always drawn to scale
const CUT = 34; // pixels that a cut takes
const MOST_CUTS = 6;
const COVERS = 100; // days; what is vaguer than this does not keep a gap from being cut
const APART = 12; // pixels between two labels

/** "2020-03-11" -> days since 1970. */
export const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
/** Days since 1970 -> "2020-03-11". */
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

export class Scale {
  /** @param spans pairs of days, both included; at least one. */
  constructor(spans, left, right) {
    Object.assign(this, { left, right, cuts: [] });
    const pieces = merged(spans);
    const gaps = pieces.slice(1).map((piece, n) => ({ n, long: piece[0] - pieces[n][1] }));
    const cut = chosen(gaps, pieces.at(-1)[1] - pieces[0][0]);
    const drawn = pieces.at(-1)[1] - pieces[0][0] - gaps.filter((g) => cut.has(g.n)).reduce((sum, g) => sum + g.long, 0);
    const unit = (right - left - CUT * cut.size) / Math.max(1, drawn);
    this.knots = [[pieces[0][0], left]];
    pieces.forEach(([first, last], n) => {
      const [before, at] = this.knots.at(-1);
      const start = n && cut.has(n - 1) ? at + CUT : at + (first - before) * unit;
      if (n && cut.has(n - 1)) this.cuts.push({ first: before, last: first, x: at + CUT / 2 });
      this.knots.push([first, start], [last, start + (last - first) * unit]);
    });
    this.first = this.knots[0][0];
    this.last = this.knots.at(-1)[0] - 1;
  }

  /** The place of the beginning of a day. */
  x(day) {
    return between(this.knots, 0, 1, day);
  }

  /** The day at a place. */
  day(x) {
    return Math.floor(between(this.knots, 1, 0, x));
  }

  /** Labels that do not run into each other: [x, words, place of the words]. */
  ticks() {
    const out = [];
    const ends = [this.first, ...this.cuts.map((cut) => cut.last)];
    const taken = this.cuts.map((cut) => ({ start: cut.x - 5, wide: 10 }));
    const offer = (day, words) => {
      const x = this.x(day);
      const wide = words.length * 6.3;
      const start = Math.min(Math.max(x, this.left), this.right - wide);
      const free = (one, apart) => start >= one.start + one.wide + apart || start + wide + apart <= one.start;
      const is = out.every((one) => free(one, APART)) && taken.every((one) => free(one, 0));
      if (is) out.push({ x, words, start, wide });
      return is;
    };
    ends.forEach((day) => [whole(iso(day)), month(iso(day)), brief(iso(day)), `’${iso(day).slice(2, 4)}`].some((words) => offer(day, words)));
    const unit = Math.max(...this.knots.slice(1).map(([day, x], n) => (day > this.knots[n][0] ? (x - this.knots[n][1]) / (day - this.knots[n][0]) : 0)));
    for (const [grain, step, long] of STEPS) {
      if (long * unit < 58) continue;
      let year = iso(this.first).slice(0, 4);
      for (const day of marks(this.first, this.last, grain, step)) {
        if (this.cuts.some((c) => day > c.first && day < c.last)) continue;
        offer(day, grain === "day" && iso(day).slice(0, 4) !== year ? whole(iso(day)) : tick(iso(day), grain));
        year = iso(day).slice(0, 4);
      }
      break;
    }
    return out;
  }
}

const STEPS = [
  ["day", 1, 1], ["day", 2, 2], ["day", 7, 7], ["day", 14, 14], ["month", 1, 30], ["month", 3, 91], ["year", 1, 365],
  ["year", 5, 1826], ["year", 10, 3652], ["year", 50, 18262], ["year", 200, 73048],
];

/** Round days between two. */
function* marks(first, last, grain, step) {
  if (grain === "day") {
    for (let day = Math.ceil((first + 3) / step) * step - 3; day <= last; day += step) yield day;
    return;
  }
  const from = new Date(first * DAY);
  const months = grain === "month" ? step : step * 12;
  let at = Math.ceil((from.getUTCFullYear() * 12 + from.getUTCMonth() + (from.getUTCDate() > 1 ? 1 : 0)) / months) * months;
  for (; ; at += months) {
    const day = Math.round(Date.UTC(Math.floor(at / 12), at % 12, 1) / DAY);
    if (day > last) return;
    yield day;
  }
}

/** Days that are told of, as spans without overlap, their ends not included. */
function merged(spans) {
  const sorted = spans
    .flatMap(([a, b]) => (b - a < COVERS ? [[a, b + 1]] : [[a, a + 1], [b, b + 1]]))
    .sort((a, b) => a[0] - b[0]);
  const out = [];
  for (const [a, b] of sorted) {
    const last = out.at(-1);
    if (last && a <= last[1] + 1) last[1] = Math.max(last[1], b);
    else out.push([a, b]);
  }
  return out;
}

/** Which gaps to cut out: the longest, as long as it takes a large part of what is left. */
function chosen(gaps, whole_) {
  const cut = new Set();
  let left = whole_;
  for (const gap of [...gaps].sort((a, b) => b.long - a.long)) {
    if (gap.long <= Math.max(LARGE * left, LEAST) || cut.size >= MOST_CUTS) break;
    cut.add(gap.n);
    left -= gap.long;
  }
  return cut;
}

/** A value between knots, in proportion. */
function between(knots, from, to, value) {
  let n = 1;
  while (n < knots.length - 1 && knots[n][from] <= value) n += 1;
  const [a, b] = [knots[n - 1], knots[n]];
  const share = b[from] === a[from] ? 0 : (value - a[from]) / (b[from] - a[from]);
  return a[to] + (b[to] - a[to]) * Math.min(1, Math.max(0, share));
}
