// <copy-codes for="id of the list">: recovery codes into the clipboard.
import { toast } from "instapro/toast";

class CopyCodes extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent() {
    const items = document.getElementById(this.getAttribute("for")).children;
    const codes = [...items].map((item) => item.textContent.trim());
    try {
      await navigator.clipboard.writeText(`${codes.join("\n")}\n`);
      toast({ text: this.dataset.copied });
    } catch {
      toast({ status: 400 });
    }
  }
}

customElements.define("copy-codes", CopyCodes);
