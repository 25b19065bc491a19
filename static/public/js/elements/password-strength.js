// <password-strength for="id of the field">: how hard a new password is to guess, while it is typed. A hint only: the
// server decides.
const MIN_LENGTH = 8;

class PasswordStrength extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.field.addEventListener("input", this);
  }

  handleEvent() {
    const level = strength(this.field.value);
    this.querySelector("[data-shown]").hidden = !this.field.value;
    this.querySelector("progress").value = level;
    this.querySelector("[role=status]").textContent = this.dataset.levels.split("|")[level];
  }
}

function strength(password) {
  if (password.length < MIN_LENGTH) return 0;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  const distinct = new Set(password.toLowerCase()).size;
  // Length counts most, but not of the same letters again.
  const worth = Math.min(password.length, distinct * 1.5) + kinds * 1.5;
  return worth < 12 ? 1 : worth < 17 ? 2 : 3;
}

customElements.define("password-strength", PasswordStrength);
