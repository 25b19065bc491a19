// Remembers the focus before a part of the page is replaced. The function returned gives it back: to the element of
// the same id, to the button that opened the menu, or, where its item of a list is gone, to the item beside it.
export function keepFocus() {
  const active = document.activeElement;
  const menu = active?.closest("[popover]")?.id;
  const opener = menu && document.querySelector(`[popovertarget="${CSS.escape(menu)}"]`);
  const { id } = opener || active || {};
  const item = (opener || active)?.closest("li");
  const beside = item?.nextElementSibling ?? item?.previousElementSibling;
  return () => {
    if (document.activeElement !== document.body) return;
    const next = (id && document.getElementById(id)) || beside?.querySelector("a:not([tabindex]), button");
    next?.focus({ preventScroll: true });
  };
}
