// Balie's one script. Every page works without it; it makes things smoother: arrow keys in the month
// and the times, one sending of a form, the link whose secret stands after the "#", more time, ticks.

const cellsOf = (table) => [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells]);

// In the month, arrow keys go to the next day that can be chosen, as in a grid.
document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const here = event.target.closest?.(".balie-month td");
  if (!step || !here) return;
  const rows = cellsOf(here.closest("table"));
  let r = here.parentElement.sectionRowIndex, c = here.cellIndex;
  for (;;) {
    r += step[0]; c += step[1];
    if (c < 0) { r -= 1; c = 6; } else if (c > 6) { r += 1; c = 0; }
    if (!rows[r]) return;
    const link = rows[r][c]?.querySelector("a");
    if (link) { event.preventDefault(); link.focus(); return; }
  }
});

// In the month, PageUp and PageDown go to another month; among times, up and down go to the row above
// or below, since they stand as a grid.
document.addEventListener("keydown", (event) => {
  const turn = { PageUp: "first", PageDown: "last" }[event.key];
  const month = event.target.closest?.(".balie-month")?.parentElement;
  if (turn && month) {
    event.preventDefault();
    month.querySelector(`.balie-month__nav a.balie-iconlink:${turn}-child`)?.click();
  }
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const grid = event.target.closest?.(".balie-times");
  if (!way || !grid) return;
  const at = (input) => input.getBoundingClientRect();
  const here = at(event.target);
  const rows = [...grid.querySelectorAll("input")].filter((i) => way * (at(i).top - here.top) > 1 && Math.abs(at(i).left - here.left) < here.width / 2);
  const next = rows.sort((a, b) => way * (at(a).top - at(b).top))[0];
  if (next) { event.preventDefault(); next.focus(); next.click(); }
});

// A small effort is made beside the page, while somebody chooses or reads. A form that is sent before
// it is done waits for it, but not long: it is as good without.
const effort = document.querySelector("[data-effort]");
let working = null;
if (effort && window.Worker) {
  working = new Promise((done) => {
    const worker = new Worker(effort.dataset.worker);
    worker.onmessage = ({ data }) => { effort.value = data; working = null; worker.terminate(); done(); };
    worker.onerror = () => { working = null; done(); };
    worker.postMessage(JSON.parse(effort.dataset.effort));
  });
}
document.addEventListener("submit", (event) => {
  if (!working || event.target !== effort.form || event.submitter?.name === "terug") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { target, submitter } = event;
  Promise.race([working, new Promise((done) => setTimeout(done, 3000))]).then(() => { working = null; target.requestSubmit(submitter); });
});

// A form is sent once; coming back to the page makes it ready again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

// A personal page that comes back from the browser's memory is asked for again: whoever opened it may have
// left, and the screen been cleared. What is typed on the way to an appointment stays while its time is held.
addEventListener("pageshow", async (event) => {
  const { personal } = document.documentElement.dataset;
  if (!event.persisted || !personal) return;
  if (personal === "own") { location.reload(); return; }
  const run = document.querySelector("main form input[name=v]")?.value;
  if (!run) { location.reload(); return; }
  document.body.hidden = true;
  const held = await fetch(`/afspraak/gegevens?v=${encodeURIComponent(run)}`, { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (held?.status === 200) document.body.hidden = false; else location.replace("/");
});

// The chosen time is repeated in the summary and beside the button.
const repeat = (input) => {
  const said = input?.dataset?.moment;
  if (said) document.querySelectorAll("[data-chosen]").forEach((e) => { e.textContent = said; });
};
document.addEventListener("change", (event) => repeat(event.target));
addEventListener("pageshow", () => repeat(document.querySelector("[data-moment]:checked")));

// The secret of an appointment's link never leaves the browser in an address: it is sent as a form.
const opener = document.querySelector("form[data-secret]");
const openByHash = () => {
  const secret = location.hash.slice(1);
  if (!opener || !secret) return;
  history.replaceState(null, "", location.pathname + location.search);
  opener.elements.geheim.value = secret;
  opener.requestSubmit();
};
openByHash();
addEventListener("hashchange", openByHash); // the link is followed on its own page, which asks for the code

// Two minutes before a held time ends the page offers more of it, also to whoever listens.
const hold = document.querySelector("[data-hold]");
const holdAlert = document.querySelector("[data-hold-alert]");
const warnAt = 120;
let ends = performance.now() + 1000 * hold?.dataset.hold;
let stage = "";
const say = (name) => {
  if (stage === name) return;
  stage = name;
  holdAlert.replaceChildren(...(name ? [document.querySelector(`[data-hold-${name}]`).content.cloneNode(true)] : []));
};
const longer = async () => {
  const body = new URLSearchParams({ v: holdAlert.dataset.key });
  const answer = await fetch(holdAlert.dataset.more, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) return say("over");
  const { text, seconds } = await answer.json();
  document.querySelector("[data-hold-text]").textContent = text;
  ends = performance.now() + 1000 * seconds;
  watch();
};
const watch = () => {
  const left = (ends - performance.now()) / 1000;
  say(left <= 0 ? "over" : left <= warnAt ? "soon" : "");
};
if (hold) {
  holdAlert.addEventListener("click", (event) => { if (event.target.closest("button")) longer().catch(() => {}); });
  setInterval(watch, 1000);
}

// An error summary is read and reached first.
document.querySelector("[data-focus]")?.focus();

// A tick is kept at once; the button is for browsers without script.
document.querySelectorAll("form[data-ticks]").forEach((form) => {
  const button = form.querySelector("button");
  const said = form.querySelector("[data-ticks-said]");
  button.hidden = true;
  form.addEventListener("change", async () => {
    said.textContent = "";
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } }).catch(() => ({}));
    if (answer.ok) said.textContent = said.dataset.kept;
    else button.hidden = false;
  });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
