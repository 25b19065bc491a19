// <save-button>: saves a post at once; a long press, or the second mouse button, chooses its collections.
import { chooseCollections } from "instapro/collections";
import { OptimisticToggle } from "instapro/optimistic";
import { toast } from "instapro/toast";

class SaveButton extends OptimisticToggle {
  static field = "saved";

  connectedCallback() {
    super.connectedCallback();
    this.form.addEventListener("contextmenu", this);
    document.addEventListener("saved", this);
  }

  disconnectedCallback() {
    document.removeEventListener("saved", this);
  }

  handleEvent(event) {
    if (event.type === "submit") return super.handleEvent(event);
    if (event.type === "contextmenu") {
      event.preventDefault();
      this.choose();
    } else if (event.detail.post === this.getAttribute("post")) {
      // Adding a post to a collection saves it.
      this.show(true);
    }
  }

  // The collections of a post that is no longer saved come along, so that they can be put back.
  received(part) {
    const left = part.querySelectorAll("[name=collection]");
    for (const old of this.form.querySelectorAll("[name=collection]")) old.remove();
    this.form.append(...left);
  }

  settled(saved) {
    const { kept, add, gone, undo } = this.dataset;
    if (saved) toast({ text: kept, action: add, onAction: () => this.choose() });
    else toast({ text: gone, action: undo, onAction: () => this.pressed || this.want(true) });
  }

  choose() {
    chooseCollections(this.getAttribute("collections"));
  }
}

customElements.define("save-button", SaveButton);
