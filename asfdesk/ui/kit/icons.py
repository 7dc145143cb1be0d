"""The icon set: strokes on a 24-unit square, drawn here, in any colour and size.

A drawing is a text of segments: `M x y` move, `L x y` line, `C x y x y x y` curve, `Z` close,
`O cx cy r` circle, `D cx cy r` filled dot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

if TYPE_CHECKING:
    from collections.abc import Iterator

GRID = 24
STROKE = 1.8

DRAWINGS = {
    "overview": "M 3.5 11 L 12 3.8 L 20.5 11 M 5.5 9.5 L 5.5 20 L 18.5 20 L 18.5 9.5 "
    "M 10 20 L 10 14 L 14 14 L 14 20",
    "trainees": "O 9 8 3.5 M 2.5 20 C 2.5 15.5 5.5 13.8 9 13.8 C 12.5 13.8 15.5 15.5 15.5 20 "
    "M 15.5 4.7 C 17.3 5.2 18.3 6.5 18.3 8.2 C 18.3 9.8 17.3 11 15.8 11.5 "
    "M 17.5 14.3 C 20 15 21.5 16.8 21.5 20",
    "attendance": "M 4 5.5 L 20 5.5 L 20 20 L 4 20 Z M 4 10 L 20 10 M 8 3 L 8 7 M 16 3 L 16 7 "
    "M 9 15 L 11.2 17.2 L 15.5 12.8",
    "supervision": "O 12 12 8.7 M 12 7 L 12 12 L 15.5 14",
    "agreements": "M 6 3.5 L 14.5 3.5 L 18.5 7.5 L 18.5 20.5 L 6 20.5 Z M 14 3.8 L 14 8 L 18.2 8 "
    "M 9 12 L 15.5 12 M 9 16 L 15.5 16",
    "ledger": "M 3.5 20 L 20.5 20 M 6.5 20 L 6.5 12 M 12 20 L 12 5 M 17.5 20 L 17.5 9",
    "plan": "M 3.5 17.5 L 9.5 11 L 13 14 L 20.5 6 M 15.5 6 L 20.5 6 L 20.5 11",
    "follow_up": "M 4 6 L 20 6 M 4 12 L 12.5 12 M 4 18 L 12.5 18 O 17.5 15 3 M 17.5 9.5 L 17.5 12",
    "reports": "M 12 3.5 L 12 14.5 M 7.5 10.5 L 12 15 L 16.5 10.5 M 4 20 L 20 20",
    "visits": "M 4 4.5 L 20 4.5 L 20 16.5 L 10.5 16.5 L 6.5 20.5 L 6.5 16.5 L 4 16.5 Z",
    "safe_copy": "M 12 3.5 L 19.5 6.5 L 19.5 12 C 19.5 16.5 16 19.5 12 21 C 8 19.5 4.5 16.5 4.5 12 "
    "L 4.5 6.5 Z M 8.5 12 L 11 14.5 L 15.5 9.5",
    "settings": "O 12 12 3.2 M 12 3 L 12 6 M 12 18 L 12 21 M 3 12 L 6 12 M 18 12 L 21 12 "
    "M 5.6 5.6 L 7.8 7.8 M 16.2 16.2 L 18.4 18.4 M 5.6 18.4 L 7.8 16.2 M 16.2 7.8 L 18.4 5.6",
    "check": "M 4.5 12.5 L 9.5 17.5 L 19.5 6.5",
    "exclaim": "M 12 4 L 12 14 D 12 19 1.6",
    "cross": "M 6 6 L 18 18 M 18 6 L 6 18",
    "left": "M 14.5 5.5 L 8.5 12 L 14.5 18.5",
    "right": "M 9.5 5.5 L 15.5 12 L 9.5 18.5",
    "down": "M 5.5 9.5 L 12 15.5 L 18.5 9.5",
    "up": "M 5.5 14.5 L 12 8.5 L 18.5 14.5",
    "plus": "M 12 4.5 L 12 19.5 M 4.5 12 L 19.5 12",
    "search": "O 10.5 10.5 6.2 M 15.2 15.2 L 20.5 20.5",
    "lock": "M 5.5 11 L 18.5 11 L 18.5 20.5 L 5.5 20.5 Z M 8 11 L 8 8 C 8 2.8 16 2.8 16 8 L 16 11",
    "unlock": "M 5.5 11 L 18.5 11 L 18.5 20.5 L 5.5 20.5 Z M 8 11 L 8 8 C 8 3.5 14 2.8 15.6 6",
    "file": "M 6 3.5 L 14.5 3.5 L 18.5 7.5 L 18.5 20.5 L 6 20.5 Z M 14 3.8 L 14 8 L 18.2 8",
    "folder": "M 3.5 6 L 9.5 6 L 11.5 8.5 L 20.5 8.5 L 20.5 19 L 3.5 19 Z",
    "calendar": "M 4 5.5 L 20 5.5 L 20 20 L 4 20 Z M 4 10 L 20 10 M 8 3 L 8 7 M 16 3 L 16 7",
    "undo": "M 8.5 4.5 L 4 9 L 8.5 13.5 M 4 9 L 14 9 C 22 9 22 19.5 14 19.5 L 9 19.5",
    "menu": "M 4 6.5 L 20 6.5 M 4 12 L 20 12 M 4 17.5 L 20 17.5",
    "copy": "M 8.5 8.5 L 20 8.5 L 20 20 L 8.5 20 Z M 15.5 8.5 L 15.5 4 L 4 4 L 4 15.5 L 8.5 15.5",
    "print": "M 7 9 L 7 3.5 L 17 3.5 L 17 9 M 7 17 L 4 17 L 4 9 L 20 9 L 20 17 L 17 17 "
    "M 7 14 L 17 14 L 17 20.5 L 7 20.5 Z",
    "info": "O 12 12 8.7 M 12 11 L 12 16.5 D 12 7.8 1.1",
    "key": "O 8 15.5 4.2 M 11 12.5 L 20 3.5 M 16.5 7 L 19.5 10",
    "eye": "M 2.5 12 C 7 4.5 17 4.5 21.5 12 C 17 19.5 7 19.5 2.5 12 Z O 12 12 2.8",
    "hatch": "M 4 10 L 10 4 M 4 20 L 20 4 M 14 20 L 20 14 M 4 4 L 20 4 L 20 20 L 4 20 Z",
}
"""Name -> drawing. A navigation entry's icon has the page's key as its name."""

_TAKES = {"M": 2, "L": 2, "C": 6, "O": 3, "D": 3, "Z": 0}


def _segments(drawing: str) -> Iterator[tuple[str, list[float]]]:
    parts = drawing.split()
    at = 0
    while at < len(parts):
        letter = parts[at]
        count = _TAKES[letter]
        yield letter, [float(number) for number in parts[at + 1 : at + 1 + count]]
        at += 1 + count


def outline(name: str) -> tuple[QPainterPath, QPainterPath]:
    """The strokes and the filled dots of an icon, on the 24-unit square."""
    lines, dots = QPainterPath(), QPainterPath()
    for letter, n in _segments(DRAWINGS[name]):
        match letter:
            case "M":
                lines.moveTo(*n)
            case "L":
                lines.lineTo(*n)
            case "C":
                lines.cubicTo(*n)
            case "O":
                lines.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
            case "D":
                dots.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
            case _:
                lines.closeSubpath()
    return lines, dots


def draw(painter: QPainter, name: str, area: QRectF, color: str, stroke: float = STROKE) -> None:
    """Paint an icon into a square area."""
    lines, dots = outline(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / GRID, area.height() / GRID)
    pen = QPen(QColor(color), stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawPath(dots)
    painter.restore()


def pixmap(
    name: str, color: str, size: int = 18, ratio: float = 1.0, stroke: float = STROKE
) -> QPixmap:
    """An icon as a transparent picture of `size` logical pixels."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, name, QRectF(0, 0, size, size), color, stroke)
    painter.end()
    return made


def icon(name: str, color: str, size: int = 18) -> QIcon:
    """An icon in one colour, sharp at 100, 150, 200 and 300 %."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0, 3.0):
        made.addPixmap(pixmap(name, color, size, ratio))
    return made
