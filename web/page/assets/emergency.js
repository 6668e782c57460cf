// Keeps today's list sealed in the browser of host and counter, and fetches it anew while the server is there.

import { keep, state } from "./modules/sealed.js";

const every = 5 * 60_000;
const form = document.querySelector("form[data-emergency]");
const said = document.querySelector("[data-emergency-said]");

const fetchList = async () => {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 200) await keep("noodlijst", await answer.json());
  document.documentElement.dataset.emergency = await state("noodlijst");
  if (said) said.textContent = said.dataset[document.documentElement.dataset.emergency] ?? "";
};
if (form) {
  navigator.serviceWorker?.register("/scherm/wachter.js", { scope: "/" }).catch(() => {});
  fetchList();
  setInterval(fetchList, every);
}
