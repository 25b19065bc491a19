// Runs before the first paint: says that scripts work. The kept theme is in the page already, by a
// cookie; from here on the buttons change both, and so does another tab.
(() => {
  const root = document.documentElement;
  const grounds = { light: "#ffffff", dark: "#0c0c0d" };
  const YEAR = 60 * 60 * 24 * 365;
  root.dataset.js = "";

  const kept = () => document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1] ?? "";

  const keep = (theme) => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
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
  addEventListener("pageshow", () => show(kept()));
  document.addEventListener("visibilitychange", () => document.hidden || show(kept()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    event.preventDefault();
    keep(button.dataset.themeChoice);
    // A browser that keeps nothing still shows the theme on this page.
    show(button.dataset.themeChoice);
  });
})();
