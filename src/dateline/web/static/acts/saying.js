/* The window in which a reviewer says why. */

import { make } from "./asking.js";

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
      await send(Object.fromEntries(new FormData(form)), form);
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
  if (fields.length) (box.querySelector("[name=value]") ?? box.querySelector("input, select")).focus();
  else why.select();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue === "done");
    });
  });
}
