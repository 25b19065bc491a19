// <character-count for="id of the field" limit="2200" data-over="too long">: the length of a text, while it is typed;
// without `for` of the field beside it. A `quiet` one appears where the limit is near. Nothing is cut.
const format = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
const NEAR = 0.9;

class CharacterCount extends HTMLElement {
  connectedCallback() {
    const id = this.getAttribute("for");
    this.field = id ? document.getElementById(id) : this.parentElement.querySelector("textarea");
    this.field.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.field.removeEventListener("input", this);
  }

  get limit() {
    return Number(this.getAttribute("limit"));
  }

  get length() {
    return [...this.field.value].length;
  }

  get isOver() {
    return this.length > this.limit;
  }

  handleEvent() {
    const [length, limit] = [this.length, this.limit].map((number) => format.format(number));
    this.textContent = `${length}/${limit}${this.isOver ? ` ${this.dataset.over}` : ""}`;
    this.toggleAttribute("data-long", this.isOver);
    this.hidden = this.hasAttribute("quiet") && this.length < NEAR * this.limit;
  }
}

customElements.define("character-count", CharacterCount);
