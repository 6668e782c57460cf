// The phone of the team on the road while there is a server: it sends what waited, keeps the day sealed, and
// keeps an action that does not come through.

import { destroy, keep, state } from "./modules/sealed.js";
import { add, all, clear, drop, flush, hold, show, undo, undoable, why } from "./modules/waiting.js";

const path = "/medewerker/onderweg";
const home = (location.pathname.match(/^\/(?:nl|en|de)(?=\/)/)?.[0] ?? "") + path; // in the language of this page
const box = "onderweg";
const bar = document.querySelector("[data-sync]");
const token = () => document.querySelector("input[name=sessie]")?.value ?? null;
const patience = 8_000;

const wipe = async () => { await clear(); await destroy(box); document.documentElement.dataset.wiped = "1"; };

for (const link of document.querySelectorAll("a[data-opens]")) {
  link.addEventListener("click", () => {
    const part = document.getElementById(link.hash.slice(1));
    if (part) part.open = true;
  });
}

const sendWaiting = async () => {
  const before = (await all()).some((a) => !a.sent && !a.refused && a.hoe !== "gemeten"); // a measurement changes no page
  const how = await flush(token);
  if (how === "gone") { await wipe(); return; }
  if (before && how === "sent") { location.replace(home); return; }
  if (bar) await show(bar, before ? how : "", retry);
};
const retry = () => sendWaiting().catch(() => {});

// The day as it is now takes the place of what was sent since the one before.
const fetchDay = async () => {
  const sent = (await all()).filter((a) => a.sent).map((a) => a.id);
  const answer = await fetch(`${path}/lijst`, { method: "POST", body: new URLSearchParams({ sessie: token() }), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 410) { await wipe(); return; }
  if (answer?.status === 200) { await keep(box, await answer.json()); await drop(sent); }
  document.documentElement.dataset.kept = await state(box);
};

// A form that does not come through is kept as an action with the id that it has already.
const act = async (form, button) => {
  const data = new FormData(form, button);
  const fields = Object.fromEntries([...data].filter(([name]) => name !== "sessie"));
  let answer = null;
  try {
    answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), signal: AbortSignal.timeout(patience) });
  } catch { /* kept below */ }
  const shut = answer?.status === 401 || answer?.status === 423; // signed out, or the screen is locked: it goes later
  if (shut) { await add(fields); location.assign(home); return; }
  if (answer && answer.status < 500) {
    if (answer.redirected) location.assign(answer.url);
    else { hidden(form, data); form.submit(); } // refused: the server says why, with the same id
    return;
  }
  await add({ ...fields, misschien: "ja" }); // it may have come through all the same
  if (form.dataset.thanks) { document.querySelector("main").replaceChildren(thanks(form)); return; }
  if (await state(box) === "ready") location.assign(home);
  else if (bar) { await show(bar, answer ? "server" : why(), retry); await offerUndo(); }
};

// What tells many people waits on this phone for as long as it can be taken back.
const actLater = async (form, button) => {
  const fields = Object.fromEntries([...new FormData(form, button)].filter(([name]) => name !== "sessie"));
  await add(fields);
  location.assign(home);
};

// The bar of what was done last goes after ten seconds; it stays while somebody is at it.
const undoBar = document.querySelector("[data-undo]");
let leaves = 0;
const letGo = (after = hold) => { clearTimeout(leaves); leaves = setTimeout(() => { if (undoBar.matches(":focus-within, :hover")) letGo(1_000); else undoBar.hidden = true; }, after); };

const offerUndo = async () => {
  if (!undoBar) return;
  const mine = undoable(await all());
  if (mine.length > 0) {
    undoBar.querySelector("[data-undo-what]").textContent = JSON.parse(undoBar.dataset.words)[mine.at(-1).doe] ?? "";
    undoBar.hidden = false;
    undoBar.querySelector("form").onsubmit = async (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      undoBar.hidden = true;
      await undo(mine);
      await retry();
    };
    letGo(Math.max(1_000, hold - (Date.now() - Date.parse(mine.at(-1).tijd))));
    setTimeout(retry, hold);
  } else if (!undoBar.hidden) {
    history.replaceState(null, "", location.pathname);
    letGo();
  }
};

// A button that was pressed is not sent by submit().
const hidden = (form, data) => {
  for (const [name, value] of data) {
    if (form.querySelector(`input[name="${name}"], select[name="${name}"], textarea[name="${name}"]`)) continue;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
};

const thanks = (form) => {
  const link = document.createElement("a");
  link.className = "utrecht-button utrecht-button--secondary-action";
  link.href = form.dataset.thanks;
  link.textContent = form.dataset.words;
  return link;
};

for (const form of document.querySelectorAll("form[data-act]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if ("later" in form.dataset) actLater(form, event.submitter);
    else act(form, event.submitter);
  });
}

// How well a phone works here is measured once for each stop, by the phone itself, while the server answers. A slow
// answer may be ours: it says nothing of the place.
const measure = async () => {
  const halte = document.querySelector("[data-signal]")?.dataset.stop;
  if (!halte || sessionStorage.getItem(`bereik ${halte}`)) return;
  const begun = performance.now();
  const answer = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const poor = ["slow-2g", "2g"].includes(navigator.connection?.effectiveType);
  if (!poor && performance.now() - begun > 2_000) return;
  sessionStorage.setItem(`bereik ${halte}`, "1");
  await add({ doe: "bereik", hoe: "gemeten", halte, aan: poor ? "" : "ja" });
  await flush(token);
};

if (bar) {
  navigator.serviceWorker?.register("/scherm/wachter.js", { scope: "/" }).catch(() => {});
  const quietly = (work) => work.catch(() => {}); // the store was cleared meanwhile: this phone was taken off
  quietly(offerUndo().then(sendWaiting).then(fetchDay).then(measure));
  addEventListener("online", () => quietly(sendWaiting()));
  setInterval(() => quietly(sendWaiting()), 15_000);
}
