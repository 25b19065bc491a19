// Remembers the focus before a part of the page is replaced. The function returned gives it back: to the element of
// the same id, or to the button that opened the menu.
export function keepFocus() {
  const active = document.activeElement;
  const menu = active?.closest("[popover]")?.id;
  const opener = menu && document.querySelector(`[popovertarget="${CSS.escape(menu)}"]`);
  const id = (opener || active)?.id;
  return () => {
    if (id && document.activeElement === document.body) document.getElementById(id)?.focus({ preventScroll: true });
  };
}
