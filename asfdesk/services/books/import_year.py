"""Which fiscal year a bookkeeping file belongs to, and whether the client file has room for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Severity
from asfdesk.domain.period import FiscalYear, Month, is_fiscal_year
from asfdesk.i18n import _
from asfdesk.services.books.import_findings import Finding, ImportCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.books.sie import SieFile
    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class YearChoice:
    """The year a file goes to.

    Attributes:
        first: first day, always the first of a month.
        last: last day, always the last of a month.
        is_new: the client file does not have it yet.
        moved_from: a year that nothing uses and that this one takes the place of.
        gaps: single years missing between this one and its neighbours; they are added too.
    """

    first: date
    last: date
    is_new: bool = False
    moved_from: FiscalYear | None = None
    gaps: tuple[tuple[date, date], ...] = ()

    @property
    def label(self) -> str:
        """2026, or 2026/2027 for a broken year."""
        return FiscalYear(0, self.first, self.last).label


def dates_of(file: SieFile, known: Sequence[FiscalYear]) -> tuple[date, date] | None:
    """The year's first and last day as whole months; None if the file does not tell.

    A first year may begin on the day the enterprise was registered; it is kept from the first of
    that month. Without #RAR the vouchers tell, if they all lie in one known year.
    """
    year = file.current_year
    if year is not None and year.first is not None and year.last is not None:
        return Month.of(year.first).first, Month.of(year.last).last
    days = [voucher.day for voucher in file.importable() if voucher.day is not None]
    if not days:
        return None
    holding = [y for y in known if y.first <= min(days) and max(days) <= y.last]
    return (holding[0].first, holding[0].last) if holding else None


def choose_year(
    file: SieFile,
    wanted: Period | None,
    known: Sequence[FiscalYear],
    used: frozenset[int],
) -> YearChoice | Finding:
    """The year the file belongs to, or why it cannot be taken in.

    Args:
        file: what was read.
        wanted: the year the user chose, or None.
        known: the client file's fiscal years, those of earlier files in the same import too.
        used: ids of the years that a plan or an import belongs to.
    """
    has_own = file.current_year is not None
    dates = dates_of(file, known)
    if wanted is not None:
        if has_own and dates != (wanted.first, wanted.last):
            return _other_year(dates, wanted)
        dates = (wanted.first, wanted.last)
    if dates is None:
        return _not_chosen()
    if any((year.first, year.last) == dates for year in known):
        return YearChoice(*dates)
    return _new_year(dates, known, used)


def _new_year(
    dates: tuple[date, date],
    known: Sequence[FiscalYear],
    used: frozenset[int],
) -> YearChoice | Finding:
    """A year to be added, if it fits between the others."""
    first, last = dates
    if not is_fiscal_year(first, last):
        return _too_long(first, last)
    overlapping = [year for year in known if year.period.overlaps(first, last)]
    if not overlapping:
        return YearChoice(first, last, is_new=True, gaps=_gaps(first, last, known))
    if len(overlapping) == 1 and overlapping[0].id not in used and overlapping[0].id:
        return YearChoice(first, last, is_new=True, moved_from=overlapping[0])
    return _overlap(dates, overlapping[0])


def _gaps(first: date, last: date, known: Sequence[FiscalYear]) -> tuple[tuple[date, date], ...]:
    """The holes before and after the new year that are as long as one fiscal year."""
    day = timedelta(days=1)
    before = max((year.last for year in known if year.last < first), default=None)
    after = min((year.first for year in known if year.first > last), default=None)
    holes = []
    if before is not None and before + day < first:
        holes.append((before + day, first - day))
    if after is not None and last + day < after:
        holes.append((last + day, after - day))
    return tuple(hole for hole in holes if is_fiscal_year(*hole))


def _span(first: date, last: date) -> str:
    return f"{first}–{last}"


def _other_year(dates: tuple[date, date] | None, wanted: Period) -> Finding:
    own = _span(*dates) if dates else ""
    return Finding(
        ImportCode.OTHER_YEAR,
        Severity.REFUSE,
        _("The file is for the fiscal year %(own)s, not for %(wanted)s.")
        % {"own": own, "wanted": _span(wanted.first, wanted.last)},
        _("Choose the file's own year, or export the right year from the bookkeeping program."),
    )


def _not_chosen() -> Finding:
    return Finding(
        ImportCode.YEAR_NOT_CHOSEN,
        Severity.REFUSE,
        _("The file does not say which fiscal year it belongs to."),
        _("Choose the fiscal year."),
    )


def _too_long(first: date, last: date) -> Finding:
    return Finding(
        ImportCode.YEAR_LENGTH,
        Severity.REFUSE,
        _("The file's fiscal year %(span)s is longer than 18 months or ends before it begins.")
        % {"span": _span(first, last)},
        _("Correct the fiscal year in the bookkeeping program and export again."),
    )


def _overlap(dates: tuple[date, date], other: FiscalYear) -> Finding:
    return Finding(
        ImportCode.YEAR_OVERLAP,
        Severity.REFUSE,
        _("The file's fiscal year %(span)s overlaps %(other)s, which is already here.")
        % {"span": _span(*dates), "other": _span(other.first, other.last)},
        _(
            "If the fiscal year was changed, correct it under Settings; otherwise export the"
            " right year from the bookkeeping program."
        ),
    )
