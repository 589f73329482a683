// Makes elements of drawings. Attributes only, no style attribute: the policy of content forbids those.

const SPACE = "http://www.w3.org/2000/svg";

/** Make an element of SVG; attributes that are null are left out. */
export function draw(name, attributes = {}, ...inside) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

/** Make a tooltip: the first child of what it is about. */
export const told = (words) => draw("title", {}, words);

/** Make text at a point. */
export const text = (x, y, words, look, anchor = "start") =>
  draw("text", { x: x.toFixed(1), y: y.toFixed(1), class: look, "text-anchor": anchor }, words);

/** About how wide a text is, in pixels, at the size of the drawings. */
export const width = (words) => words.length * 6.7;

/** Cut a text that is too long. */
export const short = (words, most) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);
