// Reads QR codes from pictures of the camera, away from the page. The reader is jsqr.

onmessage = ({ data }) => {
  if (data.reader) { importScripts(data.reader); return; }
  const found = jsQR(new Uint8ClampedArray(data.pixels), data.width, data.height, { inversionAttempts: "attemptBoth" });
  postMessage(found ? found.data : "");
};
