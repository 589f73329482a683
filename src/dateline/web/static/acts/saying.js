/* The window in which a reviewer says why, or what a value is. Words selected in the page behind it become part of
   the reason, so that a correction quotes what it rests on. */

import { ask, make } from "./asking.js";

/* Ask for a reason; resolves to it, or to null. `fields` are further inputs with names. */
export function say(heading, button, reason, fields = []) {
  const why = make("textarea", { name: "why", rows: 3, required: true, maxlength: 2000 });
  why.value = reason;
  const failed = make("p", { role: "alert", class: "failed" });
  const form = make(
    "form", { method: "dialog" },
    make("h2", { id: "say-heading" }, heading), ...fields,
    make("label", { class: "wide" }, "Why", why), failed,
    make("p", { class: "buttons" },
      make("button", { class: "main" }, button),
      make("button", { type: "button", onclick: () => box.close("") }, "Cancel")),
  );
  const box = make("dialog", { class: "say", "aria-labelledby": "say-heading" }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!why.value.trim()) failed.textContent = "Give a reason: it is kept with your name.";
    else box.close("done");
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === why) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  document.body.append(box);
  box.showModal();
  if (fields.length) box.querySelector("input, select").focus();
  else why.select();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      const values = box.returnValue === "done" ? Object.fromEntries(new FormData(form)) : null;
      box.remove();
      resolve(values);
    });
  });
}

const NAMES = {
  kind: "Kind", status: "Status", when: "Day", where: "Place", killed: "Killed", wounded: "Wounded",
  perpetrator: "Perpetrators", target: "Targets", weapon: "Weapons",
};
const HOW = {
  when: "2020-03-11, 2020-03-10..2020-03-12, or 2020-03", killed: "3, 3-5, 4 (3-5), 10+, or up to 5",
  wounded: "3, 3-5, 4 (3-5), 10+, or up to 5", perpetrator: "names with ; between them: Red Arrow (accused); the army",
  target: "names with ; between them", weapon: "names with ; between them", where: "the name of the place",
};

/* Correct one value of an event; resolves to whether something was kept. */
export async function correct(event, slot = "killed") {
  const selected = String(window.getSelection()).trim().slice(0, 300);
  const stood = await (await ask(`/api/stood?event=${encodeURIComponent(event)}`)).json();
  const pick = make("select", { name: "slot" }, ...Object.keys(NAMES).map((one) => make("option", { value: one, selected: one === slot }, NAMES[one])));
  const now = make("p", { class: "small faint" });
  const how = make("span", { class: "small", id: "say-how" });
  const line = make("span", { class: "holder" });
  const point = make("span", { class: "point" },
    make("label", {}, "Latitude", make("input", { name: "lat", type: "number", step: "any", min: -90, max: 90 })),
    make("label", {}, "Longitude", make("input", { name: "lon", type: "number", step: "any", min: -180, max: 180 })));
  const shape = () => {
    const one = pick.value;
    const listed = { kind: stood.kinds, status: stood.statuses }[one];
    const value = listed
      ? make("select", { name: "value" }, ...listed.map((l) => make("option", { value: l, selected: l === stood.slots[one].replaceAll(" ", "_") }, l.replaceAll("_", " "))))
      : make("input", { name: "value", required: true, autocomplete: "off", "aria-describedby": "say-how" });
    if (!listed) value.value = one === "where" ? stood.slots[one].replace(/ \([^)]*\)$/, "") : stood.slots[one];
    line.replaceChildren(make("label", { class: "wide" }, "Becomes", value));
    now.textContent = `It is now: ${stood.slots[one] || "not said"}`;
    how.textContent = HOW[one] ? `Write it so: ${HOW[one]}.` : "";
    point.hidden = one !== "where";
  };
  pick.addEventListener("change", shape);
  shape();
  const reason = selected ? `the report says “${selected}”` : "";
  const fields = [make("label", {}, "Value", pick), now, line, how, point];
  const said = await say("Correct a value", "Keep the correction", reason, fields);
  if (!said) return false;
  const body = { event, slot: said.slot, value: said.value, why: said.why, was: stood.slots[said.slot] };
  if (said.slot === "where" && said.lat && said.lon) Object.assign(body, { lat: Number(said.lat), lon: Number(said.lon) });
  await ask("/api/decisions", body);
  return true;
}
