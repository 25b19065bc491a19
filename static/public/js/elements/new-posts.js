// <new-posts>: a link to the posts of others that came since the page was loaded; hidden while there are none.
import { live } from "instapro/live";

const INTERRUPTION_MS = 10_000;

class NewPosts extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    for (const type of ["feed.new", "reopened"]) live.addEventListener(type, this);
    this.addEventListener("htmx:afterRequest", this);
  }

  disconnectedCallback() {
    for (const type of ["feed.new", "reopened"]) live.removeEventListener(type, this);
  }

  handleEvent({ type, detail }) {
    if (type === "feed.new") this.link.hidden &&= detail.count === 0;
    else if (type === "reopened" && detail.away > INTERRUPTION_MS) this.lookForNew();
    else if (type === "htmx:afterRequest" && detail.successful) this.shown();
  }

  // The socket was away: what it missed is on the page itself.
  async lookForNew() {
    const response = await fetch(this.link.href).catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const newest = page.querySelector(`#feed article:not([data-author="${document.body.dataset.viewer}"])`)?.id;
    if (newest && !document.getElementById(newest)) this.link.hidden = false;
  }

  shown() {
    this.link.hidden = true;
    document.querySelector("#feed article")?.focus({ preventScroll: true });
  }
}

customElements.define("new-posts", NewPosts);
