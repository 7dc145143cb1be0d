"""Judging the files of one import against the client file; nothing here writes (sie.md §5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_intake import closed_through, intake
from asfdesk.domain.books.sie_issues import Code, Decision, Severity
from asfdesk.domain.period import FiscalYear
from asfdesk.i18n import _
from asfdesk.reports.books.sie_words import issue_todo, issue_word
from asfdesk.services.books.import_beside import (
    books_findings,
    kept_beside_books,
    kept_beside_pre_system,
    months_reached,
    pre_system_findings,
)
from asfdesk.services.books.import_checks import check_company, check_figures, check_shrinking
from asfdesk.services.books.import_compare import (
    Figures,
    compare_beside,
    compare_months,
    compare_vouchers,
    figures_of,
    together,
)
from asfdesk.services.books.import_findings import Finding, ImportCode
from asfdesk.services.books.import_preview import FilePreview
from asfdesk.services.books.import_year import choose_year

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.books.sie import SieFile
    from asfdesk.domain.books.sie_intake import Intake
    from asfdesk.domain.period import Month, Period
    from asfdesk.services.books.import_preview import ReadFile
    from asfdesk.services.books.import_year import YearChoice
    from asfdesk.services.session import ReadSession


class Previewer:
    """Judges the files of one import one after the other, each knowing the ones before it."""

    def __init__(self, session: ReadSession, wanted: Period | None, *, unbalanced: bool) -> None:
        self._session = session
        self._wanted = wanted
        self._unbalanced = unbalanced
        self._known = list(session.enterprise.fiscal_years())
        self._used = frozenset(y.id for y in self._known if session.enterprise.year_in_use(y.id))
        self._taken: set[date] = set()
        self._reach: dict[date, date] = {}
        self._preliminary: set[tuple[str, str]] = set()

    def judge(self, read: ReadFile) -> FilePreview:
        """What taking this file in would mean."""
        made = FilePreview(read.name, read.sha256, read.file, self._reader_findings(read.file))
        if made.decision is Decision.REFUSE:
            return made
        findings = check_company(self._session, read.file)
        choice = choose_year(read.file, self._wanted, self._known, self._used)
        if isinstance(choice, Finding):
            return _with(made, [*findings, choice])
        findings += self._twice(made, choice)
        self._remember(choice)
        made = self._compared(replace(made, year=choice), choice)
        return _with(made, [*findings, *_year_notes(choice)])

    def _reader_findings(self, file: SieFile) -> tuple[Finding, ...]:
        """The reader's issues in words; a chosen year answers the question of the year."""
        return tuple(
            Finding(
                issue.code.value,
                issue.severity,
                issue_word(issue),
                issue_todo(issue.code),
                issue.line,
                file.issue_totals.get(issue.code, 1),
            )
            for issue in file.issues
            if self._wanted is None or issue.code is not Code.NO_FISCAL_YEAR
        )

    def _twice(self, made: FilePreview, choice: YearChoice) -> list[Finding]:
        if made.is_preliminary or choice.first not in self._taken:
            self._taken |= set() if made.is_preliminary else {choice.first}
            return []
        return [
            Finding(
                ImportCode.SAME_YEAR_TWICE,
                Severity.REFUSE,
                _("Two of the chosen files are for the fiscal year %(year)s.")
                % {"year": choice.label},
                _("Choose only the latest of them."),
            )
        ]

    def _remember(self, choice: YearChoice) -> None:
        """Later files meet the years that this one brings."""
        if choice.moved_from is not None:
            self._known.remove(choice.moved_from)
        if choice.is_new:
            self._known.append(FiscalYear(0, choice.first, choice.last))
        self._known += [FiscalYear(0, *gap) for gap in choice.gaps]
        self._known.sort(key=lambda year: year.first)

    def _compared(self, made: FilePreview, choice: YearChoice) -> FilePreview:
        taken = intake(made.file, choice.first, choice.last, unbalanced=self._unbalanced)
        books, preliminary = self._in_use(choice)
        compare = self._beside_books if made.is_preliminary else self._as_books
        return compare(replace(made, intake=taken), taken, books, preliminary)

    def _as_books(
        self,
        made: FilePreview,
        taken: Intake,
        books: SieImport | None,
        preliminary: SieImport | None,
    ) -> FilePreview:
        """The bookkeeping program's own file: it takes the place of the books in use."""
        self._reach[taken.first] = taken.reach or taken.last
        if books is not None and _is_same(books, made, taken):
            return _with(replace(made, is_known=True), [_already(books)])
        session = self._session
        vouchers = compare_vouchers(session, taken, books)
        kept = kept_beside_books(session, taken, preliminary)
        findings = [
            *check_figures(taken),
            *books_findings(session, taken, preliminary, kept),
            *check_shrinking(taken, vouchers, books),
        ]
        typed = _typed(session, months_reached(taken))
        compared = replace(
            made,
            vouchers=vouchers,
            months=tuple(
                compare_months(
                    session,
                    Figures(figures_of(session, books, preliminary), typed),
                    Figures(together(taken.turnover, session.ledger.turnover_of(kept or ()))),
                )
            ),
            books_through=self._books_through(taken),
        )
        return _with(compared, findings)

    def _beside_books(
        self,
        made: FilePreview,
        taken: Intake,
        books: SieImport | None,
        preliminary: SieImport | None,
    ) -> FilePreview:
        """A pre-system's file: its vouchers stand beside the books where those do not reach."""
        session = self._session
        reach = self._books_reach(taken, books)
        left = taken.after(reach)
        kept = kept_beside_pre_system(session, left, preliminary, reach)
        vouchers = compare_beside(session, left, preliminary, kept)
        if preliminary is not None and vouchers.is_none and _was_taken(session, made, preliminary):
            return _with(replace(made, is_known=True), [_already(preliminary)])
        dropped = len(taken.vouchers) - len(left.vouchers)
        findings = pre_system_findings(session, left, dropped, preliminary, kept)
        compared = replace(
            made,
            intake=left,
            vouchers=vouchers,
            months=tuple(
                compare_months(
                    session,
                    Figures(figures_of(session, preliminary)),
                    Figures(together(left.turnover, session.ledger.turnover_of(kept))),
                )
            ),
        )
        return _with(compared, [*check_figures(taken), *self._overlapping(left), *findings])

    def _books_reach(self, taken: Intake, books: SieImport | None) -> date | None:
        """How far the books go, with what an earlier file of the same import brings."""
        in_use = (books.reach or taken.last) if books else None
        ends = [end for end in (in_use, self._reach.get(taken.first)) if end is not None]
        return max(ends, default=None)

    def _overlapping(self, taken: Intake) -> list[Finding]:
        """Several pre-system files at once are fine as long as they don't meet."""
        own = {(month, series) for month in taken.voucher_months for series in taken.series}
        met = own & self._preliminary
        self._preliminary |= own
        if not met:
            return []
        month = min(month for month, _series in met)
        return [
            Finding(
                ImportCode.SAME_YEAR_TWICE,
                Severity.REFUSE,
                _("Two of the pre-system files have vouchers of the same series in %(month)s.")
                % {"month": month},
                _("Choose only the latest of them."),
            )
        ]

    def _books_through(self, taken: Intake) -> Month | None:
        """What to propose as closed: never less than what the user has confirmed."""
        known = [year.books_through for year in self._known if year.first == taken.first]
        months = [*known, closed_through(taken)]
        return max((month for month in months if month is not None), default=None)

    def _in_use(self, choice: YearChoice) -> tuple[SieImport | None, SieImport | None]:
        """The books and the pre-system's vouchers that the year has now."""
        ids = [
            year.id
            for year in self._known
            if year.id and (year.first, year.last) == (choice.first, choice.last)
        ]
        if not ids:
            return None, None
        ledger = self._session.ledger
        return ledger.import_of(ids[0]), ledger.import_of(ids[0], preliminary=True)


def _with(made: FilePreview, more: Sequence[Finding]) -> FilePreview:
    """The file with more findings, worst first, otherwise in the order found."""
    order = list(Severity)
    findings = sorted([*more, *made.findings], key=lambda found: order.index(found.severity))
    return replace(made, findings=tuple(findings))


def _is_same(before: SieImport, made: FilePreview, taken: Intake) -> bool:
    """Whether the file in use is this one, read and taken in the same way."""
    left_out = sum(count for count, _ore in taken.left_out.values())
    return (before.sha256, before.encoding, before.left_out) == (
        made.sha256,
        made.file.encoding,
        left_out,
    )


def _was_taken(session: ReadSession, made: FilePreview, preliminary: SieImport) -> bool:
    """Whether this pre-system file was taken in before; others may have come after it."""
    known = {
        one.sha256
        for one in session.ledger.imports()
        if one.fiscal_year_id == preliminary.fiscal_year_id
    }
    return made.sha256 in known


def _typed(session: ReadSession, months: Sequence[Month]) -> dict[tuple[str, Month], int]:
    """Typed amounts of months in a row."""
    found = session.typed.amounts(months[0], months[-1])
    return {(code, month): ore for code, by in found.items() for month, ore in by.items()}


def _already(before: SieImport) -> Finding:
    return Finding(
        ImportCode.ALREADY_IMPORTED,
        Severity.NOTE,
        _("Exactly this file was imported on %(day)s. Nothing needs to be done.")
        % {"day": before.imported_at.date()},
    )


def _year_notes(choice: YearChoice) -> list[Finding]:
    """What happens to the list of fiscal years."""
    if not choice.is_new:
        return []
    years = [(choice.first, choice.last), *choice.gaps]
    labels = [FiscalYear(0, *year).label for year in sorted(years)]
    what = _("New in the list of fiscal years: %(years)s.") % {"years": ", ".join(labels)}
    notes = [Finding(ImportCode.YEAR_ADDED, Severity.NOTE, what)]
    if choice.moved_from is not None:
        moved = _("It takes the place of %(first)s–%(last)s, which nothing uses.") % {
            "first": choice.moved_from.first,
            "last": choice.moved_from.last,
        }
        notes.append(Finding(ImportCode.YEAR_MOVED, Severity.NOTE, moved))
    return notes
