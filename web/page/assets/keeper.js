// Keeps a page for screens, one for host and counter, and one for the team on the road, that lose their server, and answers with it while nothing better can be had.
// Pages of residents are none of its business.

// For each kind of page what stands in its place while the server is away.
const kept = [
  { page: "/scherm/zonder", of: /^(\/(nl|en|de))?\/(zuil|bord|scherm)(\/|$)/ },
  { page: "/medewerker/noodlijst/zonder", of: /^(\/(nl|en|de))?\/medewerker\/(ontvangst|balie|noodlijst)(\/|$)/ },
  { page: "/medewerker/onderweg/zonder", of: /^(\/(nl|en|de))?\/medewerker\/onderweg(\/|$)/ },
];
const patience = 8_000;

// keep is called with the files of the page; other files make another worker.
const keep = (...files) => {
  const name = `balie ${files.join(" ")}`;
  addEventListener("install", (event) => {
    skipWaiting();
    // on an address of their own screens do not find the page of colleagues, nor they that of screens
    event.waitUntil(caches.open(name).then((cache) => Promise.all([cache.addAll(files), ...kept.map(({ page }) => cache.add(page).catch(() => {}))])));
  });
  addEventListener("activate", (event) => {
    event.waitUntil(caches.keys().then((all) => Promise.all(all.filter((one) => one.startsWith("balie ") && one !== name).map((one) => caches.delete(one)))).then(() => clients.claim()));
  });
  addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (origin !== location.origin) return;
    if (files.includes(pathname)) { event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(event.request))); return; }
    const instead = kept.find(({ of }) => of.test(pathname));
    if (event.request.mode === "navigate" && instead) event.respondWith(answer(event.request, instead.page));
  });
};

const answer = async (request, instead) => {
  try {
    const answer = await Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, patience, new Error("too slow")))]);
    if (answer.status < 500) return answer;
  } catch { /* the page below says so */ }
  return (await caches.match(instead)) ?? Response.error();
};
