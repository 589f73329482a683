// The address is the state: read from the form, kept by the browser, gone back to with its button.

const KEPT = ["sort", "zoom", "map"]; // how it is shown, not which events
const DRAWN = [...KEPT, "area"]; // chosen outside the form

/** The address that the form asks for; it begins at the first page. */
export function asked(form) {
  const now = new URLSearchParams(location.search);
  const out = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value && !DRAWN.includes(name) && !(name === "lanes" && value === "actor")) out.append(name, value);
  for (const name of DRAWN) if (now.get(name) && (name !== "zoom" || out.get("from") || out.get("to"))) out.set(name, now.get(name));
  return said(out);
}

/** The address with other values of some names; null or empty takes a name out, a list gives all its values. */
export function changed(values) {
  const out = new URLSearchParams(location.search);
  if (!Object.keys(values).every((name) => KEPT.includes(name))) out.delete("page");
  for (const [name, value] of Object.entries(values)) {
    out.delete(name);
    for (const one of [value ?? []].flat()) if (one) out.append(name, one);
  }
  return said(out);
}

const said = (params) => (params.size ? `/?${params}` : "/");
