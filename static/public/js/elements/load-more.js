// <load-more>: the next page of a list is loaded as it comes near. Where that failed, the link to it appears; it is tried
// again by a click, and by itself when the connection is back.
const FAILURES = ["htmx:responseError", "htmx:sendError", "htmx:timeout"];

class LoadMore extends HTMLElement {
  connectedCallback() {
    for (const kind of [...FAILURES, "click"]) this.addEventListener(kind, this);
    addEventListener("online", this);
  }

  disconnectedCallback() {
    removeEventListener("online", this);
  }

  get hasFailed() {
    return this.hasAttribute("data-failed");
  }

  handleEvent(event) {
    if (event.type === "online") this.hasFailed && this.load();
    else if (event.type === "click") this.press(event);
    else this.toggleAttribute("data-failed", true);
  }

  press(event) {
    if (!event.target.closest("a") || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.load();
  }

  load() {
    this.toggleAttribute("data-failed", false);
    window.htmx.trigger(this.querySelector("[hx-get]"), "retry");
  }
}

customElements.define("load-more", LoadMore);
