// <menu-sheet popover>: a menu. After one of its entries has replaced a part of the page, the focus returns to the
// button that opened it.
import { keepFocus } from "instapro/focus";

class MenuSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeRequest", this);
  }

  handleEvent() {
    document.addEventListener("htmx:afterSettle", keepFocus(), { once: true });
  }
}

customElements.define("menu-sheet", MenuSheet);
