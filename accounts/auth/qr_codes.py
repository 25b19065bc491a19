"""QR codes as an SVG path, which a template draws."""

from qrcode.main import QRCode


def qr_path(text: str) -> dict[str, object]:
    """`size` in modules, with the quiet border that scanners want, and `path`, of dark squares."""
    code: QRCode = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}
