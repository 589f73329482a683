// The overview in motion: asks for the page anew, puts its parts in place, draws, and keeps all views together.
// The server makes the list and the filters, with scripts or without; only the drawings are made here.

import { typing } from "../acts/asking.js";
import { asked, changed } from "./address.js";
import { held } from "./focus.js";
import { linked } from "./linked.js";
import { Chart } from "./map.js";
import { plot } from "./plot.js";

const PARTS = ["told", "lens", "where", "list", "facets", "drawn"];
const TYPED = 150; // milliseconds after the last key
const root = document.getElementById("overview");
const form = document.getElementById("asked");
const drawer = document.getElementById("drawer");
let [going, waiting, resized] = [null, 0, 0];

const chart = new Chart(document.getElementById("map"), {
  toggle: (names) => {
    const now = new URLSearchParams(location.search).getAll("place");
    const isChosen = names.every((name) => now.includes(name));
    go(changed({ place: isChosen ? now.filter((one) => !names.includes(one)) : [...new Set([...now, ...names])] }));
  },
  choose: (area) => go(changed({ area })),
  moved: (words) => history.replaceState(null, "", changed({ map: words })),
});

/** Ask for an address and show it. `push`: as a new step that the back button goes back from. */
async function go(address, push = true, focus = null) {
  going?.abort();
  going = new AbortController();
  const { signal } = going;
  clearTimeout(waiting);
  root.setAttribute("aria-busy", "true");
  if (push) history.pushState(null, "", address);
  try {
    const answer = await fetch(address, { signal, headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status === 401 ? "Open the address that `dateline serve` printed: it holds the key." : `The page answered ${answer.status}.`);
    put(new DOMParser().parseFromString(await answer.text(), "text/html"), focus);
    root.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name === "AbortError") return;
    root.removeAttribute("aria-busy");
    wrong(error instanceof TypeError ? "The ledger is not served any more. Start `dateline serve` again." : error.message);
  }
}

/** Put the parts of a page in place of those that stand here; what had the focus keeps it. */
function put(page, focus) {
  const back = held();
  const open = [...root.querySelectorAll("details.more[open]")].map((one) => one.id);
  for (const id of PARTS) document.getElementById(id).replaceWith(page.getElementById(id));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const summary = page.querySelector("#drawer > summary");
  drawer.querySelector("summary").replaceChildren(...summary.childNodes);
  for (const one of form.querySelectorAll("[name=q], [name=from], [name=to]")) if (one !== document.activeElement) one.value = page.querySelector(`#asked [name=${one.name}]`).value;
  const lane = page.querySelector("[name=lanes]:checked")?.value;
  for (const one of document.querySelectorAll("[name=lanes]")) one.checked = one.value === lane;
  document.getElementById("said").textContent = document.querySelector("#told .sums").textContent.trim();
  show().then(() => (focus ? document.getElementById(focus)?.focus() : back()));
}

function wrong(words) {
  const said = document.createElement("p");
  said.className = "wrong";
  said.setAttribute("role", "alert");
  said.textContent = words;
  document.getElementById("told").prepend(said);
}

/** Draw what the page came with. */
async function show() {
  const { sums, whole, names, around } = JSON.parse(document.getElementById("drawn").textContent);
  const params = new URLSearchParams(location.search);
  const act = { choose: (from, to) => go(changed({ from, to, zoom: params.get("zoom") && (from || to) ? "1" : "" })), again: show };
  act.label = (name) => names[name];
  plot(document.getElementById("plot"), whole ?? sums, [params.get("from") ?? "", params.get("to") ?? ""], act);
  // As the timeline shows all days around those that are chosen, the map shows all places around an area.
  const drawn = chart.show((around ?? sums).places, { names: params.getAll("place"), area: params.get("area") }, params.get("map"));
  const on = sums.places.filter((p) => p.lat !== null || p.precision === "country").reduce((n, p) => n + p.count, 0);
  const off = sums.total - on;
  const left = sums.places_left ? `; ${sums.places_left.toLocaleString("en")} places with fewer events are not drawn` : "";
  document.getElementById("unplaced").textContent = off > 0 ? `${off.toLocaleString("en")} of ${sums.total.toLocaleString("en")} events are not on the map${left || ": their place is not said, or in no gazetteer"}` : "";
  await drawn;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(asked(form));
});
document.addEventListener("change", (event) => {
  if (event.target.form === form && event.target.name !== "q") go(asked(form));
});
form.addEventListener("input", (event) => {
  if (event.target.name !== "q") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => go(asked(form)), TYPED);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-stay]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const to = new URL(link.href);
  const map = new URLSearchParams(location.search).get("map");
  if (map && to.search) to.searchParams.set("map", map);
  go(to.pathname + to.search, true, link.closest(".pager") ? "list-title" : null);
});
const keys = document.getElementById("keys");
const KEYS = { "?": () => keys.showModal(), "/": () => form.elements.q.focus() };
document.addEventListener("keydown", (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey || keys.open || typing(event)) return;
  event.preventDefault();
  drawer.open ||= event.key === "/";
  KEYS[event.key]();
});
document.getElementById("show-keys").addEventListener("click", KEYS["?"]);
document.getElementById("close-keys").addEventListener("click", () => keys.close());
window.addEventListener("popstate", () => go(location.pathname + location.search, false));
new ResizeObserver(() => {
  cancelAnimationFrame(resized);
  resized = requestAnimationFrame(() => {
    const wide = document.getElementById("plot").clientWidth;
    if (wide && wide !== Number(root.dataset.wide)) {
      root.dataset.wide = wide;
      show();
    }
  });
}).observe(root);

for (const id of ["time", "place", "show-keys"]) document.getElementById(id).hidden = false;
root.classList.add("moving");
if (matchMedia("(max-width: 60rem)").matches) drawer.open = false;
linked(root);
