/* Gives the export form the filters that stand in the address of the page at the moment of the click. */

for (const form of document.querySelectorAll("[data-export]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const asked = new URLSearchParams(location.search);
    for (const name of ["page", "per", "sort", "token", "lanes", "as_of"]) asked.delete(name);
    const link = document.createElement("a");
    link.href = `/api/export/${encodeURIComponent(form.elements.format.value)}?${asked}`;
    link.download = "";
    link.click();
  });
}
