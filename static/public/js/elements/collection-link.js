// <collection-link>: opens the choice of collections in a dialog instead of a page of its own.
import { chooseCollections } from "instapro/collections";

class CollectionLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    chooseCollections(this.querySelector("a").pathname);
  }
}

customElements.define("collection-link", CollectionLink);
