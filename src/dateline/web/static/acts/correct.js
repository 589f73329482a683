/* Makes every button with data-correct (the id of an event, and data-slot) open the window of a correction. */

import { correct } from "./saying.js";

for (const button of document.querySelectorAll("[data-correct]")) {
  button.addEventListener("click", async () => {
    const told = button.parentElement.querySelector("[role=status]");
    try {
      if (await correct(button.dataset.correct, button.dataset.slot)) location.reload();
    } catch (error) {
      told.textContent = error.message;
    }
  });
}
