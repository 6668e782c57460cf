// The doors of a demo: the story beside them ticks itself off, and four screens stand in one window.

const every = 1_000;
const frames = Object.fromEntries([...document.querySelectorAll("iframe[name]")].map((f) => [f.name, f]));

const take = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#verhaal"), story = document.getElementById("verhaal");
  if (!fresh || fresh.isEqualNode(story)) return;
  const phone = fresh.dataset.phone;
  const moved = frames.bord && phone !== story.dataset.phone;
  const inside = story.contains(document.activeElement);
  story.replaceWith(fresh);
  if (moved) frames.telefoon.src = phone;
  if (inside) (fresh.querySelector(".is-next button") ?? fresh.querySelector("button")).focus({ preventScroll: true });
};

const ask = async () => {
  const story = document.getElementById("verhaal");
  if (!story || document.hidden) return;
  try {
    const answer = await fetch(story.dataset.story, { cache: "no-store" });
    if (answer.ok) take(await answer.text());
  } catch { /* the next time */ }
};

if (document.getElementById("verhaal")) {
  setInterval(ask, every);
  document.addEventListener("visibilitychange", ask);
}

// A step is done without leaving the page, so that the screens beside it stay as they are.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-quiet]")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  form.querySelector("button").disabled = true;
  try {
    await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
  } finally {
    await ask();
    const button = form.isConnected && form.querySelector("button");
    if (button) button.disabled = false;
  }
});
