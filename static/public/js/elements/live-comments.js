// <live-comments post="id" src="…">: others' comments appear while one reads. The socket has the number, the list
// is fetched.
import { fetchPart } from "instapro/http";
import { live } from "instapro/live";

const DELAY_MS = 800;

class LiveComments extends HTMLElement {
  connectedCallback() {
    this.count ??= Number(this.dataset.count || Infinity);
    live.addEventListener("post.updated", this);
    this.addEventListener("htmx:beforeSwap", this);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    live.removeEventListener("post.updated", this);
  }

  get list() {
    return this.querySelector("#comment-list");
  }

  handleEvent({ type, detail }) {
    if (type === "htmx:beforeSwap") return this.removeTwins(detail);
    if (detail.post_id !== this.getAttribute("post") || detail.comments_count <= this.count) return;
    this.count = detail.comments_count;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), DELAY_MS * (1 + Math.random()));
  }

  async fetch() {
    const part = await fetchPart(this.getAttribute("src")).catch(() => null);
    if (!part || !this.list) return;
    // Ids grow with time, so what sorts after the newest one here is new.
    const newest = this.list.querySelector(":scope > [data-comment]")?.id ?? "";
    for (const comment of [...part.querySelectorAll(":scope > [data-comment]")].reverse()) {
      const shown = document.getElementById(comment.id);
      if (shown) offerReplies(shown, comment);
      else if (!comment.matches("[data-pinned]") && comment.id > newest) put(comment, (node) => this.list.prepend(node));
    }
  }

  // A comment may come twice: one's own by the form and by the list, a reply before its thread is open.
  removeTwins({ shouldSwap, target, serverResponse }) {
    if (!shouldSwap) return;
    for (const [, id] of serverResponse.matchAll(/\bid="(comment-[0-9a-f-]{36})"/g)) {
      const twin = document.getElementById(id);
      if (twin && !twin.contains(target)) twin.remove();
    }
  }
}

// Where there are more replies than the reader sees, a link to them.
function offerReplies(shown, fetched) {
  const [replies, newer] = [shown, fetched].map((comment) => comment.querySelector("[data-replies]"));
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

customElements.define("live-comments", LiveComments);
