// Keeps a page current. Each element with data-live follows a topic: its address streams fragments,
// or answers them when asked. A fragment replaces the element with its id.

const lostAfter = 40_000; // three beats were missed
const pollEvery = 5_000;
const again = [1_000, 2_000, 5_000, 10_000, 20_000];

// What is being filled in is not taken away; the fragment waits until the field is left.
const typing = (target) => {
  const field = document.activeElement;
  return target.contains(field) && field.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select");
};

// Where the focus was and how far a list was scrolled, found again by id or data-key.
const remember = (target) => {
  const active = document.activeElement;
  const inside = target !== active && target.contains(active);
  const key = inside && (active.id ? `#${CSS.escape(active.id)}` : active.dataset.key && `[data-key="${CSS.escape(active.dataset.key)}"]`);
  const self = target === active;
  const scrolled = [target, ...target.querySelectorAll("[id]")].filter((e) => e.scrollTop).map((e) => [e.id, e.scrollTop]);
  const open = [...target.querySelectorAll("details[id][open]")].map((e) => e.id);
  return (fresh) => {
    for (const [id, top] of scrolled) { const e = document.getElementById(id); if (e) e.scrollTop = top; }
    for (const id of open) { const e = document.getElementById(id); if (e) e.open = true; }
    const focus = self ? fresh : key && (fresh.querySelector(key) ?? fresh);
    if (!focus) return;
    if (focus === fresh && !self) fresh.tabIndex = -1;
    focus.focus({ preventScroll: true });
  };
};

const waiting = new Map(); // id → HTML, for a fragment whose place is being filled in

const replace = ({ id, html }) => {
  const target = document.getElementById(id);
  if (!target) return;
  if (typing(target)) { waiting.set(id, html); return; }
  waiting.delete(id);
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  if (!fresh || fresh.isEqualNode(target)) return;
  const back = remember(target);
  if (target.hasAttribute("aria-live") || target.getAttribute("role") === "status" || target.getAttribute("role") === "alert") {
    target.replaceChildren(...fresh.childNodes); // a region that is replaced is not read aloud
    back(target);
    return;
  }
  target.replaceWith(fresh);
  back(fresh);
};

document.addEventListener("focusout", () => setTimeout(() => waiting.forEach((html, id) => replace({ id, html }))));

const follow = (line) => {
  const address = line.dataset.live;
  const always = () => "always" in line.dataset;
  const age = line.querySelector("[data-live-age]"), spoken = line.querySelector("[data-live-say]");
  let after = line.dataset.after;
  let source = null, timer = 0, failures = 0, heard = Date.now(), stand = Date.now(), state = "", tag = "", out = false;

  // The clock is the server's, in the zone of the town hall, and may be a demo's that runs faster.
  const began = Date.now(), base = Number(line.dataset.clockNow), speed = Number(line.dataset.clockSpeed) || 1;
  const format = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: line.dataset.clockZone || "Europe/Amsterdam" });
  const clock = (at) => {
    const [hour, minute] = format.format(base + (at - began) * speed).split(":");
    return line.dataset.clock.replace("{hour}", String(Number(hour))).replace("{minute}", minute);
  };
  const say = () => {
    const now = out ? "out" : Date.now() - heard > lostAfter || failures > 1 ? "lost" : "fresh";
    const text = line.dataset[now].replace("{time}", clock(stand));
    if (now !== state) {
      if (state) spoken.textContent = text;
      line.dataset.stood = clock(stand);
      state = now;
      line.dataset.state = now;
      document.dispatchEvent(new CustomEvent("balie:line", { detail: { address, state: now } }));
    }
    if (age.textContent !== text) age.textContent = text;
  };
  const alive = (at) => { heard = Date.now(); stand = at || heard; failures = 0; say(); };

  const take = (message, id) => {
    if (id) after = id;
    message.parts.forEach(replace);
    alive();
    document.dispatchEvent(new CustomEvent("balie:change", { detail: { address, ...message } }));
  };

  const poll = async () => {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json", ...(tag && { "If-None-Match": tag }) }, cache: "no-store" });
      if (answer.status === 401 || answer.status === 403) { out = true; say(); return; }
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") ?? "";
        const message = await answer.json();
        take(message, message.id);
      } else if (answer.status === 304) {
        alive();
      } else {
        failures += 1;
      }
    } catch {
      failures += 1;
    }
    say();
  };

  const stop = () => { clearTimeout(timer); source?.close(); source = null; };
  const start = () => {
    stop();
    if (out) return;
    const url = new URL(address, location.href);
    if (after) url.searchParams.set("na", after);
    source = new EventSource(url);
    source.addEventListener("open", () => { heard = Date.now(); failures = 0; say(); }); // what stands there is as old as it was
    source.addEventListener("change", (event) => take(JSON.parse(event.data), event.lastEventId));
    source.addEventListener("beat", () => alive());
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) { failures += 1; say(); return; } // it comes back by itself
      // no stream to be had: ask for the fragments, and try to stream again later
      source = null;
      poll().then(() => { if (!out && !source) timer = setTimeout(start, again[Math.min(failures, again.length - 1)] + Math.random() * 1_000 + (failures ? 0 : pollEvery)); });
    });
  };

  document.addEventListener("visibilitychange", () => {
    if (always()) return;
    if (document.hidden) stop(); else start();
  });
  addEventListener("online", start);
  line.addEventListener("balie:again", () => { if (always() || !document.hidden) start(); });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => { if (event.persisted) start(); });
  setInterval(say, 5_000);
  if (always() || !document.hidden) start();
};

document.querySelectorAll("[data-live]").forEach(follow);
