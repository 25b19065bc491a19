// <passkey-form method="get" or "create" options="…">: the server says what is to be signed, the browser's key store
// signs it, and the form sends the response back as any form does.
import { decodeOptions, encodeCredential } from "instapro/webauthn";

// A passkey belongs to a name: an address such as 127.0.0.1 has none.
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname);
const isAble = Boolean(window.PublicKeyCredential && navigator.credentials && isNamed);

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", this);
    // Logging in goes on without one; adding one says why it cannot.
    this.hidden = !isAble && !this.dataset.unable;
  }

  handleEvent(event) {
    event.preventDefault();
    if (isAble) this.send();
    else this.say(this.dataset.unable);
  }

  async send() {
    const button = this.form.querySelector("button:not([type])");
    const { credential, password } = this.form.elements;
    this.say("");
    button.disabled = true;
    try {
      credential.value = encodeCredential(await this.sign(await this.fetchOptions()));
      // The password was for the options.
      if (password) password.value = "";
      this.form.submit();
    } catch (error) {
      this.say(this.textFor(error));
      button.disabled = false;
    }
  }

  sign(options) {
    return navigator.credentials[this.getAttribute("method")](options);
  }

  async fetchOptions() {
    const body = new FormData(this.form);
    const headers = { Accept: "application/json" };
    const response = await fetch(this.getAttribute("options"), { method: "POST", body, headers });
    const options = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(options.detail ?? this.dataset.failed);
    return decodeOptions(options);
  }

  // The server's errors are texts for people, the browser's are names.
  textFor(error) {
    if (error.name === "InvalidStateError") return this.dataset.known;
    return error instanceof DOMException || error instanceof TypeError ? this.dataset.failed : error.message;
  }

  say(text) {
    const place = this.querySelector("[data-problem]");
    place.textContent = text;
    place.hidden = !text;
  }
}

customElements.define("passkey-form", PasskeyForm);
