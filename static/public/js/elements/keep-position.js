// <keep-position viewer="id">: on the way back from a post, everything that had been loaded is there again, at the
// same place on the screen. What was kept may be out of date: each post is asked for again as it comes near the
// screen, and disappears where the list does not have it any more.
import { keepFocus } from "instapro/focus";
import { fetchPart } from "instapro/http";

const MAX_AGE_MS = 30 * 60 * 1000;
const HOLD_MS = 700;
const ITEMS = "article, li:has(> a), [data-next], [data-caught-up]";
// As many as the server answers for at once.
const MAX_IDS = 100;

class KeepPosition extends HTMLElement {
  connectedCallback() {
    this.key = `place ${this.getAttribute("viewer")} ${location.pathname}${location.search}`;
    this.watcher = new IntersectionObserver((entries) => this.near(entries), { rootMargin: "100% 0px" });
    for (const kind of ["pagehide", "pageshow", "online"]) addEventListener(kind, this);
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") this.restore();
  }

  disconnectedCallback() {
    this.watcher.disconnect();
    for (const kind of ["pagehide", "pageshow", "online"]) removeEventListener(kind, this);
  }

  get items() {
    return [...this.querySelectorAll(ITEMS)];
  }

  get posts() {
    return [...this.querySelectorAll("[data-post-id]")];
  }

  handleEvent({ type, persisted }) {
    if (type === "pagehide") this.keep();
    else if (type === "online" && this.isStale) this.check();
    else if (persisted) this.check();
  }

  keep() {
    const index = this.items.findIndex((item) => item.getBoundingClientRect().bottom > 0);
    if (index < 0) return;
    const { top } = this.items[index].getBoundingClientRect();
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ html: this.innerHTML, index, top, at: Date.now() }));
    } catch {
      // Too long to be kept: the way back then begins at the first page.
    }
  }

  restore() {
    const kept = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    if (!kept || Date.now() - kept.at > MAX_AGE_MS) return;
    history.scrollRestoration = "manual";
    this.innerHTML = kept.html;
    window.htmx?.process(this);
    const item = this.items[kept.index];
    hold(() => this.current(item), kept.top);
    this.check();
  }

  check() {
    this.isStale = false;
    for (const post of this.posts) this.watcher.observe(post);
  }

  near(entries) {
    const posts = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    for (const post of posts) this.watcher.unobserve(post);
    for (let at = 0; at < posts.length; at += MAX_IDS) this.refresh(posts.slice(at, at + MAX_IDS));
  }

  async refresh(posts) {
    const url = new URL(location.href);
    url.searchParams.delete("cursor");
    url.searchParams.set("ids", posts.map((post) => post.dataset.postId).join());
    const part = await fetchPart(url).catch(() => null);
    // Without a connection they are asked for when it is back.
    if (!part) this.isStale = true;
    else for (const post of posts) replace(post, part.querySelector(sameAs(post)));
  }

  // The element that shows the post of `item` now.
  current(item) {
    return item?.dataset.postId ? this.querySelector(sameAs(item)) : item;
  }
}

function sameAs({ dataset: { postId } }) {
  return `[data-post-id="${CSS.escape(postId)}"]`;
}

function replace(old, fresh) {
  // What the viewer has just pressed is not overwritten.
  if (!old.isConnected || [...old.querySelectorAll("like-button, save-button")].some((each) => each.sending)) return;
  if (!fresh) return old.remove();
  const restoreFocus = keepFocus();
  document.adoptNode(fresh);
  keepPictures(old, fresh);
  old.replaceWith(fresh);
  window.htmx?.process(fresh);
  restoreFocus();
}

// Pictures that are the same stay, so that nothing flickers.
function keepPictures(old, fresh) {
  const shown = [...old.querySelectorAll("picture")];
  for (const picture of fresh.querySelectorAll("picture")) {
    const same = shown.find((each) => each.innerHTML === picture.innerHTML);
    if (same) picture.replaceWith(same);
  }
}

// Cards above are measured only when they come near, so the place is held for some frames.
function hold(find, top) {
  const until = performance.now() + HOLD_MS;
  let moved = false;
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, () => (moved = true), { once: true, passive: true });
  const settle = () => {
    const item = find();
    if (moved || !item) return;
    scrollBy({ top: item.getBoundingClientRect().top - top, behavior: "instant" });
    if (performance.now() < until) requestAnimationFrame(settle);
  };
  settle();
}

customElements.define("keep-position", KeepPosition);
