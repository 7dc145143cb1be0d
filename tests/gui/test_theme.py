"""Every pair of colours that stands together can be told apart, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from asfdesk.ui import theme
from asfdesk.ui.kit.tone import Tone, colours
from asfdesk.ui.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from asfdesk.ui.preferences import Preferences
    from asfdesk.ui.tokens import Tokens

TEXT, GRAPHIC = 4.5, 3.0

TEXT_PAIRS = [
    *[
        (front, ground)
        for front in ("text", "muted")
        for ground in ("background", "surface", "sidebar", "soft", "hover")
    ],
    ("accent", "surface"),
    ("accent", "background"),
    ("accent", "soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("good", "surface"),
    ("warn", "surface"),
    ("bad", "surface"),
    ("bad", "background"),
    ("muted", "grid"),
]
GRAPHIC_PAIRS = [
    ("field", "surface"),
    ("field", "background"),
    ("accent", "sidebar"),
    ("plan", "surface"),
    ("previous", "surface"),
]


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(("front", "ground"), TEXT_PAIRS)
def test_text_can_be_read(tokens: Tokens, front: str, ground: str) -> None:
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(("front", "ground"), GRAPHIC_PAIRS)
def test_edges_and_marks_can_be_seen(tokens: Tokens, front: str, ground: str) -> None:
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= GRAPHIC


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("tone", list(Tone))
def test_badges_can_be_read(tokens: Tokens, tone: Tone) -> None:
    assert contrast(*colours(tone, tokens)) >= TEXT


def test_status_tones_have_a_mark_each() -> None:
    marks = [tone.mark for tone in (Tone.GOOD, Tone.WARN, Tone.BAD)]
    assert len(set(marks)) == 3
    assert all(marks)


def test_switching_changes_the_tokens_in_force(preferences: Preferences) -> None:
    preferences.use_theme(theme.Mode.DARK)
    assert theme.tokens() is DARK
    preferences.use_theme(theme.Mode.LIGHT)
    assert theme.tokens() is LIGHT


def test_figures_are_as_wide_as_each_other(preferences: Preferences) -> None:

    assert preferences.theme.tokens is LIGHT
    face = theme.font()
    assert QFontInfo(face).family() == theme.FAMILY
    metrics = QFontMetricsF(face)
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0888")
