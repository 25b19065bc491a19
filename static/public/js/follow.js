// Following shows at once; HTMX brings the server's word, or it is undone. Unfollowing can be undone.
const buttonOf = (form) => form.querySelector("[aria-pressed]");
const follows = (form) => buttonOf(form).getAttribute("aria-pressed") === "true";
const isFollow = (element) => element.matches?.("form[data-follow]");

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (isFollow(target)) buttonOf(target).setAttribute("aria-pressed", String(!follows(target)));
});

for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(kind, ({ target }) => {
    if (isFollow(target)) buttonOf(target).setAttribute("aria-pressed", String(!follows(target)));
  });

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!isFollow(target) || !detail.successful) return;
  const followed = detail.requestConfig.parameters.following === "1";
  if (followed || target.matches("[data-undoing]")) return;
  const { unfollowed: text, undo: action } = target.dataset;
  const onAction = () => document.querySelector(`form[data-follow][action="${CSS.escape(target.getAttribute("action"))}"]`)?.requestSubmit();
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, action, onAction } }));
});
