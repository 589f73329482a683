/* The windows in which a reviewer says that two events are one, or that an event is two. */

import { ask, make } from "./asking.js";
import { say } from "./saying.js";

const TYPED = 300; // milliseconds after the last key
const SHOWN = 8;
const NEAR = 7; // days around an event in which others are offered before any word is typed
const DAY = 86400000;
const FEW = 12; // tellings that are seen at once

/* Merge an event with another one, found by words; resolves to whether it was kept. `days`: its first and its last day,
   empty where nobody says; without words, events about those days are offered. */
export function merge(event, days) {
  const found = make("div", { class: "found", role: "radiogroup", "aria-label": "Events with these words" });
  const search = make("input", { name: "q", type: "search", autocomplete: "off", maxlength: 500 });
  const said = make("p", { class: "small faint", role: "status" });
  let [waiting, asked] = [0, 0];
  const look = async () => {
    const mine = (asked += 1);
    const about = !search.value.trim() && days[0] ? { from: moved(days[0], -NEAR), to: moved(days[1], NEAR) } : {};
    const query = new URLSearchParams({ q: search.value, per: String(SHOWN + 1), sort: "-date", ...about });
    const { rows, total } = await (await ask(`/api/events?${query}`)).json();
    if (mine !== asked) return;
    const others = rows.filter((row) => row.id !== event).slice(0, SHOWN);
    found.replaceChildren(...others.map((row) => make("label", { class: "option" },
      make("input", { type: "radio", name: "other", value: row.id, required: true }), make("span", {}, make("bdi", {}, name(row))))));
    const left = total - rows.length;
    said.textContent = !others.length ? (about.from ? "No other event is of these days; give words of it." : "No other event has these words.") : left > 0 ? `${left.toLocaleString("en")} more; give more words` : "";
  };
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, TYPED);
  });
  look();
  const fields = [make("label", { class: "wide" }, "Words of the other event", search), found, said];
  let was = "";
  return say("It is the same as another event", "Make them one", "", async (values) => {
    if (!values.other) throw new Error("Choose the other event.");
    try {
      await ask("/api/judgements", { left: event, right: values.other, verdict: "same", why: values.why, was });
    } catch (error) {
      // The pair was judged before: the window says by whom and why, and sending again says so knowingly.
      if (error.status === 409) was = was ? "" : "different";
      throw error;
    }
  }, fields);
}

const moved = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

function name(row) {
  const kind = row.kind.replaceAll("_", " ");
  const toll = ["killed", "wounded"].filter((harm) => row[`${harm}_best`] !== null).map((harm) => `${row[`${harm}_best`]} ${harm}`);
  const day = row.earliest && row.earliest !== row.latest ? `${row.earliest} to ${row.latest}` : row.earliest;
  return [kind, row.place, day ?? "no day", ...toll, `${row.reports} report${row.reports === 1 ? "" : "s"}`].filter(Boolean).join(" · ");
}

/* Set some tellings of an event apart; resolves to whether it was kept. Those are ticked that its weakest bond holds. */
export async function split(event) {
  const { tellings } = await (await ask(`/api/stood?event=${encodeURIComponent(event)}`)).json();
  const boxes = tellings.map((one) => make("label", { class: "option" },
    make("input", { type: "checkbox", name: "apart", value: one.id, checked: one.apart }), make("span", {}, make("bdi", {}, one.name))));
  const list = make("fieldset", { class: "found" }, make("legend", {}, "These reports tell another event"), ...boxes);
  const fields = tellings.length > FEW ? [narrow(boxes), list] : [list];
  return say("It is more than one event", "Split", "", async (_, form) => {
    const apart = new FormData(form).getAll("apart");
    if (!apart.length || apart.length === tellings.length) throw new Error("Tick some of the reports, not all.");
    await ask("/api/splits", { event, apart, members: tellings.map((one) => one.id), why: _.why });
  }, fields);
}

/* Shows of many tellings those whose report is called so; what is ticked stays ticked. */
function narrow(boxes) {
  const search = make("input", { type: "search", autocomplete: "off" });
  search.addEventListener("input", () => {
    const words = search.value.trim().toLowerCase();
    for (const box of boxes) box.hidden = !box.textContent.toLowerCase().includes(words);
  });
  return make("label", { class: "wide" }, "Words of the report's name", search);
}
