// <live-unread src="…">: the number of unread conversations at a link, fetched again when a live event may have changed
// it; hidden while it is zero. A page has several, which share one request.
import { live } from "instapro/live";

const MAX = 99;
const DELAY_MS = 400;
const LIVE = ["message.new", "read", "conversation.updated", "reopened"];

let timer = null;

class LiveUnread extends HTMLElement {
  connectedCallback() {
    for (const type of LIVE) live.addEventListener(type, this);
  }

  disconnectedCallback() {
    for (const type of LIVE) live.removeEventListener(type, this);
  }

  handleEvent() {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(this.getAttribute("src")), DELAY_MS * (1 + Math.random()));
  }

  show(count) {
    this.querySelector("[data-number]").textContent = count > MAX ? `${MAX}+` : count;
    this.hidden = count === 0;
  }
}

async function refresh(src) {
  const response = await fetch(src).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const { count } = await response.json();
  for (const badge of document.querySelectorAll("live-unread")) badge.show(count);
}

customElements.define("live-unread", LiveUnread);
