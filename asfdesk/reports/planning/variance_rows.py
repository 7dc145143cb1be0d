"""The rows of the follow-up in words: what a row is called and how its light looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import _
from asfdesk.reports.document import Tone
from asfdesk.reports.planning.plan_words import group_word, line_word, subtotal_word, unmapped_word

if TYPE_CHECKING:
    from asfdesk.domain.planning.statement import StatementRow

TONES = {
    Light.GOOD: Tone.GOOD,
    Light.WARN: Tone.WARN,
    Light.BAD: Tone.BAD,
    Light.GREY: Tone.NEUTRAL,
}


def row_word(row: StatementRow, *, says_surplus: bool = False) -> str:
    """The name of a row of the statement."""
    if row.kind is RowKind.UNMAPPED:
        return unmapped_word()
    if row.subtotal is not None:
        return subtotal_word(row.subtotal, says_surplus=says_surplus)
    if row.line is not None:
        return line_word(row.line)
    if row.group is not None:
        return _("Sum, %(group)s") % {"group": group_word(row.group).lower()}
    raise ValueError(row)


def light_word(light: Light) -> str:
    """What a light says, for those who don't see it."""
    return {
        Light.GOOD: _("as planned or better"),
        Light.WARN: _("worse than planned"),
        Light.BAD: _("much worse than planned"),
        Light.GREY: _("not compared"),
    }[light]
