/* On the page of a report: words that are selected correct a value of an event that the report tells. */

import { typing } from "./asking.js";
import { correct } from "./correcting.js";
import { ALONE, HIDDEN, isName, isTeam, protect } from "./protecting.js";
import { offer } from "./selecting.js";

const told = document.getElementById("told");
const links = [...document.querySelectorAll("a[data-home]")];
const events = [...new Map(links.map((one) => [one.dataset.home, { id: one.dataset.home, name: one.textContent }])).values()];

async function change() {
  try {
    if (await correct(events[0].id, "killed", events)) told.textContent = "Kept. The event's page shows it.";
  } catch (error) {
    told.className = "toast failed";
    told.textContent = error.message;
  }
}

async function hide() {
  try {
    if (!isTeam) told.textContent = ALONE;
    else if (await protect()) told.textContent = HIDDEN;
  } catch (error) {
    told.className = "toast failed";
    told.textContent = error.message;
  }
}

const KEYS = { ...(events.length ? { c: change } : {}), p: hide };
if (events.length) offer(change, [{ words: "Protect this name", key: "p", act: hide, fits: isName }]);
document.addEventListener("keydown", (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || typing(event)) return;
  event.preventDefault();
  KEYS[event.key]();
});
