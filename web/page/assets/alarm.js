// The quiet alarm on every page of staff: its sound, and pressing without losing what stands typed.

const aside = document.getElementById("alarm");
const form = document.getElementById("alarm-form");
const quiet = document.getElementById("alarm-geluid");
const line = aside.querySelector("[data-live]");

const audio = new Audio(aside.dataset.sound);
const every = 2_500;
const patience = 4_000; // then the page itself is sent, and shows what became of it
let timer = 0;

// It sounds at once for who works with visitors, and for everybody once nobody answered.
const rings = () => [...document.querySelectorAll("#alarm-nu [data-circle]")]
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

document.addEventListener("balie:change", (event) => { if (event.detail.address === line.dataset.live) sound(); });
sound();

form.addEventListener("submit", async (event) => {
  if (form.dataset.plain) return;
  event.preventDefault();
  event.stopPropagation(); // it may be sent again: another press is another alarm
  const button = event.submitter;
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(button?.getAttribute("formaction") ?? form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw new Error(answer.status);
    form.elements.sleutel.value = crypto.randomUUID?.() ?? String(Math.random());
    line.dispatchEvent(new Event("balie:again"));
  } catch {
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
