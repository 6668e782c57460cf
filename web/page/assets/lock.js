// The lock of a colleague's screen. Who types or moves is there, and keeps it open; a page that rests is covered, keeps
// what stands on it, and opens where it was. The alarm stays within reach.

const slot = document.getElementById("slot");
const soon = slot.querySelector(".balie-lock__soon");
const shut = slot.querySelector(".balie-lock__shut");
const form = shut.querySelector("form");
const wrong = shut.querySelector(".balie-lock__wrong");
const token = form.elements.sessie.value;
const others = "BroadcastChannel" in window ? new BroadcastChannel("balie-slot") : null;

const warning = 120_000; // before it locks
const rest = 60_000; // between two signs of life
let until = Date.now() + Number(slot.dataset.idle) * 1_000;
let told = Date.now();
let focused = null;

const ask = async (method) => {
  const body = method === "POST" ? new URLSearchParams({ sessie: token }) : undefined;
  const answer = await fetch(slot.dataset.awake, { method, body, headers: { Accept: "application/json" } });
  if (answer.status === 423) return { left: 0, busy: false };
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

const covered = () => [...document.body.children].filter((e) => e !== slot && e.id !== "alarm" && e.localName !== "script");

const lock = () => {
  soon.hidden = true;
  if (!shut.hidden) return;
  focused = document.activeElement;
  document.documentElement.classList.add("is-locked");
  for (const e of covered()) e.inert = true;
  shut.hidden = false;
  form.querySelector("input[type=password]").focus();
};

const open = (left) => {
  until = Date.now() + left * 1_000;
  soon.hidden = true;
  if (shut.hidden) return;
  shut.hidden = true;
  wrong.textContent = "";
  for (const e of covered()) e.inert = false;
  document.documentElement.classList.remove("is-locked");
  if (focused?.isConnected) focused.focus();
  for (const line of document.querySelectorAll("[data-live]")) line.dispatchEvent(new Event("balie:again"));
};

const look = async () => {
  if (Date.now() < until - warning) return;
  try {
    const { left, busy } = await ask("GET");
    if (busy) { until = Date.now() + warning + rest; soon.hidden = true; return; }
    if (left <= 0) { lock(); return; }
    open(left);
    soon.hidden = left * 1_000 > warning;
  } catch { /* without a connection nobody could unlock it: on the road work goes on */ }
};

const stay = async () => {
  told = Date.now();
  try {
    const { left } = await ask("POST");
    if (left > 0) { open(left); others?.postMessage({ left }); } else lock();
  } catch { /* the next look says more */ }
};

for (const kind of ["keydown", "pointerdown"]) {
  addEventListener(kind, () => { if (shut.hidden && Date.now() - told > rest) stay(); }, { capture: true, passive: true });
}
soon.querySelector("button").addEventListener("click", stay);
others?.addEventListener("message", ({ data }) => { if (data.left) open(data.left); else lock(); });
setInterval(look, 10_000);
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = form.querySelector("input[type=password]");
  const body = new URLSearchParams({ sessie: token, antwoord: field.value });
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    field.value = "";
    if (answer.status === 401) { location.assign(slot.dataset.away); return; }
    if (!answer.ok) {
      const { what = "", do: way = "" } = await answer.json();
      wrong.textContent = `${what} ${way}`;
      field.focus();
      return;
    }
    const { left } = await ask("GET");
    open(left);
    others?.postMessage({ left });
  } catch {
    form.submit(); // the page itself says what is wrong
  }
});

// Who walks away locks it by hand.
document.getElementById("slot-nu")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const now = slot.querySelector(".balie-lock__now");
  try {
    const answer = await fetch(now.action, { method: "POST", body: new URLSearchParams({ sessie: token }), headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    lock();
    others?.postMessage({ left: 0 });
  } catch {
    now.submit();
  }
});
