// <file-drop>: files dropped or pasted anywhere on the page, as the event "files", which bubbles.
const KINDS = ["dragover", "dragleave", "drop", "paste"];

class FileDrop extends HTMLElement {
  connectedCallback() {
    for (const kind of KINDS) document.addEventListener(kind, this);
  }

  disconnectedCallback() {
    for (const kind of KINDS) document.removeEventListener(kind, this);
  }

  handleEvent(event) {
    if (event.type === "paste") return this.dispatch(event.clipboardData.files);
    if (event.type === "dragleave") return event.relatedTarget || this.mark(false);
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.mark(event.type === "dragover");
    if (event.type === "drop") this.dispatch(event.dataTransfer.files);
  }

  mark(isOver) {
    this.firstElementChild.toggleAttribute("data-over", isOver);
  }

  dispatch(files) {
    if (files.length) this.dispatchEvent(new CustomEvent("files", { bubbles: true, detail: files }));
  }
}

customElements.define("file-drop", FileDrop);
