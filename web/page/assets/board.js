// The voice of the board, which says calls one after the other. The words are fragments of our
// own, since a kiosk browser has no voice.

const main = document.querySelector("main");
const quiet = document.querySelector("[data-sound]");

const context = new AudioContext();
let heardOf = "";
const settled = () => {
  quiet.hidden = context.state === "running";
  document.documentElement.dataset.audio = context.state;
  if (heardOf && heardOf !== context.state) document.dispatchEvent(new Event("balie:sound"));
  heardOf = context.state;
};
context.addEventListener("statechange", settled);
settled();
for (const kind of ["click", "keyup"]) addEventListener(kind, () => context.resume().then(settled));

const kept = new Map();
const sound = (url) => {
  if (!kept.has(url)) {
    const loading = fetch(url).then((answer) => answer.arrayBuffer()).then((bytes) => context.decodeAudioData(bytes));
    loading.catch(() => kept.delete(url)); // it is tried again at the next call
    kept.set(url, loading);
  }
  return kept.get(url);
};
let places = null;
const words = async () => (places ??= await fetch(main.dataset.words).then((answer) => answer.json()));

// spell is a number as its parts are spoken: 115 is "100", "15".
const spell = (n) => {
  const parts = [];
  if (n >= 100 && n < 1000) parts.push(String(Math.floor(n / 100) * 100));
  if (n % 100) parts.push(String(n % 100));
  return parts;
};

// What a call is put together from, in the language of whoever is called.
const sentence = (call, index) => {
  const said = ["number", call.number[0], ...spell(Number(call.number.slice(1)))];
  const desk = call.desk.match(/\d+/);
  if (desk) said.push(null, "desk", ...spell(Number(desk[0])));
  return said.filter((word) => word === null || index[word]);
};

const play = (buffer, offset, length, at) => new Promise((done) => {
  const source = Object.assign(context.createBufferSource(), { buffer });
  source.connect(context.destination);
  source.onended = done;
  source.start(at, offset, length);
});

const saying = { now: 0, most: 0, said: [] };
window.balieSaid = saying.said; // what was said, for whoever tests a board

// say plays a chime and a call, and returns when the last word has sounded.
const say = async (call) => {
  const lang = main.dataset[`say${call.lang[0].toUpperCase()}${call.lang.slice(1)}`] ? call.lang : "nl";
  const key = `say${lang[0].toUpperCase()}${lang.slice(1)}`;
  const [index, chime, voice] = await Promise.all([words().then((all) => all[lang]), sound(main.dataset.chime), sound(main.dataset[key])]);
  saying.most = Math.max(saying.most, saying.now += 1);
  try {
    await play(chime, 0, chime.duration, context.currentTime);
    let at = context.currentTime + 0.05;
    const all = [];
    for (const word of sentence(call, index)) {
      if (word === null) { at += 0.25; continue; }
      all.push(play(voice, index[word][0], index[word][1], at));
      at += index[word][1] + 0.04;
    }
    await Promise.all(all);
  } finally {
    saying.now -= 1;
  }
  saying.said.push({ call: call.key, most: saying.most, words: sentence(call, index) });
  if (saying.said.length > 50) saying.said.shift();
};

// The big pane follows the voice: a call stands there while it is said, and long enough to be read, also without sound. Then
// the pane says again what the server says.
const readable = 3_500;
const pane = document.getElementById("oproep");
let server = pane.innerHTML, painted = ""; // what the server says, and what stands there in its place
const paint = (call) => {
  const marked = pane.querySelector(".is-voice");
  if (!call) {
    if (marked && painted === pane.innerHTML) { marked.classList.remove("is-voice"); painted = ""; return; }
    painted = "";
    if (pane.innerHTML !== server) { pane.innerHTML = server; fit(); }
    return;
  }
  const there = pane.querySelector(`[data-shown="${CSS.escape(call.key)}"]`);
  if (there) { // what is there already is not read aloud twice
    if (marked !== there) marked?.classList.remove("is-voice");
    there.classList.add("is-voice");
  } else {
    const fresh = document.querySelector("[data-pane]").content.cloneNode(true);
    const number = fresh.querySelector(".balie-call__number"), desk = fresh.querySelector(".balie-call__desk");
    fresh.firstElementChild.dataset.shown = call.key;
    number.textContent = `${call.number[0]}\u00a0${call.number.slice(1)}`;
    number.classList.toggle("balie-call__number--long", call.number.length > 3);
    desk.querySelector("span").textContent = call.desk;
    desk.classList.toggle("balie-call__desk--long", [...call.desk].length > 9);
    desk.classList.toggle("balie-call__desk--longest", [...call.desk].length > 20);
    pane.replaceChildren(...fresh.childNodes);
  }
  fit();
  painted = pane.innerHTML;
};
const fit = () => pane.classList.toggle("balie-call--two", pane.querySelectorAll(".balie-call__one").length > 1);
let showing = null;
const wait = (time) => new Promise((done) => setTimeout(done, time));
const present = async (call, aloud) => {
  showing = call;
  paint(call);
  await Promise.all([aloud ? say(call).catch(() => {}) : null, wait(readable)]);
  showing = null;
  paint(null);
};

// Calls wait for one another. A board that was quiet, or away, does not make up for old ones.
const old = 30_000;
const heard = new Set([...document.querySelectorAll("#roep [data-call]")].map((e) => e.dataset.call));
let turn = Promise.resolve();
const listen = () => {
  if (pane.innerHTML !== painted) server = pane.innerHTML;
  if (showing) paint(showing);
  const all = [...document.querySelectorAll("#roep [data-call]")].reverse();
  const newest = Math.max(0, ...all.map((e) => Number(e.dataset.at)));
  for (const e of all) {
    const call = { key: e.dataset.call, number: e.dataset.number, desk: e.dataset.desk, lang: e.dataset.lang || "nl", at: Number(e.dataset.at) };
    if (heard.has(call.key)) continue;
    heard.add(call.key);
    if (newest - call.at > old) continue;
    turn = turn.then(() => present(call, context.state === "running"));
  }
  // what is no longer on the board is not remembered either
  const there = new Set(all.map((e) => e.dataset.call));
  for (const key of heard) if (!there.has(key)) heard.delete(key);
};
document.addEventListener("balie:change", listen);

// Somebody tries the sound of this board from the page of screens.
let tried = document.getElementById("proef")?.querySelector(`[data-device="${main.dataset.device}"]`)?.dataset.at ?? "";
document.addEventListener("balie:change", () => {
  const at = document.getElementById("proef")?.querySelector(`[data-device="${main.dataset.device}"]`)?.dataset.at ?? "";
  if (at === tried) return;
  tried = at;
  if (at && context.state === "running") turn = turn.then(() => sound(main.dataset.chime)).then((chime) => play(chime, 0, chime.duration, context.currentTime)).then(() => { document.documentElement.dataset.tried = at; }).catch(() => {});
});

// A board that lost its server says so in its foot; after a minute no old number stands big any more, and no waiting
// time. It begins anew when the server is back after a while, with the pages of that server.
let lost = 0, told = 0;
const toldAfter = 20_000; // with the forty seconds after which the line counts as lost
const sayLost = () => {
  const gone = document.querySelector("template[data-lost]");
  const last = pane.querySelectorAll("[data-shown]");
  const rows = document.querySelector(".balie-board__calls tbody");
  for (const call of [...last].reverse()) {
    const row = document.createElement("tr"), number = document.createElement("th"), desk = document.createElement("td");
    number.textContent = call.querySelector(".balie-call__number").textContent;
    desk.textContent = call.querySelector(".balie-call__desk span").textContent;
    desk.classList.toggle("is-long", [...desk.textContent].length > 14);
    row.append(number, desk);
    rows.prepend(row);
  }
  [...rows.children].slice(4).forEach((row) => row.remove());
  pane.replaceChildren(...gone.content.cloneNode(true).childNodes);
  pane.classList.remove("balie-call--two");
  pane.classList.add("balie-call--lost");
  const since = document.querySelector("[data-live]").dataset.stood;
  document.querySelector(".balie-board__calls thead th").textContent = gone.dataset.until.replace("#", since);
  const wait = document.createElement("p");
  wait.textContent = gone.dataset.wait;
  document.querySelector(".balie-board__wait").replaceChildren(wait);
};
document.addEventListener("balie:line", ({ detail }) => {
  if (detail.state === "lost") {
    lost ||= Date.now();
    told ||= setTimeout(sayLost, detail.after ?? toldAfter);
  } else if (lost) {
    clearTimeout(told);
    if (pane.classList.contains("balie-call--lost") || Date.now() - lost > 120_000) location.reload();
    lost = told = 0;
  }
});
