// The workplace by keyboard, and its own area kept current. Without it every button is a form.

const area = () => document.getElementById("nu");
const editable = (e) => e.matches?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
let busy = false;

const show = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#nu");
  const old = area();
  if (!fresh || !old) return;
  const said = fresh.querySelector(".balie-now__say"), number = fresh.querySelector(".balie-now__number");
  const region = old.querySelector(".balie-now__say");
  const changed = old.querySelector(".balie-now__number")?.textContent !== number?.textContent || old.querySelector("h2")?.textContent !== fresh.querySelector("h2")?.textContent;
  const open = [...old.querySelectorAll("details[open]")].map((d) => d.id);
  const inside = old.contains(document.activeElement);
  // the region that is read aloud stays: only what is in it changes
  const text = said.textContent.trim() || (changed ? `${fresh.querySelector("h2 span").textContent} ${number?.textContent ?? ""}` : "");
  const content = [...said.childNodes];
  said.replaceWith(region);
  old.replaceChildren(...fresh.childNodes);
  region.replaceChildren(...content);
  if (!content.some((n) => n.nodeType === 1) && text) {
    const spoken = document.createElement("span");
    spoken.className = "balie-sr";
    spoken.textContent = text;
    region.replaceChildren(spoken);
  }
  if (!changed) for (const id of open) { const d = document.getElementById(id); if (d) d.open = true; }
  if (inside || changed) area().querySelector("[data-main]")?.focus({ preventScroll: true });
};

const typing = () => area()?.contains(document.activeElement) && editable(document.activeElement);

const refresh = async () => {
  if (busy || typing()) return;
  const answer = await fetch(area().dataset.now, { headers: { "X-Balie-Part": "nu" }, cache: "no-store" }).catch(() => null);
  if (answer?.status === 403) { location.reload(); return; } // the desk is no longer ours, or the session ended
  if (answer?.ok && !busy && !typing()) show(await answer.text());
};

document.addEventListener("balie:change", (event) => { if (event.detail.events?.length) refresh(); });
document.addEventListener("balie:line", (event) => { if (event.detail.state === "fresh") refresh(); });

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-part]") || form.action.endsWith("/weg")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Balie-Part": "nu" } });
    const html = await answer.text();
    if (html.includes('id="nu"')) show(html); else location.reload();
  } catch {
    form.removeAttribute("data-part"); // no connection: the browser itself says so, and can send it again
    form.requestSubmit(event.submitter);
  } finally {
    busy = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || editable(event.target)) return;
  if (event.key === " " && event.target.closest("button, summary, input, a")) {
    if (!event.target.matches("[data-main]")) return; // the space bar presses what has the focus
  }
  const key = event.key.toLowerCase();
  const found = area()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("summary")) { found.parentElement.open = true; found.parentElement.querySelector("select, input:not([type=hidden])")?.focus(); return; }
  found.click();
});
