"""What the user sees before anything is taken in; nothing here writes (sie.md §5)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.period import FiscalYear
from asfdesk.domain.sie import SieType
from asfdesk.domain.sie_intake import closed_through, intake
from asfdesk.domain.sie_issues import Code, Decision, Severity
from asfdesk.i18n import _
from asfdesk.reports.sie_words import issue_todo, issue_word
from asfdesk.services.import_checks import (
    check_company,
    check_figures,
    check_pre_system,
    check_shrinking,
)
from asfdesk.services.import_compare import (
    NO_CHANGE,
    compare_months,
    compare_vouchers,
)
from asfdesk.services.import_findings import Finding, ImportCode, decision_of
from asfdesk.services.import_year import choose_year

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asfdesk.domain.ledger import SieImport
    from asfdesk.domain.period import Month, Period
    from asfdesk.domain.sie import SieFile
    from asfdesk.domain.sie_intake import Intake
    from asfdesk.services.import_compare import MonthChange, VoucherChange
    from asfdesk.services.import_year import YearChoice
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class FilePreview:
    """One file, judged.

    Attributes:
        name: its file name, without folders.
        sha256: of its bytes.
        file: what was read.
        findings: everything remarked, worst first.
        year: where it goes; None when that is not known.
        intake: what would be taken in; None without a year.
        vouchers: what happens to the vouchers.
        months: where the result changes.
        books_through: month to propose as the last closed one.
        is_known: exactly this file is in use already, so nothing is done.
    """

    name: str
    sha256: str
    file: SieFile = field(repr=False)
    findings: tuple[Finding, ...] = ()
    year: YearChoice | None = None
    intake: Intake | None = None
    vouchers: VoucherChange = NO_CHANGE
    months: tuple[MonthChange, ...] = field(default=(), repr=False)
    books_through: Month | None = None
    is_known: bool = False

    @property
    def decision(self) -> Decision:
        """Refuse, ask or accept."""
        return decision_of(self.findings)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What must be answered before it is taken in, one per code."""
        found = {f.code: f for f in reversed(self.findings) if f.severity is Severity.ASK}
        return tuple(reversed(found.values()))

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why it is not taken in."""
        return tuple(f for f in self.findings if f.severity is Severity.REFUSE)

    @property
    def is_preliminary(self) -> bool:
        """A pre-system's file, which stands beside the books."""
        return self.file.sie_type is SieType.PRE_SYSTEM

    @property
    def left_out(self) -> tuple[int, int]:
        """Vouchers not taken in: how many, and their debit sum in öre."""
        sums = self.intake.left_out.values() if self.intake else ()
        return sum(count for count, _ore in sums), sum(ore for _count, ore in sums)

    @property
    def result_change_ore(self) -> int:
        """What the import does to the year's result."""
        return sum(change.change_ore for change in self.months)


@dataclass(frozen=True)
class Preview:
    """All files of one import; they are taken in together or not at all."""

    files: tuple[FilePreview, ...]
    unbalanced: bool = False

    @property
    def decision(self) -> Decision:
        """The worst of the files decides."""
        return decision_of(finding for file in self.files for finding in file.findings)

    @property
    def asked_codes(self) -> frozenset[str]:
        """What must be accepted before the import."""
        return frozenset(
            str(finding.code)
            for file in self.files
            if not file.is_known
            for finding in file.questions
        )

    @property
    def has_news(self) -> bool:
        """Whether there is anything to take in."""
        return any(not file.is_known for file in self.files)

    def may_commit(self, accepted: Collection[str]) -> bool:
        """Whether the import would go through, with these codes accepted, and do something."""
        allowed = self.decision is not Decision.REFUSE and self.asked_codes <= set(accepted)
        return allowed and self.has_news

    @property
    def books_through(self) -> dict[str, Month]:
        """Year label -> proposed last closed month, for the files that give one."""
        return {
            file.year.label: file.books_through
            for file in self.files
            if file.year is not None and file.books_through is not None and not file.is_known
        }


@dataclass(frozen=True)
class ReadFile:
    """A file's name, hash and content; its bytes are not kept."""

    name: str
    sha256: str
    file: SieFile = field(repr=False)

    @classmethod
    def of(cls, name: str, data: bytes, file: SieFile) -> ReadFile:
        """From the bytes that were read."""
        return cls(name, hashlib.sha256(data).hexdigest(), file)


class Previewer:
    """Judges the files of one import one after the other, each knowing the ones before it."""

    def __init__(self, session: ReadSession, wanted: Period | None, *, unbalanced: bool) -> None:
        self._session = session
        self._wanted = wanted
        self._unbalanced = unbalanced
        self._known = list(session.enterprise.fiscal_years())
        self._used = frozenset(y.id for y in self._known if session.enterprise.year_in_use(y.id))
        self._taken: set[tuple[object, ...]] = set()

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
        key = (choice.first, made.is_preliminary)
        if key not in self._taken:
            self._taken.add(key)
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
        before = preliminary if made.is_preliminary else books
        if before is not None and _is_same(before, made, taken):
            return _with(replace(made, intake=taken, is_known=True), [_already(before)])
        vouchers = compare_vouchers(self._session, taken, before)
        findings = [
            *check_figures(taken),
            *check_pre_system(made.file, taken, books, preliminary),
            *(() if made.is_preliminary else check_shrinking(taken, vouchers, before)),
        ]
        compared = replace(
            made,
            intake=taken,
            vouchers=vouchers,
            months=compare_months(self._session, taken, before),
            books_through=self._books_through(made, taken),
        )
        return _with(compared, findings)

    def _books_through(self, made: FilePreview, taken: Intake) -> Month | None:
        """What to propose as closed: never less than what the user has confirmed."""
        if made.is_preliminary:
            return None
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
