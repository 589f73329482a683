/* The window in which a reviewer says why, or what a value is. Words selected in the page behind it become part of
   the reason, so that a correction quotes what it rests on. */

import { ask, make } from "./asking.js";

/* Ask for a reason and send it; resolves to whether it was kept. `send` gets what was written. Where it fails (somebody
   was here before), the window stays open and says why, so that nothing that was written is lost. `fields` are further
   inputs with names. */
export function say(heading, button, reason, send, fields = []) {
  const why = make("textarea", { name: "why", rows: 3, required: true, maxlength: 2000 });
  why.value = reason;
  const failed = make("p", { role: "alert", class: "failed" });
  let busy = false;
  const form = make(
    "form", { method: "dialog" },
    make("h2", { id: "say-heading" }, heading), ...fields,
    make("label", { class: "wide" }, "Why", why), failed,
    make("p", { class: "buttons" },
      make("button", { class: "main" }, button),
      make("button", { type: "button", onclick: () => box.close("") }, "Cancel")),
  );
  const box = make("dialog", { class: "say", "aria-labelledby": "say-heading" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.textContent = why.value.trim() ? "" : "Give a reason: it is kept with your name.";
    if (failed.textContent || busy) return;
    busy = true;
    try {
      await send(Object.fromEntries(new FormData(form)));
      box.close("done");
    } catch (error) {
      failed.textContent = error.message;
    }
    busy = false;
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
      box.remove();
      resolve(box.returnValue === "done");
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
  const look = async () => (await ask(`/api/stood?event=${encodeURIComponent(event)}`)).json();
  let stood = await look();
  const pick = make("select", { name: "slot" }, ...Object.keys(NAMES).map((one) => make("option", { value: one, selected: one === slot }, NAMES[one])));
  const now = make("p", { class: "small faint" });
  const how = make("span", { class: "small", id: "say-how" });
  const line = make("span", { class: "holder" });
  const point = make("span", { class: "point" },
    make("label", {}, "Latitude", make("input", { name: "lat", type: "number", step: "any", min: -90, max: 90 })),
    make("label", {}, "Longitude", make("input", { name: "lon", type: "number", step: "any", min: -180, max: 180 })));
  const tell = () => { now.textContent = `It is now: ${stood.slots[pick.value] || "not said"}`; };
  const shape = () => {
    const one = pick.value;
    const listed = { kind: stood.kinds, status: stood.statuses }[one];
    const value = listed
      ? make("select", { name: "value" }, ...listed.map((l) => make("option", { value: l, selected: l === stood.slots[one].replaceAll(" ", "_") }, l.replaceAll("_", " "))))
      : make("input", { name: "value", required: true, autocomplete: "off", "aria-describedby": "say-how" });
    if (!listed) value.value = one === "where" ? stood.slots[one].replace(/ \([^)]*\)$/, "") : stood.slots[one];
    line.replaceChildren(make("label", { class: "wide" }, "Becomes", value));
    tell();
    how.textContent = HOW[one] ? `Write it so: ${HOW[one]}.` : "";
    point.hidden = one !== "where";
  };
  pick.addEventListener("change", shape);
  shape();
  const reason = selected ? `the report says “${selected}”` : "";
  const fields = [make("label", {}, "Value", pick), now, line, how, point];
  return say("Correct a value", "Keep the correction", reason, async (said) => {
    const body = { event, slot: said.slot, value: said.value, why: said.why, was: stood.slots[said.slot] };
    if (said.slot === "where" && said.lat && said.lon) Object.assign(body, { lat: Number(said.lat), lon: Number(said.lon) });
    try {
      await ask("/api/decisions", body);
    } catch (error) {
      // Another reviewer decided meanwhile: what stands by now is shown, and sending again says so knowingly.
      if (error.status === 409) { stood = await look(); tell(); }
      throw error;
    }
  }, fields);
}
