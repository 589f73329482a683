// Makes the list of days a slider, and the form send itself: the days on which reports told the event, and "now" last.

/** Replace the list of days by a slider with the day in words, and let a change show the page as it was known then. */
export function slide(form) {
  const policy = form?.querySelector("select[name=policy]");
  const list = form?.querySelector("select[name=as_of]");
  if (!policy || !list) return;
  policy.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button").hidden = true;
  if (list.options.length < 3) return list.addEventListener("change", () => form.requestSubmit());
  const slider = document.createElement("input");
  const day = document.createElement("output");
  Object.assign(slider, { type: "range", min: 0, max: list.options.length - 1, step: 1, value: list.selectedIndex });
  // A label names the first field in it, which is the list.
  slider.setAttribute("aria-label", list.parentElement.firstChild.textContent.trim());
  const tell = () => {
    list.selectedIndex = Number(slider.value);
    day.textContent = list.selectedOptions[0].textContent;
    slider.setAttribute("aria-valuetext", day.textContent);
  };
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => form.requestSubmit());
  tell();
  list.hidden = true;
  list.after(slider, day);
}
