/* How the pages of review, adding and export speak with the server, and how they build what they show: always from
   text, never from markup, since reports say what they like. */

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/* On a team server the page holds the word of its session. */
const WORD = document.querySelector("meta[name=dateline]")?.content ?? "1";

export async function ask(address, body) {
  const asked = { headers: { "x-dateline": WORD } };
  if (body instanceof FormData) Object.assign(asked, { method: "POST", body });
  else if (body) {
    asked.method = "POST";
    asked.headers["content-type"] = "application/json";
    asked.body = JSON.stringify(body);
  }
  const answer = await fetch(address, asked);
  if (!answer.ok) throw new Refused(await reason(answer), answer.status);
  return answer;
}

async function reason(answer) {
  const text = await answer.text();
  try {
    const told = JSON.parse(text);
    return [told.what, told.advice].filter(Boolean).join(" — ") || text;
  } catch {
    return text;
  }
}

/* make("p", { class: "faint" }, "words", node, ...) */
export function make(tag, attributes = {}, ...parts) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...parts.filter((part) => part !== null && part !== undefined && part !== ""));
  return made;
}

/* A part of a report, as the server cut it. */
export function quoted(part) {
  const looks = `report excerpt${part.before ? " before" : ""}${part.after ? " after" : ""}`;
  const pieces = part.pieces.map((p) => (p.on ? make("mark", {}, p.words) : p.words));
  return make("p", { class: looks, dir: "auto", "data-report": part.report, "data-at": part.at }, ...pieces);
}

/* Whether a key goes into a field. One in a window just closed holds the focus a moment longer, and takes no more keys. */
export function typing(pressed) {
  const field = pressed.target.closest("input, textarea, select");
  return Boolean(field) && !field.closest("dialog:not([open])");
}

export const reportAddress = (id) => `/report/${encodeURIComponent(id)}`;
export const eventAddress = (id) => `/event/${encodeURIComponent(id)}`;
