"""What an import does to the figures that stand beside the books.

A pre-system's vouchers (decisions B2) stay until the books reach their dates; another file from a
pre-system replaces only its own series in its own months. Typed amounts go when books reach their
months. Everything is one undoable step with the import.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie_issues import Severity
from asfdesk.domain.period import Period
from asfdesk.i18n import _, month_name, ngettext
from asfdesk.services.books.import_findings import Finding, ImportCode
from asfdesk.services.books.typed_amounts import typed_in_the_way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.books.ledger import SieImport
    from asfdesk.domain.books.sie_intake import Intake
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession, WriteSession


def months_reached(taken: Intake) -> tuple[Month, ...]:
    """The months of the fiscal year that a file's figures go to."""
    end = taken.last if taken.reach is None else min(max(taken.reach, taken.first), taken.last)
    return tuple(Period(taken.first, end).months())


def kept_beside_books(
    session: ReadSession, taken: Intake, earlier: SieImport | None
) -> list[int] | None:
    """The preliminary vouchers that the books do not reach; None when there are none at all."""
    if earlier is None:
        return None
    return session.ledger.vouchers_kept(earlier.id, after=taken.reach or taken.last)


def kept_beside_pre_system(
    session: ReadSession, taken: Intake, earlier: SieImport | None, reach: date | None
) -> list[int]:
    """The earlier preliminary vouchers that another pre-system file leaves alone."""
    if earlier is None:
        return []
    return session.ledger.vouchers_kept(earlier.id, taken.voucher_months, taken.series, after=reach)


def pre_system_findings(
    session: ReadSession, taken: Intake, dropped: int, earlier: SieImport | None, kept: list[int]
) -> list[Finding]:
    """What there is to say about a pre-system's file.

    Args:
        session: the open file.
        taken: what is left of the file when the days that the books reach are taken out.
        dropped: how many vouchers were taken out for that.
        earlier: the pre-system's vouchers in use.
        kept: those of them that stay.
    """
    if not taken.vouchers and dropped:
        return [_covered_by_books()]
    found = []
    if earlier is not None:
        old = session.ledger.voucher_hashes(earlier.id)
        staying = session.ledger.hashes_of(kept)
        lost = len(old.keys() - staying.keys() - taken.hashes().keys())
        found += [_replaces(lost)] if lost else []
    if dropped:
        what = ngettext(
            "%(num)d voucher is left out: the books already reach its date.",
            "%(num)d vouchers are left out: the books already reach their dates.",
            dropped,
        )
        found.append(Finding(ImportCode.PRE_SYSTEM_PART, Severity.LEAVE_OUT, what))
    return found


def _covered_by_books() -> Finding:
    return Finding(
        ImportCode.COVERED_BY_BOOKS,
        Severity.REFUSE,
        _("The file comes from a pre-system, and the books already cover its months."),
        _("Nothing needs to be done. The bookkeeping program's own file counts."),
    )


def _replaces(lost: int) -> Finding:
    return Finding(
        ImportCode.PRE_SYSTEM_REPLACED,
        Severity.ASK,
        ngettext(
            "%(num)d voucher of an earlier pre-system file goes: it has the same series and month.",
            "%(num)d vouchers of an earlier pre-system file go: they have the same series and"
            " months.",
            lost,
        ),
        _("Go on if this file holds all vouchers of those months. Other months stay."),
    )


def books_findings(
    session: ReadSession, taken: Intake, earlier: SieImport | None, kept: Sequence[int] | None
) -> list[Finding]:
    """What the books' own file does to preliminary vouchers and typed amounts."""
    found = []
    gone = earlier.vouchers - len(kept or ()) if earlier is not None else 0
    if earlier is not None and gone > 0:
        what = ngettext(
            "%(num)d preliminary voucher is taken away: the books now cover it.",
            "%(num)d preliminary vouchers are taken away: the books now cover them.",
            gone,
        )
        what = f"{earlier.file_name}: {what}"
        found.append(Finding(ImportCode.PRE_SYSTEM_REMOVED, Severity.NOTE, what))
    typed = typed_in_the_way(session, months_reached(taken))
    if typed:
        found.append(_typed_replaced(len(typed), sorted({month for _code, month in typed})))
    return found


def _typed_replaced(count: int, months: Sequence[Month]) -> Finding:
    what = ngettext(
        "%(num)d typed amount is replaced by the file.",
        "%(num)d typed amounts are replaced by the file.",
        count,
    )
    first, last = (month_name(m.year, m.number) for m in (months[0], months[-1]))
    span = first if first == last else f"{first} – {last}"
    todo = _("They are for %(span)s. Undo brings them back together with the import.")
    return Finding(ImportCode.TYPED_REPLACED, Severity.WARN, what, todo % {"span": span})


def carry_pre_system(
    session: WriteSession, taken: Intake, import_id: int, earlier: SieImport | None, kept: list[int]
) -> None:
    """Put a pre-system's months in place, with the earlier vouchers that stay."""
    turnover = dict(taken.turnover)
    if earlier is not None and kept:
        session.ledger.carry_vouchers(earlier.id, import_id, kept)
        for key, ore in session.ledger.turnover_of(kept).items():
            turnover[key] = turnover.get(key, 0) + ore
    session.ledger.add_turnover(import_id, turnover)


def books_take_over(session: WriteSession, taken: Intake, year_id: int) -> None:
    """After the books are in use: typed amounts and preliminary vouchers that they reach go."""
    session.typed.clear(typed_in_the_way(session, months_reached(taken)))
    earlier = session.ledger.import_of(year_id, preliminary=True)
    kept = kept_beside_books(session, taken, earlier)
    if earlier is None or kept is None or len(kept) == earlier.vouchers:
        return
    if not kept:
        session.ledger.use_import(year_id, None, preliminary=True)
        return
    ledger = session.ledger
    smaller = replace(earlier, vouchers=len(kept), postings=ledger.count_rows_of(kept))
    import_id = ledger.add_import(replace(smaller, imported_at=session.writer.now()))
    ledger.carry_vouchers(earlier.id, import_id, kept)
    ledger.add_turnover(import_id, ledger.turnover_of(kept))
    ledger.use_import(year_id, import_id, preliminary=True)
