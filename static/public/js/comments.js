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
  const form = formOf(event.detail.elt);
  if (!form) return;
  if (form.matches("[data-busy]")) return event.preventDefault();
  form.dataset.busy = "";
  form.dataset.sent = fieldOf(form).value;
  refresh(form);
});

document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, successful } }) => {
  const form = formOf(requestConfig.elt);
  if (!form) return;
  delete form.dataset.busy;
  // What was written meanwhile is the next comment.
  if (successful && fieldOf(form).value === form.dataset.sent) {
    fieldOf(form).value = "";
    replyTo(form);
  }
  refresh(form);
});

// Replying: the form says to whom, and begins with their name.
function replyTo(form, id = "", name = "") {
  form.elements.parent_id.value = id;
  form.querySelector("[data-replying]").hidden = !id;
  form.querySelector("[data-replying-name]").textContent = name;
}

function beginReply(form, { reply, name }) {
  const field = fieldOf(form);
  const handle = `@${name} `;
  // A name that an answer to somebody else began with makes room.
  const words = field.value.replace(field.dataset.handle ?? handle, "");
  field.value = handle + words;
  field.dataset.handle = handle;
  replyTo(form, reply, name);
}

function stopReplying(form) {
  const field = fieldOf(form);
  field.value = field.value.replace(field.dataset.handle ?? "", "");
  replyTo(form);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href$="#comment"]');
  const field = document.getElementById("comment");
  const form = field && formOf(field);
  if (!form || !link?.closest("[data-post-id]")?.contains(form)) return;
  event.preventDefault();
  if (link.matches("[data-reply]")) beginReply(form, link.dataset);
  else if (link.matches("[data-stop-replying]")) stopReplying(form);
  field.focus();
  refresh(form);
});

// Others' comments appear while one reads: the socket tells the number, the list is fetched.
const listIn = (root) => root.querySelector("#comment-list");
const ownPost = () => listIn(document)?.closest("[data-post-id]");
const numberIn = (post) => Number(post?.querySelector("[data-count=comments]")?.dataset.value ?? Infinity);

let shown = numberIn(ownPost());
let fetching = 0;
document.addEventListener("live:post.updated", ({ detail }) => {
  if (ownPost()?.dataset.postId !== detail.post_id || detail.comments_count <= shown) return;
  shown = detail.comments_count;
  clearTimeout(fetching);
  fetching = setTimeout(fetchNew, 800);
});

async function fetchNew() {
  const { commentsUrl } = listIn(document).dataset;
  const answer = await fetch(commentsUrl, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(`<ul id="fetched">${await answer.text()}</ul>`, "text/html");
  const list = listIn(document);
  // Ids grow with time, so what sorts after the newest one here is new.
  const known = list.querySelector(":scope > [data-comment]")?.id ?? "";
  for (const comment of [...page.querySelectorAll("#fetched > [data-comment]")].reverse()) {
    const here = document.getElementById(comment.id);
    if (here) offerReplies(here, comment);
    else if (!comment.matches("[data-pinned]") && comment.id > known) put(comment, (node) => list.prepend(node));
  }
}

// Where there are more replies than one sees, a link to them.
function offerReplies(here, there) {
  const [replies, newer] = [here, there].map((comment) => comment.querySelector("[data-replies]"));
  const [link, fresh] = [replies, newer].map((list) => list.querySelector("[data-more]"));
  const seen = replies.querySelectorAll("[data-comment]").length;
  if (!fresh || replies.querySelector("[data-next]") || (!link && Number(newer.dataset.replies) <= seen)) return;
  link?.remove();
  put(fresh, (node) => replies.append(node));
}

function put(node, place) {
  place(node);
  window.htmx.process(node);
}

// A comment may come both ways: one's own from the form and the list, a reply before its thread is open.
document.addEventListener("htmx:beforeSwap", ({ detail: { shouldSwap, target, serverResponse } }) => {
  if (!shouldSwap || !target.closest?.("#conversation")) return;
  for (const [, id] of serverResponse.matchAll(/<li id="(comment-[^"]+)"/g)) {
    const old = document.getElementById(id);
    if (old && !old.contains(target)) old.remove();
  }
});

function begin(root) {
  for (const form of root.querySelectorAll?.("form[data-comment-form]") ?? []) refresh(form);
}

begin(document);
document.addEventListener("htmx:load", ({ target }) => begin(target.parentElement ?? document));

if (location.hash === "#comment") document.getElementById("comment")?.focus();
