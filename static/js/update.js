// The page of an update: saves what is typed, and draws it as the report prints it. Without this script the page works by its buttons.

const SAVE_AFTER = 2000; // milliseconds of a pause
const SAVE_AT_LATEST = 10000; // of typing without one
const TRY_AGAIN_AFTER = 10000;
const DRAW_AFTER = 300;

const form = document.querySelector("[data-writes]");
const told = form.querySelector("[data-saved]");

let unsavedSince = null; // when the first character was typed that is not saved
let triedAt = 0;
let saving = null; // the save that is under way
let given = ""; // what was saved last
let stopped = false; // somebody else has saved: the next save shows both texts
let leaving = false;
let saveTimer;
let drawTimer;
let drawing;

function tell(sentence, isFault = false) {
  told.textContent = sentence;
  told.classList.toggle("app-update__saved--fault", isFault);
}

function words() {
  const data = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "mark", "revision"]) data.delete(name);
  return data.toString();
}

async function send(what, options = {}, again = true) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", what);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "error", ...options });
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 409 && said.token && again) {
    form.elements.csrfmiddlewaretoken.value = said.token; // signed in again in another window
    return send(what, options, false);
  }
  return { status: answer.status, ...said };
}

function later(wait) {
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, wait);
}

function changed() {
  if (words() === given) return;
  unsavedSince ??= Date.now();
  if (!stopped) later(Math.max(0, Math.min(SAVE_AFTER, Math.max(unsavedSince, triedAt) + SAVE_AT_LATEST - Date.now())));
  clearTimeout(drawTimer);
  drawTimer = setTimeout(draw, DRAW_AFTER);
}

function save(options) {
  if (stopped || unsavedSince === null) return saving;
  clearTimeout(saveTimer);
  saving ??= saveNow(options).finally(() => {
    saving = null;
  });
  return saving;
}

async function saveNow(options) {
  const sent = words();
  const since = unsavedSince;
  triedAt = Date.now();
  try {
    const answer = await send("autosave", options);
    if (answer.status === 200) {
      form.elements.revision.value = answer.revision;
      given = sent;
      unsavedSince = words() === given ? null : Date.now();
      tell(answer.sentence);
      if (unsavedSince !== null) later(SAVE_AFTER);
    } else if (answer.stale) {
      stopped = true;
      tell("Not saved: somebody else has saved this update meanwhile. Choose Save draft to see both texts. Nothing is lost.", true);
    } else if (answer.signed_out) {
      tell("Not saved: you were signed out. Choose Save draft to sign in. What you typed comes with you.", true);
    } else {
      unsavedSince = since;
      tell(answer.sentence || "Not saved: something went wrong. Choose Save draft to try again.", true);
    }
  } catch {
    tell("Not saved: the site can’t be reached. It is tried again every 10 seconds.", true);
    later(TRY_AGAIN_AFTER);
  }
}

async function draw() {
  drawing?.abort();
  drawing = new AbortController();
  try {
    const answer = await send("draw", { signal: drawing.signal });
    if (answer.status !== 200) return;
    for (const place of form.querySelectorAll("[data-drawn]")) place.innerHTML = answer[place.dataset.drawn];
  } catch {
    // The next pause draws it.
  }
}

form.querySelector("[data-without-script]").hidden = true;
given = "unsaved" in form.dataset ? "" : words();
form.addEventListener("input", changed);
form.addEventListener("change", changed);

// A save that is under way ends first, so that the form knows the revision that it made.
form.addEventListener("submit", async (event) => {
  clearTimeout(saveTimer);
  if (saving) {
    event.preventDefault();
    await saving;
    form.requestSubmit(event.submitter);
    return;
  }
  leaving = true;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !leaving) save({ keepalive: true });
});
window.addEventListener("beforeunload", (event) => {
  if (unsavedSince !== null && !leaving) event.preventDefault();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) leaving = false;
});
if ("unsaved" in form.dataset) changed();
