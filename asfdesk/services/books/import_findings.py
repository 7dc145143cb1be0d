"""What a preview has to say about a bookkeeping file, beyond what the reader found in it.

The codes are stable: `import --accept` takes those that ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Decision, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class ImportCode(StrEnum):
    """Found when a file is compared with the client file."""

    OTHER_COMPANY = "other_org_number"
    YEAR_OVERLAP = "fiscal_year_overlap"
    YEAR_LENGTH = "fiscal_year_length"
    OTHER_YEAR = "other_fiscal_year"
    YEAR_NOT_CHOSEN = "fiscal_year_not_chosen"
    SAME_YEAR_TWICE = "same_fiscal_year_twice"
    NO_FIGURES = "no_figures_for_year"
    COVERED_BY_BOOKS = "covered_by_books"
    OWN_NUMBER_UNKNOWN = "own_org_number_unknown"
    FEWER_VOUCHERS = "fewer_vouchers"
    EARLIER_END = "earlier_end"
    LESS_DETAIL = "less_detail"
    PRE_SYSTEM_REPLACED = "pre_system_replaced"
    ALREADY_IMPORTED = "already_imported"
    YEAR_ADDED = "fiscal_year_added"
    YEAR_MOVED = "fiscal_year_moved"
    PRE_SYSTEM_REMOVED = "pre_system_removed"
    PRE_SYSTEM_PART = "pre_system_partly_in_books"
    TYPED_REPLACED = "typed_amounts_replaced"


@dataclass(frozen=True)
class Finding:
    """One remark, in words.

    Attributes:
        code: ImportCode or the reader's Code.
        severity: how much it weighs.
        what: what was found.
        todo: what to do about it; "" when there is nothing to do.
        line: line in the file, or None for the whole file.
        times: how often, when only the first is shown.
    """

    code: str
    severity: Severity
    what: str
    todo: str = ""
    line: int | None = None
    times: int = 1


def decision_of(findings: Iterable[Finding]) -> Decision:
    """The worst of them decides."""
    found = {finding.severity for finding in findings}
    if Severity.REFUSE in found:
        return Decision.REFUSE
    return Decision.ASK if Severity.ASK in found else Decision.ACCEPT
