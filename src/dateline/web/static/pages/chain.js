// The page of a chain: the words on an arrow open over the page, and the drawing begins at the event asked for.
import { listen } from "./panel.js";

const drawing = document.querySelector(".drawing");
const here = drawing?.querySelector(".box.here");
if (here) {
  const box = here.getBoundingClientRect();
  drawing.scrollLeft += box.left - drawing.getBoundingClientRect().left - (drawing.clientWidth - box.width) / 2;
}
listen();
