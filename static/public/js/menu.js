// A menu is a <details>; it closes by Escape, by a click elsewhere or on what copies a link, and when focus leaves it.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open())
    if (!menu.contains(event.target) || event.target.closest("[data-share]")) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What copies a link leaves no menu open. Those that are popovers close by themselves otherwise.
document.addEventListener("click", ({ target }) => {
  target.closest?.("[popover] [data-share]")?.closest("[popover]").hidePopover();
});

// What an entry changed comes anew: the focus returns to the button of the menu.
let opener = "";
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  const menu = elt.closest("[popover]")?.id;
  opener = menu ? (document.querySelector(`[popovertarget="${CSS.escape(menu)}"]`)?.id ?? "") : "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (opener && document.activeElement === document.body)
    document.getElementById(opener)?.focus({ preventScroll: true });
  opener = "";
});
