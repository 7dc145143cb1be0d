"""Colours, type and measures on paper: the light tokens of the program (look/README.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from asfdesk.formats.pdf.fonts import REGULAR, STRONG, shown
from asfdesk.reports.chart_spec import Ink
from asfdesk.reports.document import Tone

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

MARGIN = 51.0
"""18 mm at the left and right."""
TOP = 62.0
BOTTOM = 54.0
GAP = 8.0

TEXT = HexColor("#1F2421")
MUTED = HexColor("#5E655F")
ACCENT = HexColor("#0E6B62")
RULE = HexColor("#DFDBD2")
GRID = HexColor("#ECE9E2")
SOFT = HexColor("#F6F5F2")
WATERMARK = HexColor("#EFEDE7")

TONES: dict[Tone, Color] = {
    Tone.NEUTRAL: TEXT,
    Tone.MUTED: MUTED,
    Tone.GOOD: HexColor("#24623A"),
    Tone.WARN: HexColor("#8A5200"),
    Tone.BAD: HexColor("#A4262C"),
}
TONE_GROUNDS: dict[Tone, Color] = {
    Tone.NEUTRAL: SOFT,
    Tone.MUTED: SOFT,
    Tone.GOOD: HexColor("#E2F0E5"),
    Tone.WARN: HexColor("#FFF1D6"),
    Tone.BAD: HexColor("#FBE7E5"),
}
INKS: dict[Ink, Color] = {
    Ink.ACTUAL: ACCENT,
    Ink.PLAN: HexColor("#7F8681"),
    Ink.PREVIOUS: HexColor("#938C7C"),
    Ink.SOFT: HexColor("#DCEBE8"),
    Ink.GOOD: TONES[Tone.GOOD],
    Ink.WARN: TONES[Tone.WARN],
    Ink.BAD: TONES[Tone.BAD],
    Ink.TEXT: TEXT,
    Ink.MUTED: MUTED,
    Ink.GRID: GRID,
    Ink.PAPER: HexColor("#FFFFFF"),
}


def style(
    size: float = 9.5, *, strong: bool = False, color: Color = TEXT, **more: object
) -> ParagraphStyle:
    """A paragraph style in our typeface."""
    font = STRONG if strong else REGULAR
    leading = more.pop("leading", round(size * 1.36, 1))
    return ParagraphStyle(
        "text", fontName=font, fontSize=size, leading=leading, textColor=color, **more
    )


TITLE = style(19, strong=True, leading=23)
PERIOD = style(12, color=ACCENT, spaceBefore=1)
HEADING_1 = style(13, strong=True, spaceBefore=12, spaceAfter=4)
HEADING_2 = style(10.5, strong=True, spaceBefore=8, spaceAfter=3)
BODY = style(spaceAfter=4)
SMALL = style(8, color=MUTED)
NOTE = style(8.5, color=MUTED, spaceBefore=3, spaceAfter=3)
LABEL = style(8.5, color=MUTED)


def markup(text: str) -> str:
    """User text made safe for ReportLab's paragraph markup; line breaks are kept.

    ReportLab breaks lines at a narrow no-break space, so that an amount would end up on two; it
    only spares the common no-break space.
    """
    return escape(shown(text)).replace("\u202f", "\u00a0").replace("\n", "<br/>")


def paragraph(text: str, look: ParagraphStyle = BODY, label: str = "") -> Paragraph:
    """A paragraph of plain text, with a bold label before it."""
    before = f'<font name="{STRONG}">{markup(label)}</font>&nbsp; ' if label else ""
    return Paragraph(before + markup(text), look)
