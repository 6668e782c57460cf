// The quiet alarm on every page of staff: its sound, and pressing without losing what stands typed. On the
// screen that raised one it is quiet: a tick, no banner, no sound.

const aside = document.getElementById("alarm");
const form = document.getElementById("alarm-form");
const quiet = document.getElementById("alarm-geluid");
const line = aside.querySelector("[data-live]");

const tick = document.getElementById("alarm-tik");
const own = document.getElementById("alarm-eigen");

const audio = new Audio(aside.dataset.sound);
const every = 2_500;
const patience = 4_000; // then the page itself is sent, and shows what became of it
let timer = 0;

// Other windows of this browser hear of what this one raised.
const others = "BroadcastChannel" in window ? new BroadcastChannel("balie-alarm") : null;
const mine = new Set(aside.dataset.mine.split(" ").filter(Boolean));
let pressing = 0; // presses that were sent, and whose alarm is not known yet

// settle takes what this screen raised out of the banner. While a press is on its way nothing new shows: it may be
// that press.
const settle = () => {
  let state = "";
  for (const one of document.querySelectorAll("#alarm-nu [data-alarm]")) {
    const ours = mine.has(one.dataset.alarm);
    one.hidden = ours || pressing > 0 && one.dataset.state === "raised";
    if (!ours) continue;
    delete one.dataset.circle;
    if (state !== "coming") state = one.dataset.state === "heard" ? "coming" : "sent";
    if (!own.querySelector(`[value="${one.dataset.alarm}"]`)) own.append(one.querySelector('[formaction$="/einde"]').cloneNode(true));
  }
  for (const button of own.querySelectorAll("button")) {
    if (!document.querySelector(`#alarm-nu [data-alarm="${button.value}"]`)) button.remove();
  }
  tick.dataset.state = state;
  tick.hidden = !state;
};

const known = (id) => { mine.add(id); settle(); sound(); };
others?.addEventListener("message", ({ data }) => {
  if (data.id) { pressing = Math.max(0, pressing - 1); known(data.id); } else pressing += data.press;
  settle();
});

// It sounds at once for who works with visitors, and for everybody once nobody answered.
const rings = () => [...document.querySelectorAll("#alarm-nu [data-circle]:not([hidden])")]
  .some((one) => one.dataset.circle === "2" || one.dataset.circle === "1" && "first" in aside.dataset);

const sound = async () => {
  clearTimeout(timer);
  if (!rings()) return;
  timer = setTimeout(sound, every);
  try {
    await audio.play();
    quiet.hidden = true;
    aside.dataset.sounded = "1";
  } catch (error) {
    if (error.name === "NotAllowedError") quiet.hidden = false;
  }
};

// A browser keeps a page silent until somebody touches it; then it says so.
const context = "AudioContext" in window ? new AudioContext() : null;
const allowed = () => {
  if (!context) return;
  context.resume().then(() => { quiet.hidden = context.state === "running"; sound(); });
};
quiet.hidden = !context || context.state === "running";
quiet.addEventListener("click", allowed);
// Only after a press is over: what moves under a finger would be missed.
for (const kind of ["click", "keyup"]) addEventListener(kind, allowed, { once: true });

document.addEventListener("balie:change", (event) => { if (event.detail.address !== line.dataset.live) return; settle(); sound(); });
sound();

// A key of its own, wherever one types.
addEventListener("keydown", (event) => {
  if (!aside.dataset.press || event.key !== aside.dataset.press || event.repeat) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button"));
}, { capture: true });

form.addEventListener("submit", async (event) => {
  if (form.dataset.plain) return;
  event.preventDefault();
  event.stopPropagation(); // it may be sent again: another press is another alarm
  const button = event.submitter;
  const body = new URLSearchParams(new FormData(form, button));
  const raises = !button?.hasAttribute("formaction"); // a try is shown here too
  const press = (n) => { if (raises) { pressing += n; others?.postMessage({ press: n }); } };
  press(1);
  try {
    const answer = await fetch(button?.getAttribute("formaction") ?? form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw new Error(answer.status);
    if (raises) {
      const { alarm } = await answer.json();
      pressing -= 1;
      others?.postMessage({ id: alarm });
      known(alarm);
    }
    form.elements.sleutel.value = crypto.randomUUID?.() ?? String(Math.random());
    line.dispatchEvent(new Event("balie:again"));
  } catch {
    if (pressing > 0) press(-1);
    form.dataset.plain = "1"; // the page itself says what is wrong
    form.requestSubmit(button);
  }
});

// Of all tabs of this browser one follows the alarm also while nobody looks at it.
navigator.locks?.request("balie-alarm", () => {
  line.dataset.always = "";
  line.dispatchEvent(new Event("balie:again"));
  return new Promise(() => {});
});
