"""What the user sees before anything is taken in; nothing here writes (sie.md §5)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieType
from asfdesk.domain.books.sie_issues import Decision, Severity
from asfdesk.services.books.import_compare import (
    NO_CHANGE,
)
from asfdesk.services.books.import_findings import decision_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from asfdesk.domain.books.sie import SieFile
    from asfdesk.domain.books.sie_intake import Intake
    from asfdesk.domain.period import Month
    from asfdesk.services.books.import_compare import MonthChange, VoucherChange
    from asfdesk.services.books.import_findings import Finding
    from asfdesk.services.books.import_year import YearChoice


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
