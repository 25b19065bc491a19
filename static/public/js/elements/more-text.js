// Hides "more" where the whole caption fits; without this it is shown by a guess from the length.
class MoreText extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("p");
    this.watcher = new ResizeObserver(() => {
      if (this.querySelector("details[open]")) return;
      this.toggleAttribute("data-fits", text.scrollHeight <= text.clientHeight + 1);
    });
    this.watcher.observe(text);
  }

  disconnectedCallback() {
    this.watcher.disconnect();
  }
}

customElements.define("more-text", MoreText);
