// <post-counts post="id" src="…">: keeps a post's counts up to date while it is near the visible part of the page.
// The socket only says that they changed; the sentences come from the server. However many updates arrive, they are
// fetched after a random pause, which grows while updates keep coming: a post that thousands watch stays cheap.
import { fetchPart, swapById } from "instapro/http";
import { live } from "instapro/live";

const SHORTEST_MS = 400;
const LONGEST_MS = 16_000;

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) target.isNear = isIntersecting;
  },
  { rootMargin: "100% 0px" },
);

class PostCounts extends HTMLElement {
  pause = SHORTEST_MS;
  fetchedAt = 0;
  #isNear = false;

  connectedCallback() {
    watcher.observe(this);
    live.addEventListener("post.updated", this);
    document.addEventListener("counts", this);
    this.addEventListener("stale", this);
  }

  disconnectedCallback() {
    watcher.unobserve(this);
    this.isNear = false;
    clearTimeout(this.timer);
    live.removeEventListener("post.updated", this);
    document.removeEventListener("counts", this);
  }

  get post() {
    return this.getAttribute("post");
  }

  set isNear(isNear) {
    if (isNear === this.#isNear) return;
    this.#isNear = isNear;
    if (isNear) live.watch(this.post);
    else live.unwatch(this.post);
  }

  handleEvent({ type, detail }) {
    if (type === "stale") this.fetch();
    else if (type === "counts" && detail.postId === this.post) this.fetch();
    else if (type === "post.updated" && detail.post_id === this.post && this.differsFrom(detail)) this.fetchSoon();
  }

  // Null is a count that the author hides.
  differsFrom({ likes_count: likes, comments_count: comments }) {
    return Object.entries({ likes, comments }).some(([kind, count]) => {
      const shown = this.closest("article").querySelector(`[data-count="${kind}"]`);
      return count !== null && shown && Number(shown.dataset.value) !== count;
    });
  }

  fetchSoon() {
    if (this.timer) return;
    const isBusy = Date.now() - this.fetchedAt < 4 * this.pause;
    this.pause = isBusy ? Math.min(2 * this.pause, LONGEST_MS) : SHORTEST_MS;
    this.timer = setTimeout(() => this.fetch(), this.pause * (0.5 + Math.random()));
  }

  async fetch() {
    clearTimeout(this.timer);
    this.timer = null;
    // What the viewer has just pressed is not overwritten.
    if (this.querySelector("like-button")?.sending) return this.fetchSoon();
    this.fetchedAt = Date.now();
    const part = await fetchPart(this.getAttribute("src")).catch(() => null);
    if (part && this.isConnected && !this.querySelector("like-button")?.sending) swapById(part);
  }
}

// The page of a post that the browser froze and thaws: whether the viewer likes and saves it, too. A list does it by
// itself.
addEventListener("pageshow", async ({ persisted }) => {
  const stale = [...document.querySelectorAll("post-counts")].filter((counts) => !counts.closest("keep-position"));
  if (!persisted || !stale.length) return;
  const page = await fetchPart(location.href).catch(({ status }) => status === 404 && location.reload());
  for (const counts of stale) replace(counts, page?.querySelector(`post-counts[post="${CSS.escape(counts.post)}"]`));
});

function replace(old, fresh) {
  if (!fresh) return;
  old.replaceWith(fresh);
  window.htmx.process(fresh);
}

customElements.define("post-counts", PostCounts);
