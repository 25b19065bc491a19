// <share-link href="…">: copies a post's link; on a touch screen it opens the system's share sheet.
import { toast } from "instapro/toast";

class ShareLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent() {
    const url = new URL(this.getAttribute("href"), location.href).href;
    const isTouch = navigator.share && matchMedia("(pointer: coarse)").matches;
    this.closest("dialog")?.close();
    // Closing the share sheet rejects the promise, and is no error.
    if (isTouch) return navigator.share({ url }).catch(() => {});
    await copy(url);
    toast({ text: this.dataset.copied });
  }
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain HTTP has no clipboard interface.
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

customElements.define("share-link", ShareLink);
