// Says before one is signed out that one will be, and keeps the session going for who asks. Without this script the session ends unsaid.

const WARN_BEFORE = 5 * 60 * 1000; // milliseconds
const place = document.querySelector("[data-session]");
const idle = 1000 * place.dataset.idle; // after the last sign of life that the site had of us
const atLatest = Date.now() + 1000 * place.dataset.left;
const others = new BroadcastChannel("session"); // other windows of the same person
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

let heard = Date.now();
let shown = "";
let timer;

const ends = () => Math.min(heard + idle, atLatest);
const warns = () => ends() - Math.min(WARN_BEFORE, idle / 2);

function show(kind, sentence, ...more) {
  if (kind === shown) return; // said once, not again each time that somebody looks
  shown = kind;
  const words = document.createElement("p");
  words.textContent = sentence;
  place.replaceChildren(...(sentence ? [words, ...more] : []));
}

function button() {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  made.textContent = "Stay signed in";
  made.addEventListener("click", stay);
  return made;
}

function link() {
  const made = document.createElement("a");
  made.href = place.dataset.signIn;
  made.textContent = "Sign in";
  return made;
}

function look() {
  const now = Date.now();
  const at = clock.format(ends());
  if (now >= ends()) {
    const typed = document.querySelector("[data-writes]")
      ? "Choose Save draft to sign in. What you typed comes with you."
      : "If you typed something here, copy it before you sign in.";
    show("over", `You were signed out at ${at}. ${typed}`, ...(document.querySelector("[data-writes]") ? [] : [link()]));
    return;
  }
  if (now < warns()) show("", "");
  else if (ends() === atLatest) show("last", `You will be signed out at ${at}, as everybody is after some hours. Save what you are writing, then sign in again.`);
  else show("soon", `You will be signed out at ${at}, because the site has not heard from you for a while.`, button());
  clearTimeout(timer);
  timer = setTimeout(look, (now < warns() ? warns() : ends()) - now + 1);
}

function isHere() {
  heard = Date.now();
  look();
}

async function stay() {
  try {
    const answer = await fetch(place.dataset.stay, { method: "HEAD", redirect: "manual" });
    if (!answer.ok) throw new Error("signed out");
    others.postMessage("here");
    isHere();
    document.querySelector("main").focus({ preventScroll: true });
  } catch {
    show("unheard", "The site can’t be reached, so you may be signed out soon. Copy what you typed.", button());
  }
}

others.addEventListener("message", isHere);
others.postMessage("here");
document.addEventListener("heard", () => {
  others.postMessage("here");
  isHere();
});
document.addEventListener("visibilitychange", look); // a computer that slept has missed the time
look();
