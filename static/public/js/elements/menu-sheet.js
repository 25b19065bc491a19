// <menu-sheet><dialog id="…" popover>: a menu that [popovertarget="…"] opens. Without scripts it is a popover, which lets
// the focus out to the dimmed page; here it is a modal dialog, which holds it and gives it back to its opener.
import { openDialog } from "instapro/dialog";
import { keepFocus } from "instapro/focus";

class MenuSheet extends HTMLElement {
  connectedCallback() {
    for (const kind of ["htmx:beforeRequest", "htmx:afterRequest"]) this.addEventListener(kind, this);
  }

  handleEvent(event) {
    if (event.type === "htmx:beforeRequest") remember(event.detail.requestConfig.elt);
    else this.querySelector("dialog")?.close();
  }
}

// One listener for all menus: a feed has hundreds.
document.addEventListener("click", (event) => {
  const name = event.target.closest("[popovertarget]")?.getAttribute("popovertarget");
  const dialog = name && document.querySelector(`menu-sheet > dialog#${CSS.escape(name)}`);
  if (dialog) {
    event.preventDefault();
    openDialog(dialog);
  } else if (event.target.closest("a[href]")) {
    // On the way back the menu is closed.
    document.querySelector("menu-sheet dialog[open]")?.close();
  }
});

// After an entry has replaced a part of the page, the focus returns to the button that opened the menu.
function remember(entry) {
  const restoreFocus = keepFocus();
  document.addEventListener("htmx:afterRequest", function restore({ detail: { requestConfig } }) {
    if (requestConfig.elt !== entry) return;
    document.removeEventListener("htmx:afterRequest", restore);
    restoreFocus();
  });
}

customElements.define("menu-sheet", MenuSheet);
