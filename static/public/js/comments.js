// Writing comments: Enter posts, Shift+Enter makes a line. What was written stays until it is there.
const formOf = (element) => element.closest?.("form[data-comment-form]");
const fieldOf = (form) => form.elements.text;
const started = new WeakMap();

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
  const { elt } = event.detail;
  const form = formOf(elt);
  if (form?.matches("[data-busy]")) return event.preventDefault();
  if (form || elt.matches("[data-comment-delete]")) started.set(elt, commentsOf(elt));
  if (!form) return;
  form.dataset.busy = "";
  form.dataset.sent = fieldOf(form).value;
  refresh(form);
});

document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, successful } }) => {
  const { elt } = requestConfig;
  const form = formOf(elt);
  if (form) {
    delete form.dataset.busy;
    // What was written meanwhile is the next comment.
    if (successful && fieldOf(form).value === form.dataset.sent) form.reset();
    refresh(form);
  }
  if (successful && started.get(elt)) tell(started.get(elt), form ? 1 : -1);
});

// The socket may have told the new number already: one comment is never counted twice.
function tell({ post, number }, by) {
  const now = numberIn(post);
  const comments = by > 0 ? Math.max(now, number + 1) : Math.min(now, number - 1);
  const detail = { postId: post.dataset.postId, comments };
  document.dispatchEvent(new CustomEvent("counts", { detail }));
}

const numberIn = (post) => Number(post.querySelector("[data-count=comments]").dataset.value);

function commentsOf(element) {
  const post = element.closest("[data-post-id]");
  return post.querySelector("[data-count=comments]") && { post, number: numberIn(post) };
}

// Others' comments appear while one reads: the socket tells the number, the list is fetched.
const list = document.getElementById("comment-list");
let shown = list ? numberIn(list.closest("[data-post-id]")) : 0;
let fetching = 0;
document.addEventListener("live:post.updated", ({ detail }) => {
  const post = list?.closest("[data-post-id]");
  if (post?.dataset.postId !== detail.post_id || detail.comments_count <= shown) return;
  shown = detail.comments_count;
  clearTimeout(fetching);
  fetching = setTimeout(fetchNew, 800);
});
async function fetchNew() {
  const answer = await fetch(list.dataset.commentsUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html");
  const known = list.querySelector("[data-comment]")?.id ?? "";
  // Ids grow with time, so what sorts after the newest one here is new.
  const fresh = [...page.querySelectorAll("[data-comment]")].filter((comment) => comment.id > known);
  for (const comment of fresh.reverse()) {
    list.prepend(comment);
    window.htmx.process(comment);
  }
}

// One's own comment may have come both ways.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== list || !formOf(detail.requestConfig.elt)) return;
  const id = /id="(comment-[^"]+)"/.exec(detail.serverResponse)?.[1];
  document.getElementById(id)?.remove();
});

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
