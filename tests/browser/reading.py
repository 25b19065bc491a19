"""Questions to an open page."""

from typing import Any

from playwright.sync_api import Locator, Page

_LOADED = "image => image.complete && image.naturalWidth > 0"
_CORNERS = """image => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [4, 4];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, 4, 4);
  const pixel = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
  return [pixel(0, 0), pixel(3, 0), pixel(0, 3), pixel(3, 3)];
}"""


def remember(page: Page) -> None:
    """Leave a mark that only this document has: a reload loses it."""
    page.evaluate("window.neverLeft = true")


def never_left(page: Page) -> bool:
    return bool(page.evaluate("window.neverLeft === true"))


def wait_for_picture(picture: Locator) -> None:
    picture.scroll_into_view_if_needed()
    page, handle = picture.page, picture.element_handle()
    page.wait_for_function(_LOADED, arg=handle)


def corners_in(picture: Locator) -> tuple[str, ...]:
    """The colours of the four corners as the browser paints the picture."""
    pixels: list[tuple[int, int, int]] = picture.evaluate(_CORNERS)
    return tuple(_name(*pixel) for pixel in pixels)


def _name(red: int, green: int, blue: int) -> str:
    strong = tuple(channel > 127 for channel in (red, green, blue))
    names: dict[Any, str] = {
        (True, False, False): "red",
        (False, True, False): "lime",
        (False, False, True): "blue",
        (True, True, False): "yellow",
    }
    return names.get(strong, "other")
