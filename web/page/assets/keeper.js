// Keeps one page for screens that lose their server, and answers with it while nothing better can be had.
// Pages of residents and colleagues are none of its business.

const cutOff = "/scherm/zonder";
const ours = /^(\/(nl|en|de))?\/(zuil|bord|scherm)(\/|$)/;
const patience = 8_000;

// keep is called with the files of the page; other files make another worker.
const keep = (...files) => {
  const name = `balie ${files.join(" ")}`;
  addEventListener("install", (event) => {
    skipWaiting();
    event.waitUntil(caches.open(name).then((cache) => cache.addAll([cutOff, ...files])));
  });
  addEventListener("activate", (event) => {
    event.waitUntil(caches.keys().then((all) => Promise.all(all.filter((one) => one.startsWith("balie ") && one !== name).map((one) => caches.delete(one)))).then(() => clients.claim()));
  });
  addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (origin !== location.origin) return;
    if (files.includes(pathname)) { event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request))); return; }
    if (event.request.mode !== "navigate" || !ours.test(pathname) || pathname === cutOff) return;
    event.respondWith(answer(event.request));
  });
};

const answer = async (request) => {
  try {
    const answer = await Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, patience, new Error("too slow")))]);
    if (answer.status < 500) return answer;
  } catch { /* the page below says so */ }
  return (await caches.match(cutOff)) ?? Response.error();
};
