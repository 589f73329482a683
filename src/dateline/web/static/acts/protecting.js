/* The window in which a reviewer of a team hides a name from readers. Alone nobody is there to hide it from: the key
   then says which command takes a name out of the ledger. */

import { ask, make } from "./asking.js";
import { say } from "./saying.js";
import { selected } from "./selecting.js";

const MOST = 200; // characters of a name
export const isTeam = Boolean(document.querySelector("meta[name=dateline]"));
export const ALONE = "Here nobody is hidden from. To take a name out of the ledger for good: dateline protect LEDGER NAME.";
export const HIDDEN = "Protected: readers see marks in its place.";

/* Whether what is selected could be a name. */
export const isName = () => isTeam && (selected()?.exact.length ?? MOST + 1) <= MOST;

/* Protect a name; the words that are selected are offered. Resolves to whether it was kept. */
export function protect() {
  const name = make("input", { name: "name", required: true, maxlength: MOST, autocomplete: "off", spellcheck: "false" });
  name.value = isName() ? selected().exact : "";
  const fields = [make("label", { class: "wide" }, "Name, as the reports write it", name),
    make("p", { class: "small faint" }, "Readers will see marks in its place, on every page and in every export. Say why without saying who.")];
  return say("Protect a name", "Protect it", "", (said) => {
    const body = new FormData();
    for (const key of ["name", "why"]) body.set(key, said[key]);
    return ask("/protected/add", body);
  }, fields);
}
