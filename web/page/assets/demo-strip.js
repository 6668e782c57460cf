// The strip of a demo does not stand in a frame: the page around it says who one is. A page that a worker
// fetched does not say to the server that it is for a frame.
if (self !== top) for (const strip of document.querySelectorAll(".balie-demo-strip")) strip.remove();
