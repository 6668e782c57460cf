// The year by the keyboard: one day takes the tab key, the arrows go to the days beside it, as in a calendar.

const year = document.querySelector("[data-year]");
const rows = () => [...year.querySelectorAll("tbody")].map((body) => [...body.rows].map((row) => [...row.cells].slice(1).map((cell) => cell.querySelector("a"))));

// go moves over days that are no link, from one half year into the other, and stays where there is none.
const go = (from, down, right) => {
  const halves = rows();
  for (let half = 0; half < halves.length; half++) {
    for (let row = 0; row < halves[half].length; row++) {
      let at = halves[half][row].indexOf(from);
      if (at < 0) continue;
      for (let to; ;) {
        [row, at] = [row + down, at + right];
        if (at < 0 || at >= halves[half]?.[0]?.length) {
          half += right;
          at = right > 0 ? 0 : (halves[half]?.[0]?.length ?? 0) - 1;
        }
        if (row < 0 || row >= halves[half]?.length) {
          half += down;
          row = down > 0 ? 0 : (halves[half]?.length ?? 0) - 1;
        }
        if (!halves[half]?.[row]) return from;
        if ((to = halves[half][row][at])) return to;
      }
    }
  }
  return from;
};

const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

year?.addEventListener("keydown", (event) => {
  const day = event.target.closest("a.balie-year__cell");
  if (!day || !arrows[event.key]) return;
  event.preventDefault();
  const to = go(day, ...arrows[event.key]);
  day.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
});
