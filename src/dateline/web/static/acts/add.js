/* Sends pasted text and dropped files, and shows what became of each report as it is read. */

import { ask, eventAddress, make, reportAddress } from "./asking.js";

const form = document.getElementById("add");
const lines = document.getElementById("lines");
const told = document.getElementById("told");
const drop = document.getElementById("drop");
const files = form.elements.files;
const chosen = document.getElementById("chosen");

let busy = false;
let came = 0; // reports and refusals told so far

const name = () => { chosen.textContent = [...files.files].map((file) => file.name).join(", "); };
files.addEventListener("change", name);
for (const kind of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      name();
    }
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  if (!form.elements.text.value.trim() && !files.files.length) {
    told.className = "failed";
    told.textContent = "Nothing was given to read: paste a text, or choose a file.";
    form.elements.text.focus();
    return;
  }
  const button = form.querySelector("button.main");
  // A button that is disabled loses the focus.
  busy = true;
  button.setAttribute("aria-disabled", "true");
  told.className = "";
  told.textContent = "Reading … the first report takes some seconds.";
  lines.replaceChildren();
  came = 0;
  try {
    await follow(await ask("/api/reports", new FormData(form)));
    form.elements.text.value = "";
    files.value = "";
    name();
  } catch (error) {
    told.className = "failed";
    told.textContent = error.message;
  }
  busy = false;
  button.removeAttribute("aria-disabled");
});

async function follow(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) show(JSON.parse(part));
  }
}

function show(one) {
  const soFar = came ? ` (${came.toLocaleString("en")} done)` : "";
  if (one.what !== "reading" && one.what !== "done") came += 1;
  if (one.what === "reading") told.textContent = `Reading ${one.title} …${soFar}`;
  else if (one.what === "done") told.textContent = `Done: ${one.read} read, ${one.known} already in the ledger, ${one.refused} refused.`;
  else lines.append(one.what === "refused" ? refused(one) : read(one));
}

function refused(one) {
  return make("li", { class: "sheet failed" }, make("strong", {}, "Refused: "), make("bdi", {}, one.where), ": ", make("bdi", {}, one.why));
}

function read(one) {
  const events = one.events.map((event) => make("li", {},
    make("a", { href: eventAddress(event.id) }, make("bdi", {}, [event.kind.replaceAll("_", " "), event.place, event.day].filter(Boolean).join(", "))),
    ...["killed", "wounded"].filter((n) => event[n]).map((n) => make("span", { class: `chip ${n}` }, `${event[n]} ${n}`)),
    event.reports > 1 ? make("span", { class: "chip" }, `told by ${event.reports} reports`) : ""));
  return make("li", { class: "sheet" },
    make("p", {}, make("a", { href: reportAddress(one.report) }, make("bdi", {}, one.title)), one.what === "known" ? make("span", { class: "chip" }, "already in the ledger") : ""),
    events.length ? make("ul", {}, ...events) : make("p", { class: "faint" }, "It tells no event that Dateline reads."));
}
