"""What tests of the layout run in a page."""

from playwright.sync_api import Page

# What is drawn beyond the right edge of the screen, and not cut off by a block around it.
STICKS_OUT = """() => {
  const isClipped = (each) => each !== document.body
    && (getComputedStyle(each).overflowX !== "visible" || isClipped(each.parentElement));
  const isOut = (each) =>
    each.getBoundingClientRect().right > innerWidth + 1 && !isClipped(each.parentElement);
  return [...document.querySelectorAll("body *")].filter(isOut).slice(0, 4)
    .map((each) => `${each.tagName}.${each.className}`).join(" ");
}"""
_TOAST = """([text, action]) => document.dispatchEvent(
  new CustomEvent("toast", { detail: { text, action } }))"""


def show_toast(page: Page, text: str, *, action: str = "Undo") -> None:
    page.evaluate(_TOAST, [text, action])
