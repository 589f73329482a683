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

/* Show a button beside words as soon as they are selected; `act` is called when it is used. */
export function offer(act, words = "Correct with these words") {
  if (document.querySelector(".looks-only")) return;
  const button = make("button", { type: "button", class: "main offer", hidden: true, onclick: () => act() }, words, make("kbd", {}, "c"));
  document.body.append(button);
  // The selection must outlive the click on the button.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  const show = () => {
    const is = selected() && !document.querySelector("dialog[open]");
    button.hidden = !is;
    if (!is) return;
    const box = window.getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(box.left + window.scrollX, document.documentElement.clientWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${box.bottom + window.scrollY + 6}px`;
  };
  for (const event of ["pointerup", "keyup", "selectionchange"]) document.addEventListener(event, () => requestAnimationFrame(show));
}
