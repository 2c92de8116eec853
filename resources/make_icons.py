"""Draws icon.svg into what each system wants: lazdesk.ico, lazdesk.icns and lazdesk.png.

python resources/make_icons.py
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent

PNG_SIZE = 256
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# Apple's names for the sizes in pixels; the ones that share a size differ in their scale.
ICNS_SIZES = {
    "icp4": 16,
    "icp5": 32,
    "ic11": 32,
    "ic12": 64,
    "ic07": 128,
    "ic08": 256,
    "ic13": 256,
    "ic09": 512,
    "ic14": 512,
    "ic10": 1024,
}


def png(drawing: QSvgRenderer, size: int) -> bytes:
    """The drawing as a PNG of `size` × `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only file names
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' container: a directory, then the PNGs by size."""
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in pictures.items():
        side = size % 256  # 0 stands for 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return directory + b"".join(pictures.values())


def icns(pictures: dict[str, bytes]) -> bytes:
    """Apple's container: named PNGs one after another."""
    body = b"".join(
        name.encode() + struct.pack(">I", 8 + len(picture)) + picture
        for name, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> None:
    drawing = QSvgRenderer(str(HERE / "icon.svg"))
    if not drawing.isValid():
        raise SystemExit("icon.svg cannot be read")
    (HERE / "lazdesk.png").write_bytes(png(drawing, PNG_SIZE))
    (HERE / "lazdesk.ico").write_bytes(ico({size: png(drawing, size) for size in ICO_SIZES}))
    (HERE / "lazdesk.icns").write_bytes(
        icns({name: png(drawing, size) for name, size in ICNS_SIZES.items()})
    )


if __name__ == "__main__":
    main()
