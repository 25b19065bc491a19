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
    if (event.type === "paste") return isText(event) || this.dispatch(event.clipboardData.files);
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

// Word and Excel put a picture of the text beside it: in a field the text is what is pasted.
function isText({ target, clipboardData }) {
  return target.matches("input, textarea") && clipboardData.types.includes("text/plain");
}

customElements.define("file-drop", FileDrop);
