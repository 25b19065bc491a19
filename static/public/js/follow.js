// Following shows at once; HTMX brings the server's word, or it is undone. Unfollowing can be undone.
const buttonOf = (form) => form.querySelector("[aria-pressed]");
const follows = (form) => buttonOf(form).getAttribute("aria-pressed") === "true";
const isFollow = (element) => element.matches("form[data-follow]");

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (isFollow(elt)) buttonOf(elt).setAttribute("aria-pressed", String(!follows(elt)));
});

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ detail: { elt } }) => {
    if (isFollow(elt)) buttonOf(elt).setAttribute("aria-pressed", String(!follows(elt)));
  });

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.requestConfig.elt;
  if (!isFollow(form) || !detail.successful) return;
  if (detail.requestConfig.parameters.following === "1") return;
  const { unfollowed: text, undo: action } = form.dataset;
  const onAction = () => sameForm(form)?.requestSubmit();
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, action, onAction } }));
});

// The answer has taken the form's place.
function sameForm(form) {
  const action = CSS.escape(form.getAttribute("action"));
  return document.querySelector(`form[data-follow][action="${action}"]`);
}
