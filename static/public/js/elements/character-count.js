// <character-count for="id of the field" limit="2200" data-over="too long">: the length of a text, while it is typed.
const format = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

class CharacterCount extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.field.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.field.removeEventListener("input", this);
  }

  get isOver() {
    return [...this.field.value].length > Number(this.getAttribute("limit"));
  }

  handleEvent() {
    const length = format.format([...this.field.value].length);
    const limit = format.format(this.getAttribute("limit"));
    this.textContent = `${length}/${limit}${this.isOver ? ` ${this.dataset.over}` : ""}`;
    this.toggleAttribute("data-long", this.isOver);
  }
}

customElements.define("character-count", CharacterCount);
