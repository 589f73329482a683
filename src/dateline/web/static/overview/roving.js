// One stop of the tab key for many marks; the arrow keys go from one to the next.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Make the elements of a group that match one stop. */
export function roving(group, matching) {
  const stops = [...group.querySelectorAll(matching)];
  stops.forEach((one, n) => one.setAttribute("tabindex", n ? -1 : 0));
  const go = (to) => {
    stops.forEach((one) => one.setAttribute("tabindex", one === to ? 0 : -1));
    to.focus();
  };
  group.addEventListener("keydown", (event) => {
    const here = stops.indexOf(event.target.closest(matching));
    const to = { Home: stops[0], End: stops.at(-1) }[event.key] ?? stops[here + (STEPS[event.key] ?? NaN)];
    if (here < 0 || !to) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  });
}
