// <form-guard>: sends its form once, however often it is pressed, and puts the focus on its first error. With
// `forget`, the pages kept for the way back are forgotten: after the form another viewer may be logged in.
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
    if (this.hasAttribute("forget")) sessionStorage.clear();
    if (this.isSent) event.preventDefault();
    else this.isSent = !event.defaultPrevented;
  }
}

customElements.define("form-guard", FormGuard);
