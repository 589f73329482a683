// The outlines of countries on a Mercator plane, read once from the file that the printed report is drawn with.

const EDGE = 85; // degrees; Mercator runs to infinity beyond
let asked = null;

/** Degrees east and north -> a point of the plane, in degrees along the equator. */
export function plane([east, north]) {
  const lat = Math.max(-EDGE, Math.min(EDGE, north));
  return [east, (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))];
}

/** A point of the plane -> degrees east and north. */
export const globe = ([x, y]) => [x, (360 / Math.PI) * Math.atan(Math.exp((-y * Math.PI) / 180)) - 90];

/** Rings of degrees -> a path on the plane. */
export const path = (rings) => rings.map((ring) => `M${ring.map((at) => plane(at).map((n) => n.toFixed(3)).join(" ")).join("L")}Z`).join("");

/** Every country: {code, name, d, box}; the box is that of its largest ring. */
export function countries() {
  asked ??= fetch("/outlines.tsv").then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error("no outlines")))).then(read);
  return asked;
}

function read(file) {
  return file
    .split("\n")
    .slice(2)
    .filter(Boolean)
    .map((row) => {
      const [code, name, rings] = row.split("\t");
      const all = rings.split(";").map(ring);
      const main = all.reduce((a, b) => (b.length > a.length ? b : a)).map(plane);
      const [xs, ys] = [main.map((p) => p[0]), main.map((p) => p[1])];
      return { code, name, d: path(all), box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
    });
}

/** "5,7 1,-1": a start and steps from it, in hundredths of a degree. */
function ring(steps) {
  let [x, y] = [0, 0];
  return steps.split(" ").map((step) => {
    const [dx, dy] = step.split(",").map(Number);
    x += Math.abs(dx) > 18000 ? dx - Math.sign(dx) * 36000 : dx; // over the antimeridian a ring runs on, or it would cross the map
    y += dy;
    return [x / 100, y / 100];
  });
}
