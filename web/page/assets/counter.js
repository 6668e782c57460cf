// The workplace by keyboard, and its own area kept current. Without it every button is a form.

const area = () => document.getElementById("nu");
const editable = (e) => e.matches?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
const patience = 15_000; // for an answer
const rest = 400; // a second press so soon was meant for what stood there before
const pace = 20_000; // clocks run on, and what could be undone no longer can

let busy = false, turn = 0, calm = 0, owed = false;

// What was chosen or typed, each under what finds its field again.
const fieldOf = (e) => `${e.form?.action} ${e.name} ${e.matches("[type=radio], [type=checkbox]") ? e.value : ""}`;
const fieldsOf = (part) => [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
const chosen = (part) => new Map(fieldsOf(part).map((e) => [fieldOf(e), e.matches("[type=radio], [type=checkbox]") ? e.checked : e.value]));
const chooseAgain = (part, before) => {
  for (const e of fieldsOf(part)) {
    const value = before.get(fieldOf(e));
    if (value === undefined) continue;
    if (typeof value === "boolean") e.checked = value;
    else if (!e.matches("select") || [...e.options].some((o) => o.value === value)) e.value = value;
  }
};

// Where the focus was in the area, found again in what takes its place.
const placeOf = (e) => {
  if (e.id) return (part) => part.querySelector(`#${CSS.escape(e.id)}`);
  if (e.dataset.key) return (part) => part.querySelector(`[data-key="${CSS.escape(e.dataset.key)}"]`);
  if (e.name) { const field = fieldOf(e); return (part) => fieldsOf(part).find((f) => fieldOf(f) === field); }
  const within = e.closest("[id]");
  return (part) => within && part.querySelector(`#${CSS.escape(within.id)} ${e.localName}`);
};

// The region that is read aloud stays: only what is in it changes.
const say = (region, said, text) => {
  const content = [...said.childNodes];
  region.replaceChildren(...content);
  if (content.some((n) => n.nodeType === 1) || !text) return;
  const spoken = document.createElement("span");
  spoken.className = "balie-sr";
  spoken.textContent = text;
  region.replaceChildren(spoken);
};

// The queue is the same for all desks: who can be called by hand at this one stands in its own area.
const offer = () => {
  const ids = new Set(area()?.dataset.picks.split(" ").filter(Boolean));
  for (const b of document.querySelectorAll(".balie-queue__pick")) b.hidden = !ids.has(b.value);
  const form = document.getElementById("kies");
  if (form) form.hidden = ids.size === 0;
};

const show = (html, pressed) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#nu"), old = area();
  if (!fresh || !old) return;
  const title = (e) => `${e.querySelector("h2 span").textContent} ${e.querySelector(".balie-now__number")?.textContent ?? ""}`;
  const same = old.dataset.case === fresh.dataset.case, news = title(old) !== title(fresh);
  const region = old.querySelector(".balie-now__say"), said = fresh.querySelector(".balie-now__say");
  const open = [...old.querySelectorAll("details[open]")].map((d) => d.id);
  const active = old.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  const before = same ? chosen(old) : new Map();
  const refusal = !pressed && same && region.querySelector(":not(.balie-sr)") && !("lost" in region.dataset);
  said.replaceWith(region);
  old.dataset.case = fresh.dataset.case;
  old.dataset.picks = fresh.dataset.picks;
  old.replaceChildren(...fresh.childNodes);
  chooseAgain(old, before);
  offer();
  if (!refusal) { delete region.dataset.lost; say(region, said, news ? title(old) : ""); }
  if (same) for (const id of open) { const d = document.getElementById(id); if (d) d.open = true; }
  if (pressed && !same) calm = performance.now() + rest;
  const main = old.querySelector("[data-main]");
  const focus = pressed && !region.querySelector(":not(.balie-sr)") ? main : active && ((same && active(old)) || main);
  focus?.focus({ preventScroll: true });
};

// What is being typed is not taken away: the area waits until the field is left.
const typing = () => area()?.contains(document.activeElement) && editable(document.activeElement);

const refresh = async () => {
  if (!area() || busy) return;
  if (typing()) { owed = true; return; }
  owed = false;
  const mine = turn;
  const answer = await fetch(area().dataset.now, { headers: { "X-Balie-Part": "nu" }, cache: "no-store", signal: AbortSignal.timeout(patience) }).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) { location.reload(); return; } // signed out, or the desk is no longer ours
  if (!answer?.ok) return;
  const html = await answer.text().catch(() => "");
  if (mine !== turn || busy) return; // something was pressed meanwhile: this is older
  if (typing()) { owed = true; return; }
  show(html, false);
};

document.addEventListener("focusout", () => setTimeout(() => { if (owed) refresh(); }));
document.addEventListener("balie:change", (event) => { offer(); if (event.detail.events?.length) refresh(); });
document.addEventListener("balie:line", (event) => { if (event.detail.state === "out") location.reload(); else if (event.detail.state === "fresh") refresh(); });
setInterval(() => { if (!document.hidden) refresh(); }, pace);

// The form stays as it is, with its key: pressed again it is the same press.
const failed = () => {
  const region = area().querySelector(".balie-now__say");
  region.dataset.lost = "";
  region.replaceChildren(document.getElementById("nu-mislukt").content.cloneNode(true));
};

document.addEventListener("submit", async (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("form[data-part]") || form.action.endsWith("/weg")) return;
  event.preventDefault();
  if (busy || (button?.matches("[data-main]") && performance.now() < calm)) return;
  busy = true;
  turn += 1;
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Balie-Part": "nu" }, signal: AbortSignal.timeout(patience) });
    const html = await answer.text();
    if (html.includes('id="nu"')) {
      const aside = button?.closest("#stand");
      if (aside) aside.open = false;
      show(html, true);
    } else if (answer.status === 429 || answer.status >= 500) {
      failed();
    } else {
      location.reload();
    }
  } catch {
    failed();
  } finally {
    busy = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || editable(event.target)) return;
  if (event.key === " " && event.target.closest("button, summary, input") && !event.target.matches("[data-main]")) return; // the space bar presses what has the focus
  const selector = `[data-key="${CSS.escape(event.key.toLowerCase())}"]`;
  const found = area()?.querySelector(selector) ?? document.querySelector(selector);
  if (!found) return;
  event.preventDefault();
  if (found.matches("summary")) { found.parentElement.open = true; found.parentElement.querySelector("select, input:not([type=hidden]), button")?.focus(); return; }
  found.click();
});
