// The voice of the board, which says calls one after the other. The words are fragments of our
// own, since a kiosk browser has no voice.

const main = document.querySelector("main");
const quiet = document.querySelector("[data-sound]");

const context = new AudioContext();
const settled = () => {
  quiet.hidden = context.state === "running";
  document.documentElement.dataset.audio = context.state;
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
  if (!call) { painted = ""; if (pane.innerHTML !== server) pane.innerHTML = server; return; }
  const fresh = document.querySelector("[data-pane]").content.cloneNode(true);
  const number = fresh.querySelector(".balie-call__number");
  number.textContent = `${call.number[0]}\u00a0${call.number.slice(1)}`;
  number.classList.toggle("balie-call__number--long", call.number.length > 3);
  fresh.querySelector(".balie-call__desk span").textContent = call.desk;
  fresh.querySelector(".balie-call__desk").classList.toggle("balie-call__desk--long", [...call.desk].length > 12);
  const shown = pane.querySelector(".balie-call__number")?.textContent === number.textContent && pane.querySelector(".balie-call__desk span")?.textContent === call.desk;
  if (!shown) pane.replaceChildren(...fresh.childNodes); // what is there already is not read aloud twice
  painted = pane.innerHTML;
};
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

// A board that lost its server for a while begins anew when it is back, with the pages of that server.
let lost = 0;
document.addEventListener("balie:line", ({ detail }) => {
  if (detail.state === "lost") lost ||= Date.now();
  else if (lost && Date.now() - lost > 120_000) location.reload();
  else lost = 0;
});
