// What colleagues' pages share. They work without it, but for what is live.

// A page that comes back from the browser's memory is asked for again: its session may be over.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// The code of a set-up link stands behind the "#" of its address, where no log sees it.
const fromHash = document.querySelector("form[data-from-hash]");
const code = location.hash.slice(1);
if (fromHash && code) {
  history.replaceState(null, "", location.pathname + location.search);
  const field = fromHash.elements[fromHash.dataset.fromHash];
  field.value = code;
  fromHash.elements.wachtzin?.focus();
}

// "?" opens the explanation of this page, unless something is being typed.
const explain = document.querySelector("[data-explain]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.defaultPrevented || event.target.closest("input, textarea, select, dialog[open]")) return;
  event.preventDefault();
  explain?.click();
});
