"""The typeface on paper: Source Sans Pro, embedded; and text that it can show.

A missing glyph would be silent (an empty space in a name), so text passes `shown` first.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from asfdesk import paths

REGULAR = "SourceSansPro"
STRONG = "SourceSansPro-Semibold"
BOLD = "SourceSansPro-Bold"
_FILES = {
    REGULAR: "SourceSansPro-Regular.ttf",
    STRONG: "SourceSansPro-Semibold.ttf",
    BOLD: "SourceSansPro-Bold.ttf",
}
_STAND_INS = {
    "\u2011": "-",  # non-breaking hyphen
    "\u2010": "-",
    "\u2009": "\u202f",  # thin space
    "\u200a": "\u202f",
    "\u2715": "×",
    "\t": " ",
}


def register() -> None:
    """Make the fonts known to ReportLab; again does nothing."""
    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(paths.resource(f"fonts/{file}"))))
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG
    )


@cache
def glyphs() -> frozenset[int]:
    """The code points that all three weights can show."""
    register()
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in _FILES]
    return frozenset(set(faces[0]).intersection(*faces[1:]))


def shown(text: str) -> str:
    """The text in letters the typeface has: a stand-in, the letter without its accent, or "?".

    Control and direction characters are left out: they could hide or turn what follows.
    """
    return "".join(_shown(letter) for letter in unicodedata.normalize("NFC", text))


@cache
def _shown(letter: str) -> str:
    if letter == "\n":
        return letter
    letter = _STAND_INS.get(letter, letter)
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
        return ""
    if ord(letter) in glyphs():
        return letter
    plain = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in plain if ord(part) in glyphs())
    return kept or "?"


def width(text: str, font: str, size: float) -> float:
    """How wide a text is, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
