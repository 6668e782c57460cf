// What every screen in the hall does: it asks to be paired, says that it is there, and comes back by
// itself after the network, the server or the power was gone.

const form = document.querySelector("form[data-pair]");
const code = document.querySelector("[data-pairing]");
const version = document.body.dataset.version;

// A stick behind a television has no keyboard: the page asks for its code by itself.
if (form) setTimeout(() => form.requestSubmit(), 500);

// While the code stands there, it is asked whether somebody typed it.
if (code) {
  setInterval(async () => {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "follow" }).catch(() => null);
    if (answer && (answer.redirected || !(await answer.text()).includes(code.textContent))) location.reload();
  }, 3_000);
}

// A paired screen says each minute that it is there. One that is paired no longer goes to where it can
// be; one whose pages are older than the server's loads them when nobody is at it.
const rests = /^(\/(nl|en|de))?\/(bord|zuil)$/;
const here = async () => {
  const answer = await fetch("/scherm/hier", { method: "POST", body: new URLSearchParams({ versie: version, geluid: document.documentElement.dataset.audio ?? "" }) }).catch(() => null);
  if (answer?.status === 403) location.replace("/scherm");
  const newer = answer?.headers.get("Balie-Version") ?? version;
  if (newer !== version && rests.test(location.pathname)) location.reload();
};
if (!form && !code) {
  here();
  setInterval(here, 60_000);
  document.addEventListener("balie:sound", here); // whether it can be heard changed
}

// The clock of the hall is the server's, in the zone of the office: that of a screen may be wrong.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const began = Date.now(), speed = Number(clock.dataset.speed) || 1; // a demo's town may have a fast clock
  const format = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: clock.dataset.zone });
  setInterval(() => {
    const [hour, minute] = format.format(new Date(Number(clock.dataset.now) + (Date.now() - began) * speed)).split(":");
    const text = clock.dataset.pattern.replace("{hour}", String(Number(hour))).replace("{minute}", minute);
    if (clock.textContent !== text) clock.textContent = text;
  }, 5_000);
}

// A tablet in a vehicle asks again whether it stands somewhere.
const again = document.querySelector("[data-retry]");
if (again) setTimeout(() => location.reload(), 1_000 * again.dataset.retry);

// While the server is out of reach a worker of this browser shows a page of ours.
navigator.serviceWorker?.register("/scherm/wachter.js", { scope: "/" }).catch(() => {});
