// Values in words, as the list says them: no number without its bounds.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "air_strike" -> "Air strike". */
export function kind(name) {
  const words = String(name).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How an event is tied to the one before it. */
export const TIED = {
  retaliation: "in retaliation for",
  response: "in response to",
  cause: "caused by",
  followed: "followed",
  part_of: "part of",
};

export const many = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

/** A number with its bounds: "3", "2–14 (3)", "25+", "up to 18". */
export function bounds(low, best, high) {
  if (low === null && high === null) return best === null ? "" : `${best}`;
  if (low !== null && low === high) return `${low}`;
  const said = high === null ? `${low}+` : !low && best !== 0 ? `up to ${high}` : `${low ?? 0}–${high}`;
  return best === null || best === low || best === high ? said : `${said} (${best})`;
}

/** Days: one, or the first and the last. */
export const days = (first, last) => (first === last ? first : `${first} to ${last}`);

/** A day for the axis: as much of it as the grain needs. */
export function tick(iso, grain) {
  const [year, month, day] = iso.split("-");
  const name = MONTHS[month - 1];
  if (grain === "year") return year;
  if (grain === "month") return month === "01" ? year : name;
  return `${Number(day)} ${name}`;
}

/** A month for the axis. */
export const month = (iso) => `${MONTHS[iso.slice(5, 7) - 1]} ${iso.slice(0, 4)}`;

/** A month for the axis where little room is left. */
export const brief = (iso) => `${MONTHS[iso.slice(5, 7) - 1]} ’${iso.slice(2, 4)}`;

/** A whole day for the axis. */
export const whole = (iso) => `${tick(iso, "day")} ${iso.slice(0, 4)}`;
