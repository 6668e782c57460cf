// A position is picked on the own map: by pointing at it, or with the arrows (100 metres, with Shift a kilometre).
// Without this script the position is typed, or pasted from another map.

const step = 1; // hundreds of metres
const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

for (const map of document.querySelectorAll("[data-pick]")) {
  const field = document.getElementById(map.dataset.pick);
  const svg = map.querySelector("svg");
  const mark = map.querySelector("[data-mark]");
  const says = map.querySelector("[data-says]");
  const box = svg.viewBox.baseVal;
  const number = (name) => Number(map.dataset[name]);
  let at = mark.getAttribute("transform").match(/-?[\d.]+/g).map(Number);

  // near is the village that is nearest, and how far that is in kilometres.
  const near = () => {
    let best = null;
    for (const one of map.querySelectorAll("[data-name]")) {
      const away = Math.hypot(one.cx.baseVal.value - at[0], one.cy.baseVal.value - at[1]) / 10;
      if (!best || away < best.away) best = { away, name: one.dataset.name };
    }
    return best;
  };

  const show = () => {
    mark.removeAttribute("visibility");
    mark.setAttribute("transform", `translate(${at[0]} ${at[1]})`);
    const village = near();
    if (village) {
      const far = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(village.away);
      says.textContent = map.dataset.near.replace("{far}", far).replace("{name}", village.name);
    }
  };

  const pick = (x, y) => {
    at = [Math.min(Math.max(x, 0), box.width), Math.min(Math.max(y, 0), box.height)];
    const lat = number("top") - at[1] * number("perY");
    const lon = number("left") + at[0] * number("perX");
    field.value = `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };

  svg.addEventListener("click", (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    pick(point.x, point.y);
    svg.focus();
  });
  svg.addEventListener("keydown", (event) => {
    const move = arrows[event.key];
    if (!move) return;
    event.preventDefault();
    const by = event.shiftKey ? 10 * step : step;
    pick(at[0] + move[0] * by, at[1] + move[1] * by);
  });

  svg.setAttribute("tabindex", "0");
  svg.setAttribute("role", "application");
  svg.setAttribute("aria-label", svg.dataset.title);
  map.querySelector("[data-how]").hidden = false;
  if (!mark.hasAttribute("visibility")) show();
}
