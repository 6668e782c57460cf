// The host's tablet: a visitor at a screen who asks for help is heard, once, and again until somebody goes.

const chime = new Audio(document.getElementById("hulp-form").dataset.chime);
const every = 8_000;
let timer = 0;

const asks = () => document.querySelectorAll("#geroepen [data-help]:not([data-coming])").length;
const sound = () => {
  clearTimeout(timer);
  document.documentElement.dataset.asks = String(asks());
  if (!asks()) return;
  chime.play().catch(() => {}); // a tablet that was never touched stays silent; the card stands there
  timer = setTimeout(sound, every);
};
document.addEventListener("balie:change", sound);
sound();
