// What was done on the phone of the team and is not sent yet. Every action has an id that was made here, and
// waits until the server answered for it; what the server refused stays until somebody read why.
//
//   await add({ doe: "aangekomen", halte })     keeps an action with its id and the time of this phone
//   await flush(token)                          "sent", "away", "again" (sign in) or "gone" (taken off)
//   await all(), await drop(ids), await clear() what is kept
//   show(bar)                                   says in a [data-sync] how much waits, and since when
//
// An action holds ids, choices and a question in general words: of a person nothing.

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWX";
const mostActions = 100;

export const newID = () => {
  let id = "";
  while (id.length < 26) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 240) id += alphabet[byte % 30];
  }
  return id;
};

const within = (mode, fn) => new Promise((done, failed) => {
  const ask = indexedDB.open("balie-onderweg", 1);
  ask.onupgradeneeded = () => ask.result.createObjectStore("actions", { keyPath: "id" });
  ask.onerror = () => failed(ask.error);
  ask.onsuccess = () => {
    const db = ask.result;
    const tx = db.transaction("actions", mode);
    const result = fn(tx.objectStore("actions"));
    tx.oncomplete = () => { db.close(); done(result?.result); };
    tx.onabort = tx.onerror = () => { db.close(); failed(tx.error); };
  };
});

let last = 0;
export const add = async (fields) => {
  last = Math.max(Date.now(), last + 1); // two of one moment keep their order
  const action = { id: newID(), ...fields, tijd: new Date(last).toISOString() };
  await within("readwrite", (store) => { store.put(action); });
  return action;
};
export const all = async () => (await within("readonly", (store) => store.getAll())).sort((a, b) => a.tijd.localeCompare(b.tijd));
export const drop = (ids) => within("readwrite", (store) => { ids.forEach((id) => store.delete(id)); });
export const clear = () => within("readwrite", (store) => { store.clear(); });
export const waiting = async () => (await all()).filter((a) => !a.sent && !a.refused);

let sending = null;
export const flush = (token) => { sending ??= send(token).finally(() => { sending = null; }); return sending; };

const send = async (token) => {
  for (;;) {
    const some = (await waiting()).slice(0, mostActions);
    if (some.length === 0) return "sent";
    const sessie = await token();
    if (!sessie) return sessie === null ? "again" : "away";
    const body = new URLSearchParams({ sessie, handelingen: JSON.stringify(some) });
    const answer = await fetch("/medewerker/onderweg/stuur", { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status === 410) return "gone";
    if (answer?.redirected || answer?.status === 401 || answer?.status === 403 || answer?.status === 423) return "again";
    if (answer?.status !== 200) return "away";
    const outcomes = new Map((await answer.json()).map((o) => [o.id, o]));
    await within("readwrite", (store) => {
      for (const action of some) {
        const outcome = outcomes.get(action.id);
        if (outcome) store.put({ ...action, ...(outcome.refused ? { refused: outcome.refused } : { sent: true }) });
      }
    });
  }
};

export const show = async (bar, state) => {
  const [left, refused] = [await waiting(), (await all()).filter((a) => a.refused)];
  const parts = [];
  const line = (kind, text) => { const e = document.createElement(kind); e.textContent = text; parts.push(e); return e; };
  if (left.length > 0) {
    const since = new Date(left[0].tijd).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: bar.dataset.zone || "Europe/Amsterdam" });
    line("b", `${left.length === 1 ? bar.dataset.one : bar.dataset.many.replace("#", left.length)}, ${bar.dataset.since.replace("#", since)}`);
  }
  if (state === "away") line("span", bar.dataset.away);
  if (state === "again") line("span", bar.dataset.again);
  if (state === "sent" && refused.length === 0) line("span", bar.dataset.none);
  for (const action of refused) {
    const p = line("span", `${bar.dataset.refused} ${action.refused} `);
    const read = document.createElement("button");
    read.type = "button";
    read.className = "utrecht-button utrecht-button--secondary-action";
    read.textContent = bar.dataset.read;
    read.addEventListener("click", async () => { await drop([action.id]); show(bar, state); });
    p.append(read);
  }
  bar.dataset.left = left.length;
  bar.hidden = parts.length === 0;
  bar.replaceChildren(...parts);
};
