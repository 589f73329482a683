// Keeps the keyboard's place when parts of the page are put in anew.

const SAME = ["data-mark", "data-end", "data-edge", "data-events", "data-from"];

/** Remember what has the focus. @returns a function that gives the focus to what stands there now instead. */
export function held() {
  const was = document.activeElement;
  if (!was || was === document.body) return () => {};
  const part = was.closest("[id]:not(input)")?.id;
  return () => {
    if (was.isConnected) return;
    const now = again(was) ?? document.getElementById(part) ?? document.getElementById("told");
    now.focus();
  };
}

function again(was) {
  if (was.name) return [...document.getElementsByName(was.name)].find((one) => one.value === was.value);
  const key = SAME.find((name) => was.hasAttribute(name));
  if (key) return document.querySelector(`${was.localName}[${key}="${CSS.escape(was.getAttribute(key))}"]`);
  const words = was.textContent.trim().replace(/[↑↓\s]+$/u, "");
  const those = words ? document.querySelectorAll(`#list ${was.localName}, #lens ${was.localName}, #facets ${was.localName}`) : [];
  return [...those].find((one) => one.textContent.trim().replace(/[↑↓\s]+$/u, "") === words);
}
