// The draft of a report: says that a file is being made, and for how long, until it is there. Without this script the links just load.

const told = document.querySelector("[data-making]");
const bar = told.querySelector("progress");
const words = told.querySelector("[data-making-words]");
const time = told.querySelector("[data-making-time]");
let busy = false;

function tell(sentence, working) {
  told.hidden = false;
  bar.hidden = !working;
  words.textContent = sentence;
}

function nameOf(answer) {
  const found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
  return found ? found[1] : "report";
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function make(link) {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const what = link.dataset.makes;
  tell(`Making the ${what}. This usually takes a few seconds.`, true);
  const timer = setInterval(() => {
    if (seconds() >= 5) time.textContent = `${seconds()} seconds so far`;
  }, 1000);
  try {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) {
      window.location.assign(link.href); // the page there says why
      return;
    }
    hand(await answer.blob(), nameOf(answer));
    tell(`The ${what} is downloaded.`, false);
  } catch {
    tell(`The ${what} could not be made. Check your connection, then try again.`, false);
  } finally {
    clearInterval(timer);
    time.textContent = "";
    busy = false;
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-makes]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  make(link);
});
