// What colleagues' pages share. They work without it, but for what is live.

// The code of a set-up link stands behind the "#" of its address, where no log sees it.
const fromHash = document.querySelector("form[data-from-hash]");
const code = location.hash.slice(1);
if (fromHash && code) {
  history.replaceState(null, "", location.pathname + location.search);
  const field = fromHash.elements[fromHash.dataset.fromHash];
  field.value = code;
  fromHash.elements.wachtzin?.focus();
}
