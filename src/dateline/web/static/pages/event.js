// The page of an event: words open beside it, and days are a slider.
import { slide } from "./days.js";
import { listen } from "./panel.js";

listen();
slide(document.getElementById("view"));
