// Runs before the first paint: says that scripts work, and shows the kept theme, which is in the page already by a
// cookie. <theme-choice> changes it, here or in another tab.
(() => {
  const root = document.documentElement;
  const grounds = { light: "#ffffff", dark: "#0c0c0d" };
  root.dataset.js = "";

  const kept = () => document.cookie.match(/(?:^|; )theme=(light|dark)(?:;|$)/)?.[1] ?? "";

  const show = (theme) => {
    if (theme in grounds) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.content = grounds[theme] ?? grounds[meta.media.includes("dark") ? "dark" : "light"];
  };

  const choose = (theme) => document.dispatchEvent(new CustomEvent("theme", { detail: theme }));

  document.addEventListener("theme", ({ detail }) => show(detail));
  document.addEventListener("DOMContentLoaded", () => choose(kept()));
  document.addEventListener("visibilitychange", () => document.hidden || choose(kept()));
  addEventListener("pageshow", () => choose(kept()));
  show(kept());
})();
