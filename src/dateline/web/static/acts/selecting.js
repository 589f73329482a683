/* Words that a reviewer selects in the text of a report: which report, which stretch, and a button beside them.

   Offsets are code points of the text as published. An element with data-report holds the text from its code point
   data-at on (0 where nothing is said). The server cuts the words again and refuses what is not there. */

import { make } from "./asking.js";

const MOST = 2000; // code points

/* What is selected now, { report, start, exact, name }, or null. */
export function selected() {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const root = home(range.startContainer);
  if (!root || root !== home(range.endContainer)) return null;
  const exact = range.toString();
  const lead = exact.length - exact.trimStart().length;
  if (!exact.trim() || [...exact].length > MOST) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(root.dataset.at ?? 0) + [...before.toString()].length + [...exact.slice(0, lead)].length;
  return { report: root.dataset.report, start, exact: exact.trim(), name: root.dataset.name ?? "" };
}

const home = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-report]");

/* Show buttons beside words as soon as they are selected: `act` corrects with them. `more`: what else may be done, each
   { words, key, act, fits }. */
export function offer(act, more = []) {
  if (document.querySelector(".looks-only")) return;
  const all = [{ words: "Correct with these words", key: "c", act, fits: () => true }, ...more];
  const made = all.map((one, n) => make("button", { type: "button", class: n ? null : "main", onclick: () => one.act() }, one.words, make("kbd", {}, one.key)));
  const button = make("div", { class: "offer", hidden: true, role: "group", "aria-label": "With the words that are selected" }, ...made);
  document.body.append(button);
  // The selection must outlive the click on a button.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  const show = () => {
    const is = selected() && !document.querySelector("dialog[open]");
    button.hidden = !is;
    if (!is) return;
    all.forEach((one, n) => { made[n].hidden = !one.fits(); });
    const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(box.left + window.scrollX, document.documentElement.clientWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${box.bottom + window.scrollY + 6}px`;
  };
  for (const event of ["pointerup", "keyup", "selectionchange"]) document.addEventListener(event, () => requestAnimationFrame(show));
}
