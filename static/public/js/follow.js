// Following shows at once; HTMX brings the server's word, or it is undone. Unfollowing can be undone.
const buttonOf = (form) => form.querySelector("[aria-pressed]");
const follows = (form) => buttonOf(form).getAttribute("aria-pressed") === "true";
const isFollow = (element) => element.matches("form[data-follow]");

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (isFollow(elt)) turn(elt);
});

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ detail: { elt } }) => {
    if (isFollow(elt)) turn(elt);
  });

function turn(form) {
  const following = !follows(form);
  buttonOf(form).setAttribute("aria-pressed", String(following));
  const profile = form.closest("[data-person]");
  if (!profile) return;
  const now = Number(profile.querySelector("[data-count=followers]").dataset.value);
  const detail = { person: profile.dataset.person, followers: now + (following ? 1 : -1) };
  document.dispatchEvent(new CustomEvent("counts", { detail }));
}

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!isFollow(form) || !detail.successful) return;
  const followed = detail.requestConfig.parameters.following === "1";
  const { unfollowed, undo: action } = form.dataset;
  const text = followed ? "" : unfollowed;
  const onAction = () => sameForm(form)?.requestSubmit();
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, action, onAction } }));
});

// The answer has taken the form's place.
function sameForm(form) {
  const action = CSS.escape(form.getAttribute("action"));
  return document.querySelector(`form[data-follow][action="${action}"]`);
}
