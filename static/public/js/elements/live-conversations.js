// <live-conversations src="…">: the list of conversations follows live events, and who is online is marked all over it.
import { fetchPart } from "instapro/http";
import { live } from "instapro/live";

const DELAY_MS = 400;
const CHANGES = ["message.new", "message.updated", "read", "conversation.updated", "reopened"];

class LiveConversations extends HTMLElement {
  connectedCallback() {
    for (const type of [...CHANGES, "presence"]) live.addEventListener(type, this);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    for (const type of [...CHANGES, "presence"]) live.removeEventListener(type, this);
  }

  handleEvent({ type, detail }) {
    if (type === "presence") return this.mark(detail);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), DELAY_MS * (1 + Math.random()));
  }

  mark({ user, online }) {
    const faces = this.querySelectorAll(`[data-presence="${CSS.escape(user.id)}"]`);
    for (const face of faces) face.toggleAttribute("data-online", online);
  }

  // Not what a search has found, nor where more of the list was loaded.
  async refresh() {
    const list = this.querySelector("#conversation-list");
    const isSearch = Boolean(this.querySelector("[type=search]")?.value);
    if (isSearch || list.querySelectorAll(".direct-row").length > 20) return;
    const part = await fetchPart(this.getAttribute("src")).catch(() => null);
    if (!part || !this.isConnected) return;
    list.replaceChildren(...part.childNodes);
    list.querySelector(`a[href="${CSS.escape(location.pathname)}"]`)?.setAttribute("aria-current", "page");
    window.htmx.process(list);
  }
}

customElements.define("live-conversations", LiveConversations);
