// <live-badge event="…">: a number at a button, which follows the `count` of a live event; hidden while it is zero.
import { live } from "instapro/live";

const MAX = 99;

class LiveBadge extends HTMLElement {
  connectedCallback() {
    live.addEventListener(this.getAttribute("event"), this);
  }

  disconnectedCallback() {
    live.removeEventListener(this.getAttribute("event"), this);
  }

  handleEvent({ detail: { count } }) {
    this.querySelector("[data-number]").textContent = count > MAX ? `${MAX}+` : count;
    this.hidden = count === 0;
  }
}

customElements.define("live-badge", LiveBadge);
