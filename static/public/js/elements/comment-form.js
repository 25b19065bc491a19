// <comment-form>: Enter posts, Shift+Enter makes a line; on a phone, which has no Shift+Enter, Enter makes a line. What
// was written stays until it is posted. A reply begins with the name of the user it replies to.
const isPhone = matchMedia("(pointer: coarse)");
// Safari says only by this that Enter chose a word of an input method, as for Japanese.
const OF_INPUT_METHOD = 229;

class CommentForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.text;
    this.button = this.form.querySelector("button");
    this.replying = this.form.querySelector("[data-replying]");
    this.handle ??= "";
    for (const kind of ["input", "keydown", "click", "htmx:beforeRequest", "htmx:afterRequest"])
      this.addEventListener(kind, this);
    this.refresh();
  }

  handleEvent(event) {
    if (event.type === "keydown") this.enter(event);
    else if (event.type === "click") this.cancelReply(event);
    else if (event.type === "htmx:beforeRequest") this.begin(event);
    else if (event.type === "htmx:afterRequest") this.end(event.detail);
    else this.refresh();
  }

  refresh() {
    const isLong = this.querySelector("character-count").isOver;
    this.button.disabled = !this.field.value.trim() || isLong || this.isBusy;
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || isPhone.matches || event.target !== this.field) return;
    if (event.isComposing || event.keyCode === OF_INPUT_METHOD) return;
    event.preventDefault();
    if (!this.button.disabled) this.form.requestSubmit();
  }

  begin(event) {
    if (this.isBusy) return event.preventDefault();
    this.isBusy = true;
    this.sent = this.field.value;
    this.refresh();
  }

  end({ successful }) {
    this.isBusy = false;
    // What was written meanwhile is the next comment.
    if (successful && this.field.value === this.sent) {
      this.write("");
      this.setParent("", "");
    }
    this.refresh();
  }

  replyTo(comment, name) {
    const handle = `@${name} `;
    // The name that a reply to another comment began with makes room.
    this.write(handle + this.field.value.replace(this.handle || handle, ""));
    this.handle = handle;
    this.setParent(comment, name);
    this.field.focus();
  }

  cancelReply(event) {
    if (!event.target.closest("[data-cancel-reply]")) return;
    event.preventDefault();
    this.write(this.field.value.replace(this.handle, ""));
    this.setParent("", "");
    this.field.focus();
  }

  write(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  setParent(comment, name) {
    this.form.elements.parent_id.value = comment;
    this.replying.hidden = !comment;
    this.replying.querySelector("[data-name]").textContent = name;
  }
}

customElements.define("comment-form", CommentForm);
