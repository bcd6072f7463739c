// Two texts of one update: asks before the page is left otherwise than by its buttons and by the link that lets go of one.

const lets = document.querySelector("[data-lets-go]");
let leaving = false;

for (const form of document.querySelectorAll("[data-keeps]")) form.addEventListener("submit", () => (leaving = true));
lets.addEventListener("click", () => (leaving = true));
window.addEventListener("beforeunload", (event) => {
  if (!leaving) event.preventDefault();
});
window.addEventListener("pageshow", () => (leaving = false));
