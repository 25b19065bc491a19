// Writing comments: Enter posts, Shift+Enter makes a line. What was written stays until it is there.
const formOf = (element) => element.closest?.("form[data-comment-form]");
const fieldOf = (form) => form.elements.text;

function refresh(form) {
  form.querySelector("button").disabled = !fieldOf(form).value.trim() || form.matches("[data-busy]");
}

document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  if (form) refresh(form);
});

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (!form || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (event.target !== fieldOf(form)) return;
  event.preventDefault();
  if (!form.querySelector("button").disabled) form.requestSubmit();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event.target);
  if (form?.matches("[data-busy]")) return event.preventDefault();
  if (form || event.target.matches("[data-comment-delete]")) event.target.before = commentsOf(event.target);
  if (!form) return;
  form.dataset.busy = "";
  refresh(form);
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  const form = formOf(target);
  if (form) {
    delete form.dataset.busy;
    if (detail.successful) form.reset();
    refresh(form);
  }
  // The socket may have told the new number already: never count one comment twice.
  if (!detail.successful || target.before === undefined) return;
  const { postId, now } = commentsOf(target) ?? target.before;
  const comments = form ? Math.max(now, target.before.now + 1) : Math.min(now, target.before.now - 1);
  document.dispatchEvent(new CustomEvent("counts", { detail: { postId, comments } }));
});

function commentsOf(element) {
  const post = element.closest("[data-post-id]");
  const count = post?.querySelector("[data-count=comments]");
  return count ? { postId: post.dataset.postId, now: Number(count.dataset.value) } : undefined;
}

function begin(root) {
  for (const form of root.querySelectorAll?.("form[data-comment-form]") ?? []) refresh(form);
}

begin(document);
document.addEventListener("htmx:load", ({ target }) => begin(target.parentElement ?? document));

if (location.hash === "#comment") document.getElementById("comment")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href$="#comment"]');
  if (!link || link.pathname !== location.pathname || !document.getElementById("comment")) return;
  event.preventDefault();
  document.getElementById("comment").focus();
});
