/* The review page: a queue that is worked through with the keyboard, every act with its reason, every act undone. */

import { ask, typing } from "./asking.js";
import { correct } from "./correcting.js";
import { ALONE, HIDDEN, isName, isTeam, protect } from "./protecting.js";
import { say } from "./saying.js";
import { offer, selected } from "./selecting.js";
import { act, entry, row, standing } from "./showing.js";

const at = (id) => document.getElementById(id);
let items = [];
let here = 0;
let total = 0;
let last; // undefined until the list of acts is there, then the last one that stands, or null
let stale = false;

/* Somebody was here before: what is shown is not what stands, and is loaded anew when the window is closed. */
const keep = (address, body) => ask(address, body).catch((error) => {
  stale ||= error.status === 409;
  throw error;
});
let wanted = 10; // entries asked for: more of them come when one walks to the end
let acts = 50; // of those done, the last ones

const key = (item) => JSON.stringify([item.sort, item.pair ?? item.event ?? item.report, item.slot ?? item.reason]);

async function load() {
  const [queue, history] = await Promise.all([ask(`/api/queue?per=${wanted}`), ask(`/api/history?most=${acts + 1}`)].map(async (a) => (await a).json()));
  const before = items[here] && key(items[here]);
  ({ items, total } = queue);
  const found = items.findIndex((item) => key(item) === before);
  here = Math.max(0, Math.min(found < 0 ? here : found, items.length - 1));
  last = history.find((one) => one.stands) ?? null;
  at("more-acts").hidden = history.length <= acts;
  at("done").replaceChildren(...history.slice(0, acts).map((one) => act(one, undo, second, at("done").dataset.me)));
  at("no-acts").hidden = history.length > 0;
  show();
}

function show(focus = false) {
  at("count").textContent = total > items.length ? `${items.length} of ${total.toLocaleString("en")}` : `${total}`;
  at("queue").replaceChildren(...items.map((item, n) => row(item, n === here, () => move(n))));
  const item = items[here];
  at("item").replaceChildren(...(item ? entry(item) : []));
  at("empty").hidden = Boolean(item);
  for (const button of document.querySelectorAll("[data-sorts]")) button.hidden = !fits(button, item);
  at("queue").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  if (focus) at("entry")?.focus();
}

/* Whether a button of an act has something to do with an entry. */
const fits = (button, item) => Boolean(item) && button.dataset.sorts.split(" ").includes(item.sort) && (button.dataset.key !== "c" || about(item).length > 0);

/* The events that an entry is about, each once. */
function about(item) {
  const told = item.sides?.map((side) => ({ id: side.event, name: side.title })) ?? item.events ?? [{ id: item.event, name: item.title }];
  return [...new Map(told.map((one) => [one.id, one])).values()];
}

function tell(words, failed = "") {
  at("told").className = failed ? "toast failed" : "toast";
  at("told").textContent = failed || words;
}

/* A key that has nothing to do here says which ones have. */
function idle() {
  const keys = [...document.querySelectorAll("[data-sorts]:not([hidden])")].map((one) => one.dataset.key).join(", ");
  tell(!items.length ? "Nothing waits." : keys ? `This key does nothing here; these do: ${keys}.` : "No key acts here: open the report.");
}

function move(n) {
  if (n < 0 || n >= items.length) return tell(n < 0 ? "This is the first one." : "This is the last one.");
  here = n;
  tell("");
  show(true);
  if (n < items.length - 1 || items.length >= total || wanted >= 200) return;
  wanted = Math.min(200, 2 * wanted);
  load().catch(wrong);
}

async function judge(verdict) {
  const item = items[here];
  if (item?.sort !== "merge") return idle();
  const same = verdict === "same";
  const reason = (same ? item.speaks_for : item.speaks_against).join("; ");
  const send = ({ why }) => keep("/api/judgements", { left: item.pair[0], right: item.pair[1], verdict, why, was: item.was });
  await done(say(same ? "They are one event" : "They are two events", same ? "Keep as one" : "Keep as two", reason, send), same ? "Kept as one event." : "Kept as two events.");
}

async function accept() {
  const item = items[here];
  if (!["toll", "unsure"].includes(item?.sort)) return idle();
  // A place is named without the land in brackets.
  const value = item.slot === "where" ? item.was.replace(/ \([^)]*\)$/, "") : item.was;
  const send = ({ why }) => keep("/api/decisions", { event: item.event, slot: item.slot, value, was: item.was, why, accept: true });
  await done(say(`${standing(item)} is right`, "Accept it", "", send), "Accepted.");
}

async function settle() {
  const item = items[here];
  if (item?.sort !== "problem") return idle();
  const send = ({ why }) => keep("/api/settlements", { report: item.report, problem: item.problem, why });
  await done(say("Nothing is left to do about it", "Settle it", "", send), "Settled.");
}

/* Hold the same as another reviewer: a judgement or decision of one's own, so that the two can be compared. */
async function second(one) {
  const send = async ({ why }) => {
    if (one.act === "judgement") return keep("/api/judgements", { left: one.left, right: one.right, verdict: one.verdict, was: one.verdict, why });
    if (one.problem) return keep("/api/settlements", { report: one.report, problem: one.problem, why, again: true });
    const was = (await (await ask(`/api/stood?event=${encodeURIComponent(one.event)}`)).json()).slots[one.slot];
    if (one.slot === "where" && was !== one.value) throw new Error("Another place stands by now; correct it instead.");
    const value = one.slot === "where" ? was.replace(/ \([^)]*\)$/, "") : one.value;
    return keep("/api/decisions", { event: one.event, slot: one.slot, value, was, why, accept: true });
  };
  await done(say(`${one.by}: ${one.said}`, "I agree", "", send), "Kept: you agree.");
}

async function change() {
  const item = items[here];
  const events = item ? about(item) : [];
  if (!events.length) return idle();
  // Of two events the one whose report says the words that are selected.
  const side = item.sides?.find((one) => one.report === selected()?.report);
  const slot = { toll: item.slot, unsure: item.slot, merge: "when", undated: "when" }[item.sort];
  await done(correct(side?.event ?? events[0].id, slot, events), "Corrected.");
}

async function hide() {
  if (isTeam) await done(protect(), HIDDEN);
  else tell(ALONE);
}

async function undo(one = last) {
  if (one === undefined) return;
  if (!one) return tell("There is nothing to take back.");
  await done(ask("/api/undo", { id: one.id, why: "" }), `Taken back. No longer stands: ${one.said}.`);
}

async function done(asked, words) {
  let failed = "";
  try {
    if ((await asked) === false) {
      if (!stale) return;
      words = "";
    }
  } catch (error) {
    failed = error.message;
  }
  stale = false;
  const below = document.activeElement?.closest("#done");
  await load();
  tell(words, failed);
  // What had the focus is drawn anew: it goes on beside what was done, or with what waits next.
  (below ? at("done-name") : items.length ? at("entry") : at("empty")).focus({ preventScroll: Boolean(below) });
}

const KEYS = {
  j: () => move(here + 1), k: () => move(here - 1), s: () => judge("same"), d: () => judge("different"),
  a: accept, e: settle, c: change, p: hide, u: () => undo(), "?": () => at("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (typing(event)) return;
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
offer(() => change(), [{ words: "Protect this name", key: "p", act: hide, fits: isName }]);
for (const button of document.querySelectorAll("[data-key]")) button.addEventListener("click", () => KEYS[button.dataset.key]());
at("close-keys").addEventListener("click", () => at("keys").close());
at("more-acts").addEventListener("click", () => {
  acts *= 4;
  load().catch(wrong);
});
function wrong(error) {
  tell("", error.message);
}
load().catch(wrong);
