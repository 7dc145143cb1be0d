"""Which period key figures are asked for: whole months only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, PeriodKind
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.sending.report_period import report_period

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession


def figures_period(session: ReadSession, text: str) -> Period:
    """The period that a text names.

    Raises:
        InvalidInputError: it is no period, names no or several fiscal years, or is shorter than
            a month.
    """
    period = report_period(session, text)
    if period.kind in (PeriodKind.DAY, PeriodKind.WEEK):
        raise InvalidInputError(
            "period",
            _("Key figures are made for whole months."),
            _("Books are kept by month."),
            _("Write the month instead, for example %(month)s.")
            % {"month": Month.of(period.first)},
        )
    return period
