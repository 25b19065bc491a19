// Following shows at once; HTMX brings the server's word, or it is undone. Unfollowing can be undone,
// and so can whatever else the server offers to undo: muting, say.
// A form's data-change is what it adds to the followers: nothing, where one has to ask.
const isFollow = (element) => element.matches("form[data-follow]");

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (isFollow(elt)) turn(elt, Number(elt.dataset.change));
});

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ detail: { elt } }) => {
    if (isFollow(elt)) turn(elt, -Number(elt.dataset.change));
  });

function turn(form, change) {
  const button = form.querySelector("[aria-pressed]");
  button?.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const profile = form.closest("[data-person]");
  if (!profile || !change) return;
  const now = Number(profile.querySelector("[data-count=followers]").dataset.value);
  const detail = { person: profile.dataset.person, followers: now + change };
  document.dispatchEvent(new CustomEvent("counts", { detail }));
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!isFollow(form) || !detail.successful) return;
  const { unfollowed: text, undo: action } = form.dataset;
  const onAction = () => sameForm(form)?.requestSubmit();
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, action, onAction } }));
});

// Before toast.js shows it: an offer of the server's says what, not how.
document.addEventListener(
  "toast",
  ({ detail }) => {
    if (detail.action && !detail.onAction) detail.onAction = () => sameForm(detail.elt)?.requestSubmit();
  },
  { capture: true },
);

// The answer has taken the form's place, and does the opposite.
function sameForm(form) {
  const action = CSS.escape(form.getAttribute("action"));
  return document.querySelector(`form[action="${action}"]`);
}
