/* The window in which a reviewer says what a value is, on which words of which report that rests, and why. */

import { ask, make } from "./asking.js";
import { say } from "./saying.js";
import { selected } from "./selecting.js";

const NAMES = {
  killed: "Killed", wounded: "Wounded", missing: "Missing", captured: "Captured", when: "Day", where: "Place", kind: "Kind",
  status: "Status", perpetrator: "Perpetrators", target: "Targets", weapon: "Weapons",
};
const NUMBER = "3, 3-5, 4 (3-5), 10+, or up to 5";
const LIST = "names with ; between them";
const HOW = {
  killed: NUMBER, wounded: NUMBER, missing: NUMBER, captured: NUMBER, when: "2020-03-11, 2020-03-10..2020-03-12, or 2020-03",
  where: "the name of the place", perpetrator: `${LIST}: Red Arrow (accused); the army`, target: LIST, weapon: LIST,
};
const PRECISE = { "": "as before", site: "a site: a base, a bridge, a building", place: "a town or village" };

/* Correct one value of an event; resolves to whether something was kept. Words selected in a report are cited.
   `events`: where the page is about several, [{ id, name }, ...], of which the window lets one be chosen. */
export async function correct(event, slot = "killed", events = []) {
  const chosen = selected();
  const which = make("select", { name: "event" }, ...events.map((one) => make("option", { value: one.id, selected: one.id === event }, one.name)));
  const about = () => (events.length ? which.value : event);
  const look = async () => (await ask(`/api/stood?event=${encodeURIComponent(about())}`)).json();
  let stood = await look();
  const cite = () => (stood.reports.some((one) => one.id === chosen?.report) ? chosen : null);
  const rests = make("span", { class: "holder" }, words(stood, cite()));
  const pick = make("select", { name: "slot" }, ...Object.keys(NAMES).map((one) => make("option", { value: one, selected: one === slot }, NAMES[one])));
  const now = make("p", { class: "small faint" });
  const how = make("span", { class: "small", id: "say-how" });
  const line = make("span", { class: "holder" });
  const point = place();
  const tell = () => { now.textContent = `It is now: ${stood.slots[pick.value] || "not said"}`; };
  const shape = () => {
    line.replaceChildren(make("label", { class: "wide" }, "Becomes", entry(pick.value, stood)));
    tell();
    how.textContent = HOW[pick.value] ? `Write it so: ${HOW[pick.value]}.` : "";
    point.hidden = pick.value !== "where";
  };
  pick.addEventListener("change", shape);
  which.addEventListener("change", async () => {
    stood = await look();
    shape();
    const typed = rests.querySelector("[name=words]").value;
    rests.replaceChildren(words(stood, cite(), typed));
  });
  shape();
  const several = events.length > 1 ? make("label", { class: "wide" }, "Event", which) : "";
  const fields = [several, make("label", {}, "Value", pick), now, line, how, point, rests];
  return say("Correct a value", "Keep the correction", "", async (said) => {
    try {
      await ask("/api/decisions", body(about(), said, stood, cite()));
    } catch (error) {
      // Another reviewer decided meanwhile: what stands by now is shown, and sending again says so knowingly.
      if (error.status === 409) { stood = await look(); tell(); }
      throw error;
    }
  }, fields);
}

/* The field for a value: a list where only some words are taken, else text. */
function entry(slot, stood) {
  const listed = { kind: stood.kinds, status: stood.statuses }[slot];
  const is = stood.slots[slot];
  if (listed) return make("select", { name: "value" }, ...listed.map((one) => make("option", { value: one, selected: one === is.replaceAll(" ", "_") }, one.replaceAll("_", " "))));
  const made = make("input", { name: "value", required: true, autocomplete: "off", "aria-describedby": "say-how" });
  made.value = slot === "where" ? is.replace(/ \([^)]*\)$/, "") : is;
  return made;
}

/* Where a place is; without a point it is only named. */
function place() {
  const number = (name, label, most) => make("label", {}, label, make("input", { name, type: "number", step: "any", min: -most, max: most }));
  return make("span", { class: "point" }, number("lat", "Latitude", 90), number("lon", "Longitude", 180),
    make("label", {}, "Country, as IQ", make("input", { name: "country", maxlength: 2, size: 4, autocomplete: "off" })),
    make("label", {}, "How exact", make("select", { name: "precision" }, ...Object.entries(PRECISE).map(([value, said]) => make("option", { value }, said)))));
}

/* The words of a report that say it: those that were selected, or typed here by who uses no mouse. */
function words(stood, cited, typed = "") {
  const exact = make("textarea", { name: "words", rows: 2, maxlength: 2000, class: "report" });
  exact.value = typed || (cited?.exact ?? "");
  const of = make("select", { name: "report" }, ...stood.reports.map((one) => make("option", { value: one.id, selected: one.id === cited?.report }, one.name)));
  return make("fieldset", { class: "cites" }, make("legend", {}, "Words of a report that say it, if any"),
    make("label", { class: "wide" }, "Words", exact), make("label", { class: "wide" }, "In", of));
}

function body(event, said, stood, cited) {
  const out = { event, slot: said.slot, value: said.value, why: said.why, was: stood.slots[said.slot] };
  if (said.slot === "where") {
    if (said.lat && said.lon) Object.assign(out, { lat: Number(said.lat), lon: Number(said.lon), precision: said.precision });
    if (said.country) out.country = said.country;
  }
  const exact = said.words.trim();
  if (exact) out.words = [{ report: said.report, exact, start: said.report === cited?.report ? cited.start : 0 }];
  return out;
}
