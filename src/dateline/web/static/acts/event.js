/* What a reviewer does on the page of an event: correct, merge, split, set a claim aside, take back; by key or button. */

import { ask, make, typing } from "./asking.js";
import { correct } from "./correcting.js";
import { merge, split } from "./joining.js";
import { ALONE, HIDDEN, isName, isTeam, protect } from "./protecting.js";
import { say } from "./saying.js";
import { offer } from "./selecting.js";

const page = document.getElementById("event");
const told = document.getElementById("told");
const keys = document.getElementById("keys");
const event = page.dataset.event;
const telling = page.dataset.telling; // one that stays findable, whatever the event is called after an act
const isSeveral = "several" in page.dataset;
const DONE = "dateline-done"; // what was done, told on the page that comes after it
const BACK = "Taken back.";

/* Wait for an act; then show the event anew. An event that was merged or split may have another id: `next` names it. */
async function done(act, words, next = "") {
  try {
    if ((await act) === false) return;
  } catch (error) {
    told.className = "toast failed";
    told.textContent = error.message;
    return;
  }
  sessionStorage.setItem(DONE, words);
  if (next) location.assign(`/event/${encodeURIComponent(next)}`);
  else location.reload();
}

const change = (slot) => done(correct(event, slot), "Kept.");

function rule(button) {
  const { rule: slot, claim } = button.dataset;
  const is = slot === "reject";
  const send = ({ why }) => ask("/api/decisions", { event, slot, value: claim, why });
  return done(say(is ? "Set this claim aside" : "Let this claim stand", is ? "Set aside" : "Let it stand", "", send), is ? "Set aside." : "It stands again.");
}

function tell(words) {
  told.className = "toast";
  told.textContent = words;
}

/* Take back what a button of the history stands beside; its name says what. */
function undo(button) {
  if (!button) return tell("There is nothing about this event to take back.");
  const said = button.getAttribute("aria-label").replace("Undo: ", "");
  return done(ask("/api/undo", { id: button.dataset.undo, why: "" }), `${BACK} No longer stands: ${said}.`);
}
const hide = () => (isTeam ? done(protect(), HIDDEN) : tell(ALONE));
const latest = () => [...document.querySelectorAll("[data-undo]")].at(-1);

const KEYS = {
  c: () => change(), m: () => done(merge(event, page.dataset.days.split(" ")), "Merged.", telling),
  x: () => (isSeveral ? done(split(event), "Split.", telling) : tell("It is told once: there is nothing to split.")),
  p: () => hide(), u: () => undo(latest()), "?": () => keys.showModal(),
};

document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || document.querySelector("dialog[open]")) return;
  if (typing(pressed) || !KEYS[pressed.key]) return;
  pressed.preventDefault();
  KEYS[pressed.key]();
});
document.addEventListener("click", (clicked) => {
  const button = clicked.target.closest("button");
  if (!button) return;
  if (button.dataset.key) KEYS[button.dataset.key]();
  else if (button.dataset.slot) change(button.dataset.slot);
  else if (button.dataset.rule) rule(button);
  else if (button.dataset.undo) undo(button);
});
document.getElementById("close-keys").addEventListener("click", () => keys.close());
offer(() => change(), [{ words: "Protect this name", key: "p", act: hide, fits: isName }]);

const before = sessionStorage.getItem(DONE);
if (before) {
  sessionStorage.removeItem(DONE);
  const last = before.startsWith(BACK) ? null : latest();
  told.replaceChildren(before, " ", last ? make("button", { type: "button", class: "quiet", onclick: () => undo(last) }, "Undo", make("kbd", {}, "u")) : "");
}
