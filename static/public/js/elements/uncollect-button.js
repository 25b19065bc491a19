// <uncollect-button>: takes a tile out of a collection at once; it can be put back.
import { postForm } from "instapro/http";
import { toast, toastError } from "instapro/toast";

class UncollectButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
  }

  handleEvent(event) {
    event.preventDefault();
    this.takeOut(this.closest("li"));
  }

  async takeOut(tile) {
    const form = this.querySelector("form");
    const putBack = take(tile);
    const undo = async () => {
      putBack();
      await postForm(form, { in: "1" }).catch((error) => {
        tile.remove();
        toastError(error);
      });
    };
    try {
      await postForm(form, { in: "0" });
      toast({ text: this.dataset.removed, action: this.dataset.undo, onAction: undo });
    } catch (error) {
      putBack();
      toastError(error);
    }
  }
}

// Removes the tile and moves the focus on; the function returned puts it back.
function take(tile) {
  const { parentElement: list, nextElementSibling: next } = tile;
  (next ?? tile.previousElementSibling)?.querySelector("a")?.focus({ preventScroll: true });
  tile.remove();
  return () => list.insertBefore(tile, next?.parentElement === list ? next : null);
}

customElements.define("uncollect-button", UncollectButton);
