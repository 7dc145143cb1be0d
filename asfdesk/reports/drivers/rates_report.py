"""R20 Satser och tak: the dated rates that plans are computed with, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.assumption_blocks import parameter_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.domain.period import Period


def build(period: Period, head: doc.Head, values: Sequence[Parameter], today: date) -> doc.Document:
    """The list; a value that was not checked in the year of `today` is marked.

    Args:
        period: whose values are listed.
        head: who it is for.
        values: those that hold on some day of the period.
        today: the user's date.
    """
    late = sum(one.checked_on is None or one.checked_on.year != today.year for one in values)
    said = ngettext(
        "%(num)d value has not been checked against its source this year.",
        "%(num)d values have not been checked against their sources this year.",
        late,
    )
    notes: list[doc.Block] = [doc.Note(said, doc.Tone.WARN)] if late else []
    return doc.Document(
        key="R20",
        title=_("Rates and caps"),
        period=period,
        head=head,
        blocks=(*notes, parameter_table(values, today)),
        landscape=True,
    )
