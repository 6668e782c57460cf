// Finds the number that was hidden behind a salt: SHA-256(salt + number) = challenge, in the form of
// ALTCHA. It runs beside the page, so that nobody waits for it. SHA-256 is FIPS 180-4.

const first = (n) => [...Array(400).keys()].slice(2).filter((p, _, all) => all.every((q) => q >= p || p % q)).slice(0, n);
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) >>> 0;
const K = Uint32Array.from(first(64), (p) => fraction(Math.cbrt(p)));
const H = Uint32Array.from(first(8), (p) => fraction(Math.sqrt(p)));
const right = (x, n) => (x >>> n) | (x << (32 - n));

const padded = (bytes) => {
  const block = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  block.set(bytes);
  block[bytes.length] = 0x80;
  new DataView(block.buffer).setUint32(block.length - 4, bytes.length * 8);
  return new DataView(block.buffer);
};

const w = new Uint32Array(64);
const mix = (h, view, at) => {
  for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + (right(a, 7) ^ right(a, 18) ^ (a >>> 3)) + (right(b, 17) ^ right(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, s] = h;
  for (let i = 0; i < 64; i++) {
    const t = (s + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const u = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    s = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  [a, b, c, d, e, f, g, s].forEach((v, i) => { h[i] += v; });
};

const sha256 = (text) => {
  const view = padded(new TextEncoder().encode(text));
  const h = Uint32Array.from(H);
  for (let at = 0; at < view.byteLength; at += 64) mix(h, view, at);
  return h;
};

onmessage = ({ data }) => {
  const { algorithm, challenge, salt, signature, maxnumber } = data;
  const sought = Uint32Array.from(challenge.match(/.{8}/g), (part) => parseInt(part, 16));
  for (let number = 0; number <= maxnumber; number++) {
    const found = sha256(salt + number);
    if (found.every((v, i) => v === sought[i])) {
      return postMessage(btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })));
    }
  }
  postMessage("");
};
