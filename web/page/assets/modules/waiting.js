// What was done on the phone of the team and is not sent yet. Every action has an id that was made here, and
// waits until the server answered for it; what the server refused stays until somebody read why.
//
//   await add({ doe: "aangekomen", halte })     keeps an action with its id and the time of this phone
//   await flush(token)                          "sent", "nosignal", "server", "again" (sign in) or "gone" (taken off)
//   undoable(actions), await undo(actions)      what can be taken back here: not sent yet
//   await all(), await drop(ids), await clear() what is kept
//   show(bar)                                   says in a [data-sync] how much waits, and for how long
//
// An action holds ids, choices and a question in general words: of a person nothing.

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWX";
const mostActions = 100;
export const hold = 10_000; // what was done waits so long before it is sent, so that it can be undone

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
  if (action.doe === "bereik" || action.doe === "terug") action.meteen = "ja"; // nobody takes these back
  await within("readwrite", (store) => { store.put(action); });
  return action;
};
export const all = async () => (await within("readonly", (store) => store.getAll())).sort((a, b) => a.tijd.localeCompare(b.tijd));
export const drop = (ids) => within("readwrite", (store) => { ids.forEach((id) => store.delete(id)); });
export const clear = () => within("readwrite", (store) => { store.clear(); });
export const waiting = async () => (await all()).filter((a) => !a.sent && !a.refused);

// The last thing that was done and is not sent yet, with what was noted along with it.
export const undoable = (actions) => {
  const last = actions.filter((a) => !a.sent && !a.refused && !a.meteen).at(-1);
  return last ? actions.filter((a) => a === last || (!a.sent && a.met === last.id)) : [];
};

// What the server may have heard of is taken back there as well.
export const undo = async (actions) => {
  await drop(actions.map((a) => a.id));
  for (const a of actions) if (a.misschien) await add({ doe: "terug", bij: a.id, inzet: a.inzet ?? "", halte: a.halte ?? "" });
};

// Why the server cannot be reached: the phone itself has no network, or the server does not answer.
export const why = () => (navigator.onLine ? "server" : "nosignal");
const rested = (a) => a.meteen || Date.now() - Date.parse(a.tijd) >= hold;

let sending = null;
export const flush = (token) => { sending ??= send(token).finally(() => { sending = null; }); return sending; };

const send = async (token) => {
  for (;;) {
    const some = (await waiting()).filter(rested).slice(0, mostActions);
    if (some.length === 0) return "sent";
    const sessie = await token();
    if (!sessie) return sessie === null ? "again" : why();
    const body = new URLSearchParams({ sessie, handelingen: JSON.stringify(some) });
    const answer = await fetch("/medewerker/onderweg/stuur", { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status === 410) return "gone";
    if (answer?.redirected || answer?.status === 401 || answer?.status === 403 || answer?.status === 423) return "again";
    if (answer?.status !== 200) return answer ? "server" : why();
    const outcomes = new Map((await answer.json()).map((o) => [o.id, o]));
    await within("readwrite", (store) => {
      for (const action of some) {
        const outcome = outcomes.get(action.id);
        if (outcome) store.put({ ...action, ...(outcome.refused ? { refused: outcome.refused } : { sent: true }) });
      }
    });
  }
};

// When the server was first not there; it is told to somebody after ten minutes.
let away = 0;
const toldAfter = 600_000;

// How long ago something was, since the clock of a phone may be wrong.
const ago = (bar, at) => {
  const minutes = Math.floor((Date.now() - Date.parse(at)) / 60_000);
  return minutes < 1 ? "" : `, ${(minutes === 1 ? bar.dataset.minute : bar.dataset.minutes).replace("#", minutes)}`;
};

// again tries at once where somebody presses for it.
export const show = async (bar, state, again) => {
  const [left, refused] = [await waiting(), (await all()).filter((a) => a.refused)];
  const parts = [];
  const line = (kind, text) => { const e = document.createElement(kind); e.textContent = text; parts.push(e); return e; };
  const failed = state === "nosignal" || state === "server";
  away = failed ? away || Date.now() : 0;
  if (failed) { line("b", bar.dataset[state]); line("span", bar.dataset[`${state}Do`]); }
  if (left.length > 0) line("b", (left.length === 1 ? bar.dataset.one : bar.dataset.many.replace("#", left.length)) + ago(bar, left[0].tijd));
  if (state === "server" && again) parts.push(pressable(bar.dataset.try, again));
  if (state === "server" && bar.dataset.phone && Date.now() - away > toldAfter) {
    const call = line("a", bar.dataset.call);
    call.href = `tel:${bar.dataset.phone.replaceAll(/[^+\d]/g, "")}`;
    call.className = "utrecht-link";
  }
  if (state === "again") line("span", bar.dataset.again);
  if (state === "sent" && refused.length === 0 && left.length === 0) line("span", bar.dataset.none);
  for (const action of refused) {
    const p = line("span", `${bar.dataset.refused} ${action.refused} `);
    p.append(pressable(bar.dataset.read, async () => { await drop([action.id]); show(bar, state, again); }));
  }
  bar.dataset.left = left.length;
  bar.dataset.state = state;
  bar.hidden = parts.length === 0;
  bar.replaceChildren(...parts);
};

const pressable = (text, press) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "utrecht-button utrecht-button--secondary-action";
  button.textContent = text;
  button.addEventListener("click", press);
  return button;
};
