"""Whether a bookkeeping file may be taken in: the company, what it replaces, what it lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.books.sie_issues import Code, Severity
from asfdesk.i18n import _
from asfdesk.services.books.import_findings import Finding, ImportCode

if TYPE_CHECKING:
    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.books.sie import SieFile
    from asfdesk.domain.books.sie_intake import Intake
    from asfdesk.services.books.import_compare import VoucherChange
    from asfdesk.services.session import ReadSession

_ORG_DIGITS = 10
_WITH_CENTURY = 12
_CENTURIES = frozenset({"16", "18", "19", "20"})
_DETAIL = (ActualSource.YEAR_BALANCES, ActualSource.PERIOD_BALANCES, ActualSource.VOUCHERS)


def org_key(text: str) -> str:
    """Ten digits to compare by: without hyphen, century (12 digits) or the VAT number's SE…01.

    Returns:
        The digits; fewer or more than ten if the number is of another kind, "" for none.
        Nothing but zeros is none: some programs fill the field so.
    """
    digits = re.sub(r"\D", "", text)
    if not digits.strip("0"):
        return ""
    if len(digits) != _WITH_CENTURY:
        return digits
    return digits[2:] if digits[:2] in _CENTURIES else digits[:_ORG_DIGITS]


def check_company(session: ReadSession, file: SieFile) -> list[Finding]:
    """The organisation number against the client file's own and its aliases (decisions B1)."""
    enterprise = session.enterprise.enterprise()
    own = org_key(enterprise.org_number) if enterprise else ""
    theirs = org_key(file.org_number)
    if not theirs:
        return []
    if not own:
        return [
            Finding(
                ImportCode.OWN_NUMBER_UNKNOWN,
                Severity.ASK,
                _("The file belongs to %(company)s, but your own organisation number is missing.")
                % {"company": file.company or file.org_number},
                _("Check that it is the right company, or fill in the number under Settings."),
            )
        ]
    if theirs in {own, *(org_key(alias) for alias in session.enterprise.org_aliases())}:
        return []
    return [
        Finding(
            ImportCode.OTHER_COMPANY,
            Severity.REFUSE,
            _("The file belongs to another company: %(company)s, %(number)s.")
            % {"company": file.company or "–", "number": file.org_number},
            _(
                "Export from the right company. If the number is yours too, an owner can accept"
                " it as another number of the enterprise."
            ),
        )
    ]


def check_shrinking(
    taken: Intake, vouchers: VoucherChange, before: SieImport | None
) -> list[Finding]:
    """Signs that the file holds only a part: ask before anything is removed (sie.md §5.4)."""
    if before is None or taken.source is None:
        return []
    if _DETAIL.index(taken.source) < _DETAIL.index(before.source):
        return [_less_detail(before)]
    found = []
    if vouchers.removed and len(taken.vouchers) < before.vouchers:
        found.append(_fewer(vouchers, len(taken.vouchers), before.vouchers))
    if _ends_earlier(taken, before):
        found.append(_earlier(taken, before))
    return found


def _ends_earlier(taken: Intake, before: SieImport) -> bool:
    new, old = taken.last_voucher_day, before.last_voucher_on
    if new is not None and old is not None:
        return new < old
    covered, was_covered = taken.file.covered_to, before.covered_to
    return covered is not None and was_covered is not None and covered < was_covered


def _less_detail(before: SieImport) -> Finding:
    has = _("vouchers") if before.source is ActualSource.VOUCHERS else _("balances for each month")
    return Finding(
        ImportCode.LESS_DETAIL,
        Severity.ASK,
        _("The file says less than what is here now, which has %(has)s.") % {"has": has},
        _("Export a SIE 4 file with vouchers instead, or go on and lose that detail."),
    )


def _fewer(vouchers: VoucherChange, new: int, old: int) -> Finding:
    return Finding(
        ImportCode.FEWER_VOUCHERS,
        Severity.ASK,
        _(
            "The file has fewer vouchers than what is here now (%(new)d, was %(old)d)."
            " %(removed)d would be removed."
        )
        % {"new": new, "old": old, "removed": vouchers.removed},
        _("Check that the export covers all voucher series and the whole year so far."),
    )


def _earlier(taken: Intake, before: SieImport) -> Finding:
    return Finding(
        ImportCode.EARLIER_END,
        Severity.ASK,
        _("The file ends earlier than what is here now (%(new)s, was %(old)s).")
        % {
            "new": taken.last_voucher_day or taken.file.covered_to,
            "old": before.last_voucher_on or before.covered_to,
        },
        _("It is probably an older export. Go on only if you mean to step back."),
    )


def check_figures(taken: Intake) -> list[Finding]:
    """Without a single amount in the year there is nothing to take in."""
    if taken.source is not None:
        return []
    return [
        Finding(
            ImportCode.NO_FIGURES,
            Severity.REFUSE,
            _("The file has no figures for the fiscal year %(first)s–%(last)s.")
            % {"first": taken.first, "last": taken.last},
            _("Export a SIE 4 file with vouchers for that year."),
        )
    ]


OPTIONAL = frozenset({Code.UNBALANCED.value})
"""Codes that may be accepted though nothing asks for it: they take in what is left out."""
