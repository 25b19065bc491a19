// <live-search>: a search whose results follow what is typed; the address follows too, for coming back and sharing.
class LiveSearch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:afterRequest", this);
  }

  handleEvent({ detail: { successful, pathInfo } }) {
    if (successful) history.replaceState(null, "", pathInfo.finalRequestPath);
  }
}

customElements.define("live-search", LiveSearch);
