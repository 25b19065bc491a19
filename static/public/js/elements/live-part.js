// <live-part id="…" event="…" src="…">: a part of a page that is fetched again from there when a live event says that
// it changed.
import { swapById } from "instapro/http";
import { live } from "instapro/live";

const DELAY_MS = 300;

class LivePart extends HTMLElement {
  connectedCallback() {
    live.addEventListener(this.getAttribute("event"), this);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    live.removeEventListener(this.getAttribute("event"), this);
  }

  handleEvent() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), DELAY_MS);
  }

  async fetch() {
    const response = await fetch(this.getAttribute("src")).catch(() => null);
    if (!response?.ok || !this.isConnected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const part = page.createElement("div");
    part.append(...page.querySelectorAll(`#${CSS.escape(this.id)}`));
    swapById(part);
  }
}

customElements.define("live-part", LivePart);
