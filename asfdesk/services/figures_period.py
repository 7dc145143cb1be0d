"""Which period key figures are asked for: whole months only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, PeriodKind, parse_period
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.services.session import ReadSession


def figures_period(session: ReadSession, text: str) -> Period:
    """The period that a text names.

    Raises:
        InvalidInputError: it is no period, names no or several fiscal years, or is shorter than
            a month.
    """
    try:
        period = parse_period(text.strip(), session.enterprise.fiscal_years())
    except ValueError as error:
        raise InvalidInputError(
            "period",
            _("%(text)s is not a period of this file.") % {"text": text},
            _("It could be read as %(candidates)s.") % {"candidates": error}
            if text.upper().startswith("FY")
            else "",
            _("Write 2026-03, 2026-Q3, 2026, FY2026 or 2026-01..2026-06."),
        ) from None
    if period.kind in (PeriodKind.DAY, PeriodKind.WEEK):
        raise InvalidInputError(
            "period",
            _("Key figures are made for whole months."),
            _("Books are kept by month."),
            _("Write the month instead, for example %(month)s.")
            % {"month": Month.of(period.first)},
        )
    return period
