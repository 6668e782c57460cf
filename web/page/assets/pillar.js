// The pillar: a visitor who went away, a scanner that types, a camera, keys for who cannot see
// the screen, a voice where the browser has one. Every page works without it.

const $ = (selector) => document.querySelector(selector);
const main = $("main");
const begin = main.dataset.begin;

// Whoever walks off, or begins again, needs nobody any more.
const anew = async () => {
  if ($("#hulp")?.textContent.trim()) await fetch(main.dataset.left, { method: "POST", keepalive: true }).catch(() => {});
  location.replace(begin);
};

// No page stays behind in the browser's history: the next visitor finds nothing of this one.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  if (new URL(link.href).pathname === begin) anew();
  else location.replace(link.href);
});
addEventListener("pageshow", (event) => { if (event.persisted) location.replace(begin); });

// Who does nothing is asked whether they are still there; without an answer the page begins anew.
const idle = 1_000 * (main.dataset.idle ?? 0), helped = 180_000; // who waits for somebody may stand still for a while
const still = $("[data-still]");
const answerIn = 15_000;
let timer = 0;
const rest = () => {
  clearTimeout(timer);
  const called = $("#hulp")?.textContent.trim();
  if (!idle && !called) return;
  timer = setTimeout(() => {
    still.showModal();
    say(still.textContent);
    timer = setTimeout(anew, answerIn);
  }, called ? Math.max(idle, helped) : idle);
};
still.addEventListener("close", rest);
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, () => { if (!still.open) rest(); });
rest();

// A scanner is a keyboard that types faster than anybody can, and ends with Enter.
const scan = $("form[data-scan]");
const arrive = (text) => {
  if (scan.dataset.sent) return;
  scan.dataset.sent = "1";
  scan.elements.scan.value = text;
  scan.submit();
};
// Some pause between two parts: what was typed is kept, and is sent when it ends with a whole code and then rests, or at
// Enter. So no tail is ever sent as a code of its own.
let typed = "", last = 0, rests = 0;
const whole = /(?:^|[^0-9A-HJKMNP-TVWX])[0-9A-HJKMNP-TVWX]{26}$/i;
const restOf = 300, forgotten = 2_000;
addEventListener("keydown", (event) => {
  clearTimeout(rests);
  if (event.timeStamp - last > forgotten) typed = "";
  last = event.timeStamp;
  if (event.key.length === 1) typed += event.key;
  if (event.key === "Enter" && typed.length >= 20) {
    event.preventDefault();
    event.stopImmediatePropagation();
    arrive(typed);
  } else if (whole.test(typed)) {
    rests = setTimeout(() => arrive(typed), restOf);
  }
}, true);

// The camera's pictures are read in a worker of their own and go nowhere else.
const camera = $("[data-camera]");
const look = async () => {
  if (!camera || !navigator.mediaDevices?.getUserMedia) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } } });
  const video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true, playsInline: true });
  await video.play();
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const worker = new Worker(camera.dataset.camera);
  worker.postMessage({ reader: camera.dataset.reader });
  camera.dataset.looks = "1";
  $("[data-where]").textContent = $("[data-where]").dataset.seen; // the picture is where the code is held
  camera.append(Object.assign(video, { className: "balie-pillar__sees" })); // who holds a code there sees it
  const next = () => {
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    worker.postMessage({ pixels: data.buffer, width, height }, [data.buffer]);
  };
  worker.onmessage = ({ data }) => {
    if (data) { stream.getTracks().forEach((track) => track.stop()); arrive(data); return; }
    setTimeout(next, 150);
  };
  next();
};
look().catch(() => {}); // without a camera there are the scanner and the keys

// A keyboard that is touched, for the field that was touched last.
const keys = $("[data-keys]");
if (keys) {
  let field = $("main input.utrecht-textbox");
  field.focus();
  field.inputMode = "none"; // the machine's own keyboard stays away
  addEventListener("focusin", (event) => { if (event.target.matches("main input.utrecht-textbox")) { field = event.target; field.inputMode = "none"; } });
  keys.hidden = false;
  keys.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  keys.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    const from = field.selectionStart ?? field.value.length;
    if ("erase" in key.dataset) field.setRangeText("", Math.max(0, from - 1), field.selectionEnd ?? from, "end");
    else if (field.value.length < field.maxLength) field.setRangeText(field.matches("[data-code]") ? key.dataset.type : capital(field.value.slice(0, from), key.dataset.type), from, field.selectionEnd ?? from, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
// While somebody types, what was found follows.
const search = $("form[data-search]");
if (search) {
  let typing = 0;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(async () => {
      const answer = await fetch(`${search.action}?${new URLSearchParams(new FormData(search))}`).catch(() => null);
      if (!answer?.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      $("#gevonden").replaceChildren(...fresh.querySelector("#gevonden").childNodes);
      $("#gevonden-zegt").textContent = fresh.querySelector("#gevonden-zegt").textContent;
    }, 250);
  });
}
// Names begin with a capital.
const capital = (before, letter) => (before === "" || /[ -]$/.test(before) ? letter : letter.toLowerCase());

// Arrows go from one thing to the next, as on the keypad below a screen; digits choose, F1 calls for help.
const stops = () => [...document.querySelectorAll("main a[href], main button:not([tabindex='-1']), main input:not([type=hidden]), footer button, footer a[href]")].filter((e) => e.checkVisibility());
addEventListener("keydown", (event) => {
  if (still.open || event.defaultPrevented) return;
  const field = event.target.matches("input");
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step && !(field && /Left|Right/.test(event.key))) {
    const all = stops(), at = all.indexOf(document.activeElement);
    event.preventDefault();
    all[(at + step + all.length) % all.length]?.focus();
    say(document.activeElement.textContent);
  } else if (event.key === "F1" || event.key === "?") {
    event.preventDefault();
    help.requestSubmit();
  } else if (event.key === "Escape") {
    anew();
  } else if (/^[1-9]$/.test(event.key) && !field) {
    // a scanner types digits too: only one that stays alone is a choice
    const digit = event.key, at = event.timeStamp;
    setTimeout(() => {
      if (last !== at || typed !== digit) return; // it ends a part of a code
      typed = "";
      [...main.querySelectorAll(".balie-pillar-choice[href], button.balie-pillar-choice")][Number(digit) - 1]?.click();
    }, 120);
  }
});

// A voice, where this browser has one: for who presses "read aloud" or goes by the keys.
let speaks = false;
const voice = () => speechSynthesis.getVoices().find((v) => v.lang.startsWith(document.documentElement.lang));
const say = (text) => {
  if (!speaks || !voice()) return;
  speechSynthesis.cancel();
  speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text.trim()), { voice: voice(), lang: voice().lang, rate: 0.9 }));
};
const read = $("[data-read]");
if ("speechSynthesis" in window) {
  const ready = () => { read.hidden = !voice(); };
  speechSynthesis.addEventListener?.("voiceschanged", ready);
  ready();
  read.addEventListener("click", () => { speaks = true; say(`${$(".balie-pillar__ask").innerText}. ${$(".balie-pillar__counter").innerText}`); });
}

// Help is called without leaving the page.
const help = $("footer form[data-help]");
for (const form of document.querySelectorAll("form[data-help]")) form.addEventListener("submit", async (event) => {
  if (help.dataset.plain) return;
  event.preventDefault();
  event.stopPropagation();
  const answer = await fetch(help.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams() }).catch(() => null);
  if (answer?.ok) $("[data-live]").dispatchEvent(new Event("balie:again"));
  else { help.dataset.plain = "1"; help.submit(); }
});
document.addEventListener("balie:change", () => { if (!still.open) rest(); const said = $("#hulp").textContent.trim(); if (said) say(said); });

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
