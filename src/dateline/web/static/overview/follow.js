// Follows a pointer that was pressed until it is let go, wherever it goes.

/** Call `moved` for every move, and `done` once at the end: at "pointerup", or at "pointercancel" when nothing shall come of it. */
export function follow(moved, done) {
  const up = (event) => {
    window.removeEventListener("pointermove", moved);
    for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, up);
    done(event);
  };
  window.addEventListener("pointermove", moved);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, up);
}
