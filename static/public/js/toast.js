// Short messages at the foot of the page. Others ask for one by the event "toast":
// { text, action?, onAction? }; without text it takes the last one away.
const place = document.getElementById("toasts");
const template = document.getElementById("toast");
const SECONDS = 6;

function show({ text, action, onAction }) {
  place.replaceChildren();
  if (!text) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-text]").textContent = text;
  if (action) {
    const button = toast.querySelector("[data-action]");
    button.textContent = action;
    button.hidden = false;
    button.addEventListener("click", () => {
      toast.remove();
      onAction();
    });
  }
  place.append(toast);
  fade(toast);
}

function fade(toast) {
  const timer = setInterval(() => {
    // One that is read with the pointer or the keyboard on it stays.
    if (toast.matches(":hover, :focus-within")) return;
    clearInterval(timer);
    toast.remove();
  }, SECONDS * 1000);
}

function wordsFor(status) {
  if (!status) return place.dataset.offline;
  if (status === 429) return place.dataset.throttled;
  if (status === 401 || status === 403) return place.dataset.signedOut;
  return place.dataset.failed;
}

// Bare words of the server are meant to be shown: how long to wait, say.
function told(xhr) {
  return xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain") && xhr.status < 500 ? xhr.responseText : "";
}

document.addEventListener("toast", ({ detail }) => show({ text: wordsFor(detail.status), ...detail }));

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ detail }) => {
    const polled = detail.elt.matches?.('[hx-trigger^="every"]');
    if (!polled && detail.xhr?.status !== 422) show({ text: told(detail.xhr) || wordsFor(detail.xhr?.status) });
  });

for (const toast of place.querySelectorAll("[data-toast]")) fade(toast);
