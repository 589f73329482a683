/* What the review page draws: one entry of the queue, and the list of what was done. */

import { eventAddress, make, quoted, reportAddress } from "./asking.js";

const SORTS = { merge: "one event?", toll: "numbers differ", unsure: "not sure", undated: "no day", problem: "not understood" };

export function row(item, here, choose) {
  const button = make("button", { type: "button", "aria-current": here ? "true" : null, onclick: choose },
    make("span", { class: `sort ${item.sort}` }, SORTS[item.sort]), make("bdi", {}, item.title));
  return make("li", {}, button);
}

export function entry(item) {
  const head = [make("h2", { tabindex: -1, id: "entry" }, make("bdi", {}, item.title)), make("p", { class: "reason" }, make("bdi", {}, item.reason))];
  return [...head, ...{ merge, toll, unsure: toll, undated: about, problem: about }[item.sort](item)];
}

function merge(item) {
  return [
    make("div", { class: "for-against" }, listed("Speaks for one event", "for", item.speaks_for), listed("Speaks for two events", "against", item.speaks_against)),
    make("div", { class: "tellings" }, ...item.sides.map(side)),
  ];
}

function listed(name, sort, said) {
  const lines = said.length ? said.map((one) => make("li", {}, make("bdi", {}, one))) : [make("li", { class: "faint" }, "nothing")];
  return make("section", { class: sort }, make("h3", {}, name), make("ul", {}, ...lines));
}

function side(one) {
  const tolls = [["killed", one.killed], ["wounded", one.wounded]].filter(([, value]) => value);
  return make("article", { class: "sheet telling" },
    make("p", { class: "small faint" }, make("bdi", {}, [one.outlet, one.published || "no day"].filter(Boolean).join(" · "))),
    make("h3", {}, make("a", { href: reportAddress(one.report) }, make("bdi", {}, one.headline))),
    make("p", { class: "small" }, make("a", { href: eventAddress(one.event) }, make("bdi", {}, one.title)),
      ...tolls.map(([name, value]) => make("span", { class: `chip ${name}` }, `${value} ${name}`)),
      one.reports > 1 ? make("span", { class: "chip" }, `${one.reports} reports`) : ""),
    quoted(one.text));
}

/** What stands in a slot, as it is spoken: "3 killed", and of a day or a place the day or the place. */
export function standing(item) {
  return ["when", "where"].includes(item.slot) ? item.was : `${item.was} ${item.slot}`;
}

function toll(item) {
  const voices = item.accounts.map((one) => make("article", { class: "sheet telling" },
    make("p", { class: "number" }, make("bdi", {}, one.value)),
    make("h3", {}, make("bdi", {}, one.speakers.join(", ") || "the report itself")),
    ...one.words.flatMap((words) => [
      make("p", { class: "small faint" }, make("a", { href: reportAddress(words.report) }, make("bdi", {}, words.outlet || words.report)), ` ${words.published}`),
      quoted(words.text),
    ])));
  return [
    make("p", {}, `It stands as `, make("strong", {}, standing(item)), ". ", make("a", { href: eventAddress(item.event) }, "Open the event")),
    make("div", { class: "tellings" }, ...voices),
  ];
}

function about(item) {
  return [
    item.text ? make("article", { class: "sheet telling" }, quoted(item.text)) : "",
    make("p", {}, make("a", { href: reportAddress(item.report) }, "Open the report")),
  ];
}

export function act(one, undo, second, me) {
  const back = one.taken_back ? make("span", { class: "faint" }, ` Taken back by ${one.taken_back.by}.`) : "";
  const link = one.report ? make("a", { href: reportAddress(one.report) }, "report") : make("a", { href: eventAddress(one.event ?? one.left) }, "event");
  return make("li", { class: one.stands ? "" : "gone" },
    make("p", {}, make("strong", {}, make("bdi", {}, one.said)), " ", link, back),
    make("p", { class: "small faint" }, make("bdi", {}, one.by), " · ", make("time", { datetime: one.when }, one.when.slice(0, 16).replace("T", " ")), " · ", make("bdi", {}, one.why)),
    one.stands ? make("span", { class: "buttons" },
      one.by !== me && one.slot !== "claim" ? make("button", { type: "button", onclick: () => second(one), "aria-label": `I agree: ${one.said}` }, "I agree") : "",
      make("button", { type: "button", onclick: () => undo(one), "aria-label": `Undo: ${one.said}` }, "Undo")) : "");
}
