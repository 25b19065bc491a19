// <message-form draft="…">: Enter sends, Shift+Enter makes a line; on a phone, which has no Shift+Enter, Enter makes a
// line. What is written is kept as a draft until it is sent, and sent by the <message-thread> around it.
import { toast } from "instapro/toast";

const isPhone = matchMedia("(pointer: coarse)");
// Safari says only by this that Enter chose a word of an input method, as for Japanese.
const OF_INPUT_METHOD = 229;

class MessageForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.text;
    this.button = this.form.querySelector("button");
    this.replying = this.querySelector("[data-replying]");
    this.key = `draft ${this.getAttribute("draft")}`;
    for (const kind of ["input", "change", "keydown", "click", "submit"]) this.addEventListener(kind, this);
    this.field.value ||= localStorage.getItem(this.key) ?? "";
    this.refresh();
    if (!isPhone.matches && !location.hash.startsWith("#message-")) this.field.focus({ preventScroll: true });
  }

  get thread() {
    return this.closest("message-thread");
  }

  handleEvent(event) {
    if (event.type === "submit") this.submit(event);
    else if (event.type === "keydown") this.enter(event);
    else if (event.type === "click") this.cancelReply(event);
    else if (event.type === "change") this.chosePhoto();
    else this.wrote();
  }

  wrote() {
    this.refresh();
    if (this.field.value) this.thread.announceTyping();
  }

  get photo() {
    return this.form.elements.photo.files[0];
  }

  chosePhoto() {
    const name = this.querySelector("[data-photo-name]");
    name.textContent = this.photo?.name ?? "";
    name.hidden = !this.photo;
    this.refresh();
  }

  // The draft is what the field holds.
  refresh() {
    this.button.disabled = !this.photo && !this.field.value.trim();
    if (this.field.value.trim()) localStorage.setItem(this.key, this.field.value);
    else localStorage.removeItem(this.key);
  }

  enter(event) {
    if (event.key === "Escape" && !this.replying.hidden) this.replyTo("", "");
    if (event.key !== "Enter" || event.shiftKey || isPhone.matches || event.target !== this.field) return;
    if (event.isComposing || event.keyCode === OF_INPUT_METHOD) return;
    event.preventDefault();
    if (!this.button.disabled) this.form.requestSubmit();
  }

  submit(event) {
    // A photo goes with the form itself, and the page comes back with it.
    if (this.thread.canSend && !this.photo) {
      event.preventDefault();
      const { client_id: clientId, reply_to: replyTo } = this.form.elements;
      this.thread.send({ client_id: clientId.value, text: this.field.value, reply_to: replyTo.value });
      clientId.value = newId();
      this.replyTo("", "");
      this.field.value = "";
      this.refresh();
    } else if (!navigator.onLine) {
      event.preventDefault();
      toast({ status: 0 });
    } else {
      // The first message of a conversation leads to its page, as a photo does.
      localStorage.removeItem(this.key);
    }
  }

  replyTo(message, quoted) {
    this.form.elements.reply_to.value = message;
    this.replying.hidden = !message;
    this.replying.querySelector("[data-quoted]").textContent = quoted;
    this.field.focus();
  }

  cancelReply(event) {
    if (!event.target.closest("[data-cancel-reply]")) return;
    event.preventDefault();
    this.replyTo("", "");
  }
}

// `crypto.randomUUID` needs https.
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

customElements.define("message-form", MessageForm);
