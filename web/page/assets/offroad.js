// The day of the team without the server: opened with the PIN, with what was done since on top of it.

import { destroy, state, unseal } from "./modules/sealed.js";
import { add, all, clear, flush, show, undo, undoable, why } from "./modules/waiting.js";

const path = "/medewerker/onderweg";
const box = "onderweg";
const bar = document.querySelector("[data-sync]");
const form = document.querySelector("form[data-unseal]");
const said = document.querySelector("[data-said]");
const stops = document.querySelector("[data-stops]");
const back = document.querySelector("[data-back]");
let day = null;

// What was done since is replayed on the day as it was kept.
const replay = (value, actions) => {
  const now = structuredClone(value);
  let given = 0;
  for (const a of actions) {
    const stop = now.stops.find((s) => s.id === a.halte);
    if (!stop || a.refused) continue;
    const mine = (v) => (a.bij && v.entered === a.bij) || (a.afspraak && v.appointment === a.afspraak) || (a.nummer && v.ticket === a.nummer);
    const here = stop.here.find(mine);
    switch (a.doe) {
      case "aangekomen": now.stops.filter((s) => s.state === "here").forEach((s) => { s.state = "left"; }); stop.state = "here"; break;
      case "vertrokken": stop.state = "left"; break;
      case "binnen": stop.here.push({ entered: a.id, number: `T${++given}`, what: stop.products.find((p) => p.id === a.product)?.name ?? "" }); break;
      case "er": {
        const who = stop.coming.find(mine);
        if (who) { stop.coming = stop.coming.filter((v) => v !== who); stop.here.push(who); }
        break;
      }
      case "begin": if (here) here.serving = true; break;
      case "klaar": case "weg": stop.here = stop.here.filter((v) => v !== here); break;
    }
  }
  return now;
};

const fill = (name) => document.querySelector(`template[${name}]`).content.firstElementChild.cloneNode(true);
const about = (v) => (v.entered ? { bij: v.entered } : v.ticket ? { nummer: v.ticket } : { afspraak: v.appointment });

const did = async (fields) => { await add({ inzet: day.outing, ...fields }); await draw(); tryAgain(); };

const drawVisit = (stop, v, coming) => {
  const row = fill("data-visit");
  row.querySelector("[data-number]").textContent = v.number ?? v.at ?? "";
  row.querySelector("[data-what]").textContent = [v.name, v.what].filter(Boolean).join(", ");
  for (const button of row.querySelectorAll("[data-do]")) {
    button.hidden = coming ? button.dataset.do !== "er" : button.dataset.do !== (v.serving ? "klaar" : "begin");
    button.addEventListener("click", () => did({ doe: button.dataset.do, halte: stop.id, ...about(v) }));
  }
  return row;
};

// Looks the same as what the server asks about, so that the team hears it at once.
const personal = /\S+@\S+\.\S+|\+?\d(?:[ .\-()/]{0,2}\d){6,}|\b[1-9]\d{3} ?[A-Za-z]{2}\b/;
const named = /[a-z,;] \p{Lu}\p{Ll}+/u;

const note = async (event, stop) => {
  event.preventDefault();
  const asked = event.target;
  const text = asked.elements.vraag.value;
  const certain = personal.test(text);
  if (certain || (named.test(text) && !asked.elements.aan.checked)) {
    asked.querySelector("[data-personal]").hidden = false;
    asked.querySelector("[data-sure]").hidden = certain;
    return;
  }
  await did({ doe: "praatje", halte: stop.id, ...Object.fromEntries(new FormData(asked)) });
};

// The phone is handed over: nothing but the question is to be seen until the colleague has it back.
const handOver = (stop) => {
  const parts = [...document.querySelectorAll("main > *")];
  const [mark, thanks] = [document.querySelector("[data-mark]"), document.querySelector("[data-thanks]")];
  const only = (one) => parts.forEach((p) => { p.classList.toggle("balie-onroad__away", p !== one); });
  mark.hidden = false;
  only(mark);
  mark.querySelectorAll("[data-n]").forEach((button) => {
    button.onclick = async () => { mark.hidden = true; thanks.hidden = false; only(thanks); await did({ doe: "oordeel", halte: stop.id, n: button.dataset.n }); };
  });
  thanks.querySelector("[data-return]").onclick = () => { thanks.hidden = true; parts.forEach((p) => p.classList.remove("balie-onroad__away")); };
};

// That there is no signal is noted where the phone itself has no network; a server that is silent says nothing of a place.
const arrive = async (stop) => {
  const { id } = await add({ inzet: day.outing, doe: "aangekomen", halte: stop.id });
  if (navigator.onLine) { await draw(); tryAgain(); } else await did({ doe: "bereik", hoe: "gemeten", halte: stop.id, met: id });
};

// Whoever leaves while people are there or still come is asked first.
const leaving = document.querySelector("[data-leaving]");
const leave = async (stop) => {
  const some = [...stop.here, ...stop.coming];
  if (some.length === 0) { await did({ doe: "vertrokken", halte: stop.id }); return; }
  leaving.querySelector("h2").textContent = some.length === 1 ? leaving.dataset.one : leaving.dataset.many.replace("#", some.length);
  leaving.querySelector("ul").replaceChildren(...some.map((v) => { const e = document.createElement("li"); e.textContent = [v.number ?? v.at, v.what].filter(Boolean).join(" "); return e; }));
  leaving.querySelector("[data-stay]").onclick = () => leaving.close();
  leaving.querySelector("[data-go]").onclick = async () => { leaving.close(); await did({ doe: "vertrokken", halte: stop.id, aan: "ja" }); };
  leaving.showModal();
};

// What was done last can be undone until it is sent.
const undoBar = document.querySelector("[data-undo]");
const offerUndo = (actions) => {
  const mine = undoable(actions);
  undoBar.hidden = mine.length === 0 || !day;
  if (undoBar.hidden) return;
  undoBar.querySelector("[data-undo-what]").textContent = JSON.parse(undoBar.dataset.words)[mine.at(-1).doe] ?? JSON.parse(undoBar.dataset.words)[mine[0].doe] ?? "";
  undoBar.querySelector("[data-undo-do]").onclick = async () => { await undo(mine); await draw(); };
};

const drawStop = (stop) => {
  const part = fill("data-stop");
  part.dataset.id = stop.id;
  part.querySelector("[data-name]").textContent = stop.name;
  part.querySelector("[data-times]").textContent = stop.times;
  part.querySelector("[data-here]").hidden = stop.state !== "here";
  part.querySelector("[data-visits]").replaceChildren(...stop.here.map((v) => drawVisit(stop, v, false)), ...stop.coming.map((v) => drawVisit(stop, v, true)));
  part.querySelector("select[name=product]").replaceChildren(...stop.products.map((p) => new Option(p.name, p.id)));
  part.querySelector("[data-do=aangekomen]").hidden = stop.state === "here";
  part.querySelector("[data-do=vertrokken]").hidden = stop.state !== "here";
  part.querySelector("[data-do=aangekomen]").addEventListener("click", () => arrive(stop));
  part.querySelector("[data-do=vertrokken]").addEventListener("click", () => leave(stop));
  part.querySelectorAll("[data-do=later]").forEach((b) => b.addEventListener("click", () => did({ doe: "later", halte: stop.id, n: b.dataset.n })));
  part.querySelector("[data-form=binnen]").addEventListener("submit", (event) => {
    event.preventDefault();
    did({ doe: "binnen", halte: stop.id, product: event.target.elements.product.value, n: "1" });
  });
  part.querySelector("[data-form=praatje]").addEventListener("submit", (event) => note(event, stop));
  part.querySelector("[data-ask-mark]").addEventListener("click", () => handOver(stop));
  return part;
};

const draw = async () => {
  const actions = await all();
  if (day) stops.replaceChildren(...replay(day, actions).stops.map(drawStop));
  offerUndo(actions);
  await show(bar, why(), tryAgain);
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  said.textContent = "";
  const open = await unseal(box, form.elements.pin.value.trim());
  form.elements.pin.value = "";
  if (!open) { said.textContent = said.dataset[await state(box) === "ready" ? "wrong" : "none"]; return; }
  day = open.value;
  form.hidden = true;
  stops.hidden = false;
  await draw();
});

// The token of a form is asked of the server, which is there again or not: undefined; null says to sign in.
const token = async () => {
  const answer = await fetch(path, { cache: "no-store" }).catch(() => null);
  if (!answer) return undefined;
  if (answer.status === 410) { await gone(); return undefined; }
  if (!answer.ok) return undefined;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main input[name=sessie]")?.value ?? null;
};

const gone = async () => { await clear(); await destroy(box); location.replace(path); };

const tryAgain = async () => {
  const there = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
  back.hidden = !there?.ok;
  if (!there?.ok) { await show(bar, there ? "server" : why(), tryAgain); return; }
  const how = await flush(token);
  if (how === "gone") await gone();
  else { offerUndo(await all()); await show(bar, how, tryAgain); }
};

// A day that was opened does not stay open for who comes after, nor after it is over.
const openFor = 15 * 60_000;
let timer = 0;
const rest = () => { clearTimeout(timer); timer = setTimeout(() => location.reload(), openFor); };
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, rest);
rest();

state(box).then((now) => { if (now !== "ready") said.textContent = said.dataset.none; });
draw();
tryAgain();
addEventListener("online", tryAgain);
setInterval(tryAgain, 5_000);
