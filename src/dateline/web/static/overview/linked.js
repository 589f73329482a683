// What is pointed at, or has the focus, in one view is marked in the others.

/** Watch a root: every element in it that is about events says so with data-events. */
export function linked(root) {
  for (const [enter, leave] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    root.addEventListener(enter, (event) => light(root, event.target.closest?.("[data-events]")));
    root.addEventListener(leave, () => light(root, null));
  }
}

function light(root, from) {
  const ids = new Set(from ? from.dataset.events.split(" ") : []);
  for (const one of root.querySelectorAll("[data-events]")) {
    one.classList.toggle("lit", one.dataset.events.split(" ").some((id) => ids.has(id)));
  }
}
