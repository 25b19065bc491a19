// <whole-post>: on its own page a post that has become ready takes the shape of the page, not of a card.
const STOP_POLLING = 286;

class WholePost extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", this);
  }

  handleEvent({ detail }) {
    if (detail.xhr.status !== STOP_POLLING) return;
    detail.shouldSwap = false;
    window.htmx.ajax("GET", location.pathname, { target: "#main", select: "#main", swap: "outerHTML" });
  }
}

customElements.define("whole-post", WholePost);
