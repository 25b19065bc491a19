// <load-more>: where loading the next page failed, the link to it appears.
class LoadMore extends HTMLElement {
  connectedCallback() {
    for (const kind of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) this.addEventListener(kind, this);
  }

  handleEvent() {
    this.toggleAttribute("data-failed", true);
  }
}

customElements.define("load-more", LoadMore);
