"""Tooltips that show what somebody has typed as it is.

Qt guesses whether a tooltip is markup and has no switch for it. What it would take for markup is
escaped inside markup of our own, which it never guesses wrong.
"""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """Text for `setToolTip`, `QToolTip.showText` or `ToolTipRole`; "" for no tooltip."""
    if not Qt.mightBeRichText(text):
        return text
    return f'<p style="white-space:pre-wrap; margin:0">{escape(text)}</p>'
