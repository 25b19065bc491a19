// <confirm-dialog>: asks the question of an hx-confirm before its request is sent. Others ask by the same event: see
// instapro/confirm.
import { openDialog } from "instapro/dialog";

class ConfirmDialog extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.dialog.addEventListener("close", this);
    document.addEventListener("htmx:confirm", this);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:confirm", this);
  }

  handleEvent(event) {
    if (event.type === "close") this.answer();
    else if (event.detail.question) this.ask(event);
  }

  // The button that agrees has the word of the one that was pressed.
  ask(event) {
    const { question, explanation = "", elt, issueRequest } = event.detail;
    event.preventDefault();
    this.agreed = () => issueRequest(true);
    this.querySelector("[data-question]").textContent = question;
    this.querySelector("[data-explanation]").textContent = explanation;
    this.querySelector("[value=yes]").textContent = elt.querySelector("button").textContent.trim();
    this.dialog.returnValue = "";
    openDialog(this.dialog);
  }

  answer() {
    if (this.dialog.returnValue === "yes") this.agreed();
  }
}

customElements.define("confirm-dialog", ConfirmDialog);
