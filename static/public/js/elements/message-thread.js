// <message-thread conversation="id" after="…" src="…">: the messages of a conversation, and how they come and go.
// Numbers have no gaps, so what is missing is known: it is fetched after a live event, a reconnect, or a heartbeat
// that knows more.
import { fetchPart, swapById } from "instapro/http";
import { live } from "instapro/live";
import { arrange } from "instapro/message-lines";
import { Outgoing } from "instapro/outgoing";

const TYPING_SHOWN_MS = 5000;
const TYPING_SENT_MS = 3000;
const LIVE = [
  ...["message.new", "message.updated", "read", "typing", "conversation.updated"],
  ...["heartbeat", "pong", "reopened"],
];

class MessageThread extends HTMLElement {
  readUpTo = 0;
  typedAt = 0;

  connectedCallback() {
    this.conversation = this.getAttribute("conversation");
    this.log = this.querySelector("[role=log]");
    this.list = this.querySelector("#lines");
    arrange(this.list);
    for (const kind of ["click", "htmx:beforeSwap", "htmx:afterSettle"]) this.addEventListener(kind, this);
    if (!this.conversation) return;
    const [first] = this.list.querySelectorAll(":scope > [data-seq]");
    this.begin ??= first ? Number(first.dataset.seq) - 1 : Number(this.getAttribute("after"));
    this.readUpTo = this.complete;
    this.outgoing ??= new Outgoing(this);
    for (const type of LIVE) live.addEventListener(type, this);
    for (const type of ["online", "offline"]) addEventListener(type, this);
    document.addEventListener("visibilitychange", this);
    this.showConnection();
    this.outgoing.restore();
  }

  disconnectedCallback() {
    clearTimeout(this.typingTimer);
    for (const type of LIVE) live.removeEventListener(type, this);
    for (const type of ["online", "offline"]) removeEventListener(type, this);
    document.removeEventListener("visibilitychange", this);
  }

  get canSend() {
    return Boolean(this.conversation);
  }

  // The last number up to which nothing is missing since the page began.
  get complete() {
    let last = this.begin;
    for (const { dataset } of this.list.querySelectorAll(":scope > [data-seq]")) {
      const seq = Number(dataset.seq);
      if (seq > last + 1) break;
      last = Math.max(last, seq);
    }
    return last;
  }

  handleEvent(event) {
    const { type, detail } = event;
    if (type === "click") this.click(event);
    else if (type === "htmx:beforeSwap") this.log.setAttribute("aria-live", "off");
    else if (type === "htmx:afterSettle") this.settled();
    else if (type === "visibilitychange") this.markRead();
    else if (type === "online" || type === "offline" || type === "reopened") this.showConnection();
    else if (type === "heartbeat" || type === "pong") this.compare(detail.conversations);
    else if (this.isHere(detail)) this.hear(type, detail);
  }

  isHere({ conversation_id: conversation, message }) {
    return (conversation ?? message?.conversation_id) === this.conversation;
  }

  hear(type, { message, user, removed }) {
    // Left, removed from the group, or blocked: the page is not the viewer's any more.
    if (removed) location.assign("../");
    else if (type === "typing") this.showTyping(user.display_name || user.username);
    else if (type === "message.updated") this.fetchOne(message.seq);
    else {
      if (type === "message.new") this.showTyping("");
      this.sync();
    }
  }

  compare(conversations) {
    if ((conversations?.[this.conversation] ?? 0) > this.complete) this.sync();
  }

  // Older messages and changed ones, put there by HTMX, are not read out as news.
  settled() {
    arrange(this.list);
    this.log.removeAttribute("aria-live");
  }

  // One request at a time; what happens meanwhile is asked for afterwards.
  async sync() {
    this.isStale = true;
    if (this.isSyncing) return;
    this.isSyncing = true;
    try {
      while (this.isStale) {
        this.isStale = false;
        const part = await fetchPart(`${this.getAttribute("src")}?after_seq=${this.complete}`);
        this.put(part);
        if (part.querySelector("[data-more]")) this.isStale = true;
      }
    } catch {
      // The next heartbeat says what is missing.
    } finally {
      this.isSyncing = false;
    }
  }

  async fetchOne(seq) {
    if (!this.list.querySelector(`:scope > [data-seq="${seq}"]`)) return;
    const part = await fetchPart(`${this.getAttribute("src")}?after_seq=${seq - 1}&one`).catch(() => null);
    if (part) this.put(part);
  }

  // Each message once, in the order of the numbers.
  put(part) {
    const state = part.querySelector("#message-state");
    for (const line of part.querySelectorAll("[data-message]")) this.place(line);
    if (state) {
      const holder = document.createElement("div");
      holder.append(state);
      swapById(holder);
    }
    arrange(this.list);
    this.markRead();
  }

  place(line) {
    const { seq, client } = line.dataset;
    const old = document.getElementById(line.id);
    if (client) this.list.querySelector(`:scope > [data-sending][data-client="${CSS.escape(client)}"]`)?.remove();
    if (old) old.replaceWith(line);
    else {
      const later = [...this.list.querySelectorAll(":scope > .message")];
      const next = later.find(({ dataset }) => !dataset.seq || Number(dataset.seq) > Number(seq));
      this.list.insertBefore(line, next ?? null);
    }
    window.htmx?.process(line);
  }

  send(message) {
    this.outgoing.add(message);
    this.querySelector("#message-state").textContent = "";
    this.log.scrollTop = 0;
  }

  click(event) {
    const line = event.target.closest(".message");
    if (event.target.closest("[data-resend]")) this.outgoing.flush();
    else if (event.target.closest("[data-discard]")) this.outgoing.discard(line.dataset.client);
    else if (event.target.closest("[data-reply]")) this.reply(event, line);
  }

  reply(event, line) {
    const form = this.querySelector("message-form");
    if (!form) return;
    event.preventDefault();
    line.querySelector("dialog[open]")?.close();
    const id = line.id.replace("message-", "");
    const said = line.querySelector(".message-bubble, .message-card")?.textContent ?? "";
    form.replyTo(id, said.trim().replace(/\s+/g, " "));
  }

  showTyping(name) {
    const sign = this.querySelector("[data-typing-sign]");
    sign.hidden = !name;
    sign.textContent = this.dataset.typing.replace("{name}", name);
    clearTimeout(this.typingTimer);
    if (name) this.typingTimer = setTimeout(() => this.showTyping(""), TYPING_SHOWN_MS);
  }

  announceTyping() {
    if (!this.conversation || Date.now() - this.typedAt < TYPING_SENT_MS) return;
    this.typedAt = Date.now();
    live.send({ type: "typing", conversation_id: this.conversation });
  }

  markRead() {
    const upTo = this.complete;
    if (document.hidden || upTo <= this.readUpTo) return;
    this.readUpTo = upTo;
    live.send({ type: "read", conversation_id: this.conversation, up_to: upTo });
  }

  showConnection() {
    this.querySelector("[data-offline]").hidden = navigator.onLine;
    if (!navigator.onLine) return;
    // What was read without a connection was not heard.
    this.readUpTo = 0;
    this.sync();
    this.outgoing.flush();
  }
}

customElements.define("message-thread", MessageThread);
