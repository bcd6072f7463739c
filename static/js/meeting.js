// The keys of the meeting view, which a presenter's clicker sends too. Without this script the links do the same.

const WAYS = {
  ArrowLeft: "previous",
  PageUp: "previous",
  ArrowRight: "next",
  PageDown: "next",
  Home: "first",
  End: "last",
  Escape: "leave",
};
const SCROLLING = ["PageUp", "PageDown", "Home", "End"]; // within a column that holds more than it shows

const form = document.querySelector("[data-logs]");
const typed = form && new URLSearchParams(new FormData(form)).toString();
let sending = false;

function isTyping(element) {
  return element.closest("input, select, textarea") !== null;
}

function scrolls(element, key) {
  const column = element.closest("[data-scrolls]");
  return column !== null && SCROLLING.includes(key) && column.scrollHeight > column.clientHeight;
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isTyping(target) || scrolls(target, key)) return;
  const link = document.querySelector(`a[data-way="${WAYS[key]}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// What was typed and not logged is not left behind unasked.
form?.addEventListener("submit", () => {
  sending = true;
});
window.addEventListener("beforeunload", (event) => {
  if (form && !sending && new URLSearchParams(new FormData(form)).toString() !== typed) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  sending = false;
});

for (const told of document.querySelectorAll("[data-keys]")) told.hidden = false;
