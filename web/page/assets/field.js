// The phone of the team on the road: opens what the thumb points at.

for (const link of document.querySelectorAll("a[data-opens]")) {
  link.addEventListener("click", () => {
    const part = document.getElementById(link.hash.slice(1));
    if (part) part.open = true;
  });
}
