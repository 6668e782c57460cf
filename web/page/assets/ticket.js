// A number on the own phone: it finds its place in the order that all phones are sent alike, and gives a
// signal when it is called.

const page = () => document.querySelector("main");
const mine = page().dataset.number;
const waits = page().dataset.next !== undefined;
let called = !waits;

// Sound needs a touch first; a signal without sound is a vibration.
const quiet = document.querySelector("[data-quiet]");
let audio = null;
if (quiet) {
  quiet.hidden = false;
  quiet.addEventListener("click", () => {
    audio = new Audio(page().dataset.sound);
    audio.play().then(() => {
      document.querySelector("[data-quiet-said]").textContent = document.querySelector("[data-quiet-said]").dataset.on;
      quiet.hidden = true;
    }).catch(() => {});
  });
}
const signal = () => {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400, 200, 800]); // a browser allows it after a touch
  if (!audio) return;
  let times = 3;
  audio.addEventListener("ended", () => { if (--times > 0) audio.play().catch(() => {}); });
  audio.play().catch(() => {});
};

const text = (element, said) => { if (element && element.textContent !== said) element.textContent = said; };

// The whole page says where to go; what was there before goes away, but for the line that is followed.
const go = (desk) => {
  called = true;
  const order = document.getElementById("volgorde"), line = document.querySelector("[data-live]");
  const fresh = document.querySelector("[data-called-page]").content.firstElementChild.cloneNode(true);
  fresh.querySelector("[data-desk]").textContent = desk;
  const foot = document.createElement("div");
  foot.className = "balie-ticket__line";
  foot.append(line);
  fresh.append(order, foot);
  page().replaceWith(fresh);
  document.documentElement.dataset.called = "1";
  signal();
};

const find = () => {
  const order = document.getElementById("volgorde");
  const pairs = (list) => (list ? list.split(";").map((one) => one.split(",")) : []);
  const desk = pairs(order.dataset.called).find(([number]) => number === mine)?.slice(1).join(",");
  const all = pairs(order.dataset.waiting);
  const at = all.findIndex(([number]) => number === mine);
  const { dataset } = page();
  if (desk !== undefined) {
    if (!called) go(desk);
    return;
  }
  if (at >= 0 && waits && !called) {
    text(document.querySelector("[data-before]"), at === 0 ? dataset.next : at === 1 ? dataset.one : dataset.many.replace("{n}", at));
    const [, from, to] = all[at].map(Number);
    text(document.querySelector("[data-wait]"), to < 0 ? dataset.unknown : to <= Number(dataset.soonMinutes) ? dataset.soon : dataset.range.replace("{from}", from).replace("{to}", to));
    const row = document.querySelector("[data-row]");
    if (row && Number(row.dataset.row) !== at + 1) row.remove();
    return;
  }
  // beyond what all phones are sent nothing changes that one must know now
  if (at < 0 && Number(order.dataset.more) > 0 && !called) return;
  // helped, gone, put aside, or back in the queue: the page itself says so
  setTimeout(() => location.reload(), 300 + Math.random() * 2_000);
  find.done = true;
};
document.addEventListener("balie:change", () => { if (!find.done) find(); });
