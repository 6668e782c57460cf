// Dragging a stop of a draft to another day, on the planner's board. It sends the same form as the buttons
// below each stop, which do the same by keyboard and without this script.

const board = document.querySelector("[data-plan]");
const form = document.getElementById("verplaatsen");

let dragged = null;

board?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-stop]");
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.stop);
  }
});

board?.addEventListener("dragover", (event) => {
  const day = event.target.closest("[data-day]");
  if (!dragged || !day) return;
  event.preventDefault();
  for (const other of board.querySelectorAll(".is-over")) other.classList.remove("is-over");
  day.classList.add("is-over");
});

board?.addEventListener("dragend", () => {
  dragged = null;
  for (const other of board.querySelectorAll(".is-over")) other.classList.remove("is-over");
});

board?.addEventListener("drop", (event) => {
  const day = event.target.closest("[data-day]");
  if (!dragged || !day || !form) return;
  event.preventDefault();
  if (day.contains(dragged)) return;
  form.elements.halte.value = dragged.dataset.stop;
  form.elements.dag.value = day.dataset.day;
  form.submit();
});
