// A screen without its server asks for it every few seconds, and goes on as soon as it answers.

const every = 3_000;
const ask = async () => {
  const answer = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.replace("/scherm");
  else setTimeout(ask, every);
};
setTimeout(ask, every);
