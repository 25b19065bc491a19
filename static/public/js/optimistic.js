// A form that switches something on or off, and shows it at once. Quick changes of mind are sent one after the other,
// and the last one counts. If the server refuses, the last confirmed state is shown again, with a message.
import { postForm } from "instapro/http";
import { toastError } from "instapro/toast";

export class OptimisticToggle extends HTMLElement {
  // The form's field: "1" switches the state on, "0" off.
  static field = "";

  sending = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", this);
  }

  handleEvent(event) {
    event.preventDefault();
    this.want(!this.pressed);
  }

  get input() {
    return this.form.elements[this.constructor.field];
  }

  get pressed() {
    return this.input.value === "0";
  }

  want(pressed) {
    const before = this.pressed;
    this.wanted = pressed;
    this.show(pressed);
    if (!this.sending) this.settle(before);
  }

  async settle(confirmed) {
    this.sending = true;
    try {
      while (this.wanted !== confirmed) {
        const sent = this.wanted;
        const part = await this.send(sent);
        confirmed = sent;
        this.received(part, sent === this.wanted);
      }
      this.settled(confirmed);
    } catch (error) {
      this.show(confirmed);
      toastError(error);
    } finally {
      this.sending = false;
    }
  }

  show(pressed) {
    this.querySelector("[aria-pressed]")?.setAttribute("aria-pressed", String(pressed));
    this.input.value = pressed ? "0" : "1";
    this.toggleAttribute("data-fresh", pressed);
  }

  send(pressed) {
    return postForm(this.form, { [this.constructor.field]: pressed ? "1" : "0" });
  }

  // The server's response to one change; `isLast` unless the viewer has changed their mind meanwhile.
  received(part, isLast) {}

  // All changes are confirmed.
  settled(pressed) {}
}
