// Forms: sent once, the first error focused, passwords shown on request.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-forget]")) sessionStorage.clear();
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) event.preventDefault();
  form.dataset.sent = "";
});

// Back from the next page, the form can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) delete form.dataset.sent;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
  [button.textContent, button.dataset.hide] = [button.dataset.hide, button.textContent];
});

document.querySelector('[data-errors], [aria-invalid="true"]')?.focus();

// An answer that refuses a form is that form again: it takes its own place, not the list's.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status !== 422) return;
  detail.target = detail.requestConfig.elt;
  detail.swapOverride = "outerHTML";
});
