// <photo-order>: the photos of a post change places on the page; without this the server moves them.
class PhotoOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  get rows() {
    return [...this.querySelectorAll("[data-photo]")];
  }

  handleEvent(event) {
    const button = event.target.closest("button[name]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-photo]");
    if (button.name === "earlier") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    this.moved(row, button);
  }

  // The button at the end that was reached is hidden: its neighbour takes the focus.
  moved(row, button) {
    const { rows } = this;
    const number = rows.indexOf(row) + 1;
    const hidden = number === 1 ? "earlier" : number === rows.length ? "later" : "";
    const focused = button.name === hidden ? row.querySelector(`button[name]:not([name=${hidden}])`) : button;
    focused.focus();
    this.querySelector("[role=status]").textContent = this.dataset.moved
      .replace("{number}", number)
      .replace("{total}", rows.length);
  }
}

customElements.define("photo-order", PhotoOrder);
