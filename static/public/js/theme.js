// Runs before the first paint: says that scripts work and sets the kept theme, so nothing flashes.
(() => {
  const root = document.documentElement;
  const grounds = { light: "#ffffff", dark: "#0c0c0d" };
  root.dataset.js = "";

  const kept = () => {
    try {
      return localStorage.getItem("theme") ?? "";
    } catch {
      return "";
    }
  };

  const keep = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // A browser that keeps nothing still shows the theme on this page.
    }
  };

  const show = (theme) => {
    if (theme in grounds) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.content = grounds[theme] ?? grounds[meta.media.includes("dark") ? "dark" : "light"];
    for (const button of document.querySelectorAll("[data-theme-choice]"))
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  };

  show(kept());
  document.addEventListener("DOMContentLoaded", () => show(kept()));
  addEventListener("storage", () => show(kept()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    keep(button.dataset.themeChoice);
    show(button.dataset.themeChoice);
  });
})();
