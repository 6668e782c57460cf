// A request for help at the counter: the page asks for its own when others stand than before.

const bar = document.getElementById("hulp");
const now = document.getElementById("hulp-nu");
const asks = () => document.getElementById("hulp-stand")?.dataset.asks; // whoever sits at no desk is not asked
let known = asks();

const refresh = async () => {
  const answer = await fetch(bar.dataset.part, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const html = await answer.text();
  const template = document.createElement("template");
  template.innerHTML = html;
  now.replaceChildren(...template.content.childNodes);
};

document.addEventListener("balie:change", () => {
  if (asks() === known) return;
  known = asks();
  refresh().catch(() => { known = ""; }); // it is tried again at the next change
});
