// The page of an update: saves what is typed, and draws it as the report prints it. Without this script the page works by its buttons.

const SAVE_AFTER = 2000; // milliseconds of a pause
const SAVE_AT_LATEST = 10000; // of typing without one
const TRY_AGAIN_AFTER = 10000;
const WAIT_AT_MOST = 30000; // for an answer
const DRAW_AFTER = 300;
// With these the site keeps the words, or gives them back on a page. After anything else they would be lost by leaving this one.
const ANSWERS = [200, 401, 403, 404, 409, 422];

const form = document.querySelector("[data-writes]");
const told = form.querySelector("[data-saved]");

let unsavedSince = null; // when the first character was typed that is not saved
let triedAt = 0;
let saving = null; // the save that is under way
let given = ""; // what was saved last
let stopped = false; // somebody else has saved: the next save shows both texts
let isHeard = true; // the site has answered the last save
let going = false; // a button was pressed, and the save before it is under way
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
  const signal = AbortSignal.timeout(WAIT_AT_MOST);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "error", signal, ...options });
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
  leaving = false;
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
    isHeard = ANSWERS.includes(answer.status);
    if (answer.status === 200) {
      form.elements.revision.value = answer.revision;
      given = sent;
      unsavedSince = words() === given ? null : Date.now();
      tell(answer.sentence);
      document.dispatchEvent(new Event("heard")); // session.js listens
      if (unsavedSince !== null) later(SAVE_AFTER);
    } else {
      unsavedSince = since;
      refused(answer);
    }
  } catch {
    isHeard = false;
    tell("Not saved: the site can’t be reached. Keep this page open: it is tried again every 10 seconds.", true);
    later(TRY_AGAIN_AFTER);
  }
}

function refused(answer) {
  if (answer.stale) stopped = true;
  if (answer.signed_out) {
    tell("Not saved: you were signed out. Choose Save draft to sign in. What you typed comes with you.", true);
  } else if (answer.sentence) {
    tell(answer.sentence, true);
  } else if (answer.status === 400) {
    tell("Not saved: this is longer than the site can take. Shorten it.", true);
  } else {
    tell("Not saved: something went wrong. Keep this page open: it is tried again every 10 seconds.", true);
    later(TRY_AGAIN_AFTER);
  }
}

// Whether the site can take the words, or give them back, so that this page may be left.
async function mayLeave() {
  if (saving) await saving;
  if (unsavedSince === null) return true;
  if (!stopped) {
    await save();
    return isHeard;
  }
  try {
    const answer = await send("draw");
    if (ANSWERS.includes(answer.status)) return true;
  } catch {
    // The same as an answer that says nothing.
  }
  tell("The site can’t be reached. Keep this page open, and try again in a minute.", true);
  return false;
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

// The page is left only for a site that answers: what is typed is saved first, and stays here where that is not possible.
form.addEventListener("submit", async (event) => {
  clearTimeout(saveTimer);
  leaving ||= !saving && unsavedSince === null;
  if (leaving) return;
  event.preventDefault();
  if (going) return;
  going = true;
  leaving = await mayLeave();
  going = false;
  if (leaving) form.requestSubmit(event.submitter);
});
document.addEventListener("visibilitychange", () => {
  if (!leaving) save(document.visibilityState === "hidden" ? { keepalive: true } : {});
});
window.addEventListener("beforeunload", (event) => {
  if (unsavedSince !== null && !leaving) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
if ("unsaved" in form.dataset) changed();
