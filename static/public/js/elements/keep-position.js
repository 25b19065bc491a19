// <keep-position viewer="id">: on the way back from a post, everything that had been loaded is there again, at the
// same place on the screen.
const MAX_AGE_MS = 30 * 60 * 1000;
const HOLD_MS = 700;
const ITEMS = "article, li:has(> a), [data-next], [data-caught-up]";

class KeepPosition extends HTMLElement {
  connectedCallback() {
    this.key = `place ${this.getAttribute("viewer")} ${location.pathname}${location.search}`;
    addEventListener("pagehide", this);
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") this.restore();
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this);
  }

  get items() {
    return [...this.querySelectorAll(ITEMS)];
  }

  handleEvent() {
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
    hold(this.items[kept.index], kept.top);
  }
}

// Cards above are measured only when they come near, so the place is held for some frames.
function hold(item, top) {
  const until = performance.now() + HOLD_MS;
  let moved = false;
  for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(kind, () => (moved = true), { once: true, passive: true });
  const settle = () => {
    if (moved || !item) return;
    scrollBy({ top: item.getBoundingClientRect().top - top, behavior: "instant" });
    if (performance.now() < until) requestAnimationFrame(settle);
  };
  settle();
}

customElements.define("keep-position", KeepPosition);
