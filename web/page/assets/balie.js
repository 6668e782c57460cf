// Balie's one script. Every page works without it; it makes things smoother: arrow keys in the weeks
// and the times, a part of a page instead of all of it, one sending of a form, the link whose secret stands after the "#", more time, ticks.

const cellsOf = (table) => [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells]);

// In the weeks, arrow keys go to the next day that can be chosen, as in a grid.
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

// In the weeks, PageUp and PageDown turn to others; among times the arrows go to the next one that way, since they
// stand as a grid.
document.addEventListener("keydown", (event) => {
  const turn = { PageUp: "first", PageDown: "last" }[event.key];
  const weeks = event.target.closest?.(".balie-month")?.parentElement;
  if (turn && weeks) {
    event.preventDefault();
    const arrow = weeks.querySelector(`.balie-month__nav a.balie-iconlink:${turn}-child`);
    if (arrow) show(arrow, () => document.querySelector("a.balie-day"));
  }
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  const grid = event.target.closest?.(".balie-times, .balie-first");
  if (!way || !grid) return;
  const at = (e) => { const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; };
  const here = at(event.target);
  const far = (e) => { const to = at(e), x = to[0] - here[0], y = to[1] - here[1]; return way[0] ? (Math.abs(y) < 5 && way[0] * x > 1 ? Math.abs(x) : 0) : (Math.abs(x) < 5 && way[1] * y > 1 ? Math.abs(y) : 0); };
  const next = [...grid.querySelectorAll("button")].filter(far).sort((a, b) => far(a) - far(b))[0];
  if (next) { event.preventDefault(); next.focus(); }
});

// A link that changes part of a page brings that part alone: what is chosen and typed stays, and so does the place. The
// focus goes to where the link leads; a filter and an arrow keep it, where the eye is.
const parts = () => [...document.querySelectorAll("[data-part]")];
const address = () => location.pathname + location.search;
let shown = address();
const bring = async (href) => {
  const answer = await fetch(href, { cache: "no-store" }).catch(() => null);
  const other = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!other || parts().some((p) => !other.getElementById(p.id))) { location.assign(href); return false; }
  for (const p of parts()) p.replaceWith(other.getElementById(p.id));
  for (const name of [".balie-lang"]) document.querySelector(name)?.replaceWith(other.querySelector(name));
  return true;
};
const show = async (link, to) => {
  const row = link.closest(".balie-chips, .balie-month__nav");
  const place = row && [[...document.querySelectorAll(".balie-chips, .balie-month__nav")].indexOf(row), [...row.children].indexOf(link)];
  const top = link.getBoundingClientRect().top;
  if (!await bring(link.href)) return;
  history.pushState(null, "", link.href);
  shown = address();
  const target = document.getElementById(link.hash.slice(1));
  const kept = place && document.querySelectorAll(".balie-chips, .balie-month__nav")[place[0]].children[place[1]];
  const goal = to?.() ?? (kept?.matches("a") ? kept : target);
  goal?.focus({ preventScroll: true });
  if (kept) scrollBy({ top: kept.getBoundingClientRect().top - top, behavior: "instant" });
  else target?.scrollIntoView({ behavior: "instant" });
  const day = document.getElementById("kies"), said = document.querySelector("[data-say]").textContent;
  document.querySelector("[data-said]").textContent = goal === day ? said : `${day.textContent}, ${said}`;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-swap]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link);
});
addEventListener("popstate", () => { if (shown !== address() && parts().length) bring(location.href).then(() => { shown = address(); }); });

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

// A page that answered a form with a fault takes the place of that answer: going back to it sends nothing again.
const run = document.querySelector("form#formulier input[name=v]")?.value;
if (run && !location.search && location.pathname.endsWith("/afspraak/gegevens")) history.replaceState(null, "", `${location.pathname}?v=${run}`);

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
  if (!run) { location.reload(); return; }
  document.body.hidden = true;
  const held = await fetch(`/afspraak/gegevens?v=${encodeURIComponent(run)}`, { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (held?.status === 200) document.body.hidden = false; else location.replace("/");
});

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

// Who may be watched leaves at once: this page's place in the history is taken by another, and what was typed and held goes.
document.querySelector("[data-exit]")?.addEventListener("click", (event) => {
  event.preventDefault();
  navigator.sendBeacon(event.currentTarget.dataset.exit);
  document.body.hidden = true;
  location.replace(event.currentTarget.href);
});
