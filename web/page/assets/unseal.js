// Opens today's list without the server: with the PIN, in this browser, or from a file on a share.

import { state, unseal } from "./modules/sealed.js";

const form = document.querySelector("form[data-unseal]");
const said = document.querySelector("[data-unseal-said]");
const list = document.querySelector("[data-list]");

const cell = (row, kind, text) => { const c = document.createElement(kind); c.textContent = text ?? ""; row.append(c); };
const table = (id, entries) => {
  const body = document.querySelector(`#${id} tbody`);
  body.replaceChildren(...entries.map((e) => {
    const row = document.createElement("tr");
    for (const text of [e.at, e.number, e.name, e.what, e.minutes]) cell(row, "td", text);
    cell(row, "td", ""); // to write times in
    return row;
  }));
};

const show = (value) => {
  document.querySelector("[data-office]").textContent = value.office;
  document.querySelector("[data-made]").textContent = `${value.day}, ${value.made}`;
  table("komen", value.coming ?? []);
  table("binnen", value.here ?? []);
  list.hidden = false;
  form.hidden = true;
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  said.textContent = "";
  const open = await unseal("noodlijst", form.elements.pin.value.trim());
  form.elements.pin.value = "";
  if (open) show(open.value);
  else said.textContent = said.dataset[await state("noodlijst") === "ready" ? "wrong" : "none"];
});

// A list that was opened does not stay open for who comes after.
const openFor = 15 * 60_000;
let timer = 0;
const rest = () => { clearTimeout(timer); timer = setTimeout(() => location.reload(), openFor); };
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, rest);
rest();

state("noodlijst").then((now) => { if (now !== "ready") said.textContent = said.dataset.none; });
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

// As soon as the server is back there is something better than this list.
const back = document.querySelector("[data-back]");
const ask = async () => {
  const answer = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) back.hidden = false;
  setTimeout(ask, 5_000);
};
ask();
