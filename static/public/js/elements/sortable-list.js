// <sortable-list moved="Photo {number} of {total}">: its items are dragged, or moved by their buttons. The events
// "changed" and "announce" (what a screen reader should hear) bubble.
class SortableList extends HTMLElement {
  connectedCallback() {
    for (const kind of ["click", "dragstart", "dragover", "dragend", "changed"]) this.addEventListener(kind, this);
  }

  handleEvent(event) {
    const item = this.items.find((each) => each.contains(event.target));
    if (event.type === "changed") this.refresh();
    else if (event.type === "dragend") this.drop();
    else if (item && event.type === "click") this.press(item, event.target.closest("button"));
    else if (item && event.type === "dragstart") this.grab(item, event);
    else if (item && event.type === "dragover") this.over(item, event);
  }

  get items() {
    return [...this.children];
  }

  refresh() {
    this.items.forEach((item, index) => {
      item.querySelector("[data-earlier]").disabled = index === 0;
      item.querySelector("[data-later]").disabled = index === this.items.length - 1;
    });
  }

  press(item, button) {
    if (!button?.matches("[data-earlier], [data-later]")) return;
    const isEarlier = button.matches("[data-earlier]");
    if (isEarlier) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    this.dispatch("changed");
    const opposite = item.querySelector(isEarlier ? "[data-later]" : "[data-earlier]");
    (button.disabled ? opposite : button).focus();
    const place = { "{number}": this.items.indexOf(item) + 1, "{total}": this.items.length };
    this.dispatch("announce", this.dataset.moved.replace(/\{\w+\}/g, (slot) => place[slot]));
  }

  grab(item, event) {
    this.dragged = item;
    item.toggleAttribute("data-dragged", true);
    event.dataTransfer.effectAllowed = "move";
  }

  over(item, event) {
    if (!this.dragged) return;
    event.preventDefault();
    const isBefore = this.items.indexOf(item) < this.items.indexOf(this.dragged);
    if (item === this.dragged) return;
    if (isBefore) item.before(this.dragged);
    else item.after(this.dragged);
  }

  drop() {
    this.dragged?.toggleAttribute("data-dragged", false);
    this.dragged = null;
    this.dispatch("changed");
  }

  dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

customElements.define("sortable-list", SortableList);
