// <form-guard>: sends its form once, however often it is pressed, and puts the focus on its first error. Without a
// connection it stays, and what was written with it. With `forget`, the pages kept for the way back are forgotten: after
// the form another viewer may be logged in.
import { renewToken, session } from "instapro/session";
import { toastError } from "instapro/toast";

class FormGuard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    addEventListener("pageshow", this);
    this.querySelector('[data-errors], [aria-invalid="true"]')?.focus();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    // Back from the next page, the form can be sent again.
    if (event.type === "pageshow") this.isSent = false;
    else this.send(event);
  }

  send(event) {
    if (this.hasAttribute("forget")) forget();
    // Sent by another element.
    if (event.defaultPrevented) return;
    if (this.isSent) event.preventDefault();
    else if (session.wasAway || !navigator.onLine) this.renew(event);
    else this.isSent = true;
  }

  // Meanwhile another tab may have logged in: then the page's token is dead, or its viewer gone.
  renew(event) {
    event.preventDefault();
    renewToken().then(() => event.target.requestSubmit(event.submitter), toastError);
  }
}

// Drafts and messages that were not sent stay in the browser for longer than its pages.
function forget() {
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) if (/^(draft|unsent) /.test(key)) localStorage.removeItem(key);
}

customElements.define("form-guard", FormGuard);
