// A sealed store in the browser: what lies in it opens with a PIN and the day's half of the key, also without
// the server, and goes when its day is over. The server seals; a page may add what it writes offline itself.
//
//   await keep("noodlijst", box)             puts a box of the server in the place of the one before
//   const open = await unseal("noodlijst", pin)   null for a wrong PIN; refused after ten of those
//   open.value                               what the server sealed
//   await open.write(id, value); await open.written()   what this page adds, sealed under the same key
//   await state("noodlijst")                 "none", "ready" or "over"; what is over is destroyed
//   await destroy("noodlijst")
//
// A box: { until, rounds, salt, half, iv, data }, all but the numbers in base64.

const mostTries = 10;

const database = () => new Promise((done, failed) => {
  const ask = indexedDB.open("balie-sealed", 1);
  ask.onupgradeneeded = () => { ask.result.createObjectStore("boxes"); ask.result.createObjectStore("notes"); };
  ask.onsuccess = () => done(ask.result);
  ask.onerror = () => failed(ask.error);
});

const within = async (mode, fn) => {
  const db = await database();
  try {
    return await new Promise((done, failed) => {
      const tx = db.transaction(["boxes", "notes"], mode);
      let result;
      const ask = fn(tx.objectStore("boxes"), tx.objectStore("notes"));
      if (ask) ask.onsuccess = () => { result = ask.result; };
      tx.oncomplete = () => done(result);
      tx.onabort = tx.onerror = () => failed(tx.error);
    });
  } finally {
    db.close();
  }
};

const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const notesOf = (name) => IDBKeyRange.bound(`${name}/`, `${name}/\uffff`);

// The half is kept as a key that no script can read back.
const lock = async (box) => ({ ...box, half: await crypto.subtle.importKey("raw", bytes(box.half), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]), tries: 0 });

export const keep = async (name, box) => {
  const locked = await lock(box);
  const before = await within("readonly", (boxes) => boxes.get(name));
  if (before && before.until === box.until) locked.tries = before.tries; // a fresh list is no fresh chance to guess
  await within("readwrite", (boxes) => boxes.put(locked, name));
};

export const destroy = (name) => within("readwrite", (boxes, notes) => { boxes.delete(name); notes.delete(notesOf(name)); });

export const state = async (name, now = Date.now()) => {
  const box = await within("readonly", (boxes) => boxes.get(name));
  if (!box) return "none";
  if (now < box.until) return "ready";
  await destroy(name);
  return "over";
};

// keyOf is the key of a PIN: slow to make, and of no use without the half.
const keyOf = async (box, pin) => {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(box.salt), iterations: box.rounds }, base, 256);
  const both = await crypto.subtle.sign("HMAC", box.half, bits);
  return crypto.subtle.importKey("raw", both, "AES-GCM", false, ["encrypt", "decrypt"]);
};

const decrypt = async (key, iv, data) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));

// read opens a box that is not kept, such as one on a share.
export const read = async (box, pin) => {
  const locked = await lock(box);
  try { return await decrypt(await keyOf(locked, pin), bytes(box.iv), bytes(box.data)); } catch { return null; }
};

export const unseal = async (name, pin, now = Date.now()) => {
  if (await state(name, now) !== "ready") return null;
  const box = await within("readonly", (boxes) => boxes.get(name));
  if (box.tries >= mostTries) { await destroy(name); return null; }
  // counted before it is tried, so that nobody guesses more by closing the page
  await within("readwrite", (boxes) => boxes.put({ ...box, tries: box.tries + 1 }, name));
  let key, value;
  try {
    key = await keyOf(box, pin);
    value = await decrypt(key, bytes(box.iv), bytes(box.data));
  } catch {
    return null;
  }
  await within("readwrite", (boxes) => boxes.put({ ...box, tries: 0 }, name));
  return {
    value,
    write: async (id, note) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(note)));
      await within("readwrite", (_, notes) => notes.put({ iv, data }, `${name}/${id}`));
    },
    written: async () => {
      const all = await within("readonly", (_, notes) => notes.getAll(notesOf(name)));
      return Promise.all(all.map(({ iv, data }) => decrypt(key, iv, data)));
    },
    forget: (id) => within("readwrite", (_, notes) => notes.delete(`${name}/${id}`)),
  };
};
