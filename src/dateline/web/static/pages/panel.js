// Shows words in their report beside the page, instead of going to the report's own page. Without this script the same
// links lead there. The server marks the words: offsets are code points, which a script would count otherwise.

const panel = document.getElementById("panel");
const body = panel?.querySelector(".panel-body");
const close = panel?.querySelector(".close");
let opener = null;

/** Put the text of a report, with the words of one link marked, into the panel. */
async function show(link) {
  const address = new URL(link.getAttribute("href"), location.href);
  address.searchParams.set("part", "text");
  address.hash = "";
  panel.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(".cited");
  panel.removeAttribute("aria-busy");
  if (!answer.ok || !found) return location.assign(link.getAttribute("href"));
  body.replaceChildren(document.importNode(found, true));
  opener?.classList.remove("shown");
  opener = link;
  opener.classList.add("shown");
  close.hidden = false;
  panel.classList.add("open");
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
  scroll();
}

/** Bring the marked words to the middle of the panel, and the panel into sight, moving nothing else. */
function scroll() {
  const first = body.querySelector("mark.on");
  const frame = body.getBoundingClientRect();
  if (first) body.scrollTop += first.getBoundingClientRect().top - frame.top - frame.height / 3;
}

/** Close the panel and go back to where the reader was. */
function hide() {
  panel.classList.remove("open");
  opener?.classList.remove("shown");
  opener?.focus();
  close.hidden = true;
}

/** Let every link marked as words open the panel. */
export function listen() {
  if (!panel) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-words]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link).catch(() => location.assign(link.getAttribute("href")));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("open")) hide();
  });
  close.addEventListener("click", hide);
}
