// "U bent hier": the village of the postcode that is being typed is pointed out on the map. Nothing is sent.
for (const box of document.querySelectorAll("[data-here]")) {
  const says = box.querySelector("[data-says]");
  const field = document.getElementById(says.htmlFor.value);
  const mark = () => {
    const code = field.value.match(/\d{4}/)?.[0];
    let found = "";
    for (const link of box.querySelectorAll("[data-postcodes]")) {
      const here = Boolean(code) && link.dataset.postcodes.split(" ").includes(code);
      link.querySelector("circle").classList.toggle("is-here", here);
      if (here) found = link.querySelector("text.balie-geo__name")?.firstChild.textContent.trim() || link.getAttribute("aria-label");
    }
    says.textContent = found && box.dataset.here.replace("{village}", found);
  };
  field.addEventListener("input", mark);
  mark();
}
