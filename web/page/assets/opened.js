// What a sealed list on a share does: it asks for the words (or the PIN), and fills its tables. It is put into the file
// itself, after modules/sealed.js, since a file has no server to ask.

const box = JSON.parse(document.getElementById("doos").textContent);
const form = document.querySelector("form");
const said = document.querySelector("[data-said]");

const fill = (id, entries) => document.querySelector(`#${id} tbody`).replaceChildren(...entries.map((e) => {
  const row = document.createElement("tr");
  for (const text of [e.at, e.number, e.name, e.what, e.minutes, ""]) {
    const cell = document.createElement("td");
    cell.textContent = text ?? "";
    row.append(cell);
  }
  return row;
}));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const list = Date.now() < box.until ? await read(box, form.elements.pin.value.trim().toLowerCase().split(/\s+/).join(" ")) : null;
  form.elements.pin.value = "";
  if (!list) { said.textContent = said.dataset.wrong; return; }
  document.querySelector("[data-made]").textContent = `${list.office}, ${list.day}, ${list.made}`;
  fill("komen", list.coming ?? []);
  fill("binnen", list.here ?? []);
  document.querySelector("[data-list]").hidden = false;
  form.hidden = true;
  said.textContent = "";
});
