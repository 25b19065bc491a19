// <theme-choice>: buttons that choose the theme. A cookie keeps it, so the next page is served in it.
const YEAR = 60 * 60 * 24 * 365;

class ThemeChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    document.addEventListener("theme", this);
    this.mark(document.documentElement.dataset.theme ?? "");
  }

  disconnectedCallback() {
    document.removeEventListener("theme", this);
  }

  handleEvent(event) {
    if (event.type === "theme") return this.mark(event.detail);
    const button = event.target.closest("button[value]");
    if (!button) return;
    event.preventDefault();
    keep(button.value);
    // A browser that keeps no cookies still shows the theme on this page.
    document.dispatchEvent(new CustomEvent("theme", { detail: button.value }));
  }

  mark(theme) {
    for (const button of this.querySelectorAll("button[value]"))
      button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

function keep(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
}

customElements.define("theme-choice", ThemeChoice);
