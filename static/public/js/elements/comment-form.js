// <comment-form>: Enter posts, Shift+Enter makes a line. What was written stays until it is posted. A reply begins
// with the name of the user it replies to.
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
    this.button.disabled = !this.field.value.trim() || this.isBusy;
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.target !== this.field) return;
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
      this.field.value = "";
      this.setParent("", "");
    }
    this.refresh();
  }

  replyTo(comment, name) {
    const handle = `@${name} `;
    // The name that a reply to another comment began with makes room.
    const text = this.field.value.replace(this.handle || handle, "");
    this.field.value = handle + text;
    this.handle = handle;
    this.setParent(comment, name);
    this.field.focus();
    this.refresh();
  }

  cancelReply(event) {
    if (!event.target.closest("[data-cancel-reply]")) return;
    event.preventDefault();
    this.field.value = this.field.value.replace(this.handle, "");
    this.setParent("", "");
    this.field.focus();
    this.refresh();
  }

  setParent(comment, name) {
    this.form.elements.parent_id.value = comment;
    this.replying.hidden = !comment;
    this.replying.querySelector("[data-name]").textContent = name;
  }
}

customElements.define("comment-form", CommentForm);
