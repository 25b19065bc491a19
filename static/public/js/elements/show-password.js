// <show-password for="id of the field">: shows the password, and hides it again.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent() {
    const field = document.getElementById(this.getAttribute("for"));
    const button = this.querySelector("button");
    const isShown = field.type === "password";
    field.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", String(isShown));
    [button.textContent, this.dataset.hide] = [this.dataset.hide, button.textContent];
  }
}

customElements.define("show-password", ShowPassword);
