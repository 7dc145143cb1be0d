"""The rows of an import, written in bulk inside the open action."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ActualSource, BalanceKind, SieImport
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from asfdesk.domain.books.sie_intake import Intake, KeyedVoucher
    from asfdesk.services.books.import_preview import FilePreview
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession, WriteSession

KEEP_TEXTS = "keep_voucher_texts"
"""Setting of the client file: "1" keeps the vouchers' texts; they may name people."""

_PROGRESS_EVERY = 512
_LINES_NOTED = 20


class Counter:
    """Tells progress over all files of one import."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def watched(self, vouchers: Iterable[KeyedVoucher]) -> Iterator[KeyedVoucher]:
        """The same vouchers; now and then progress is told."""
        for voucher in vouchers:
            if self._done % _PROGRESS_EVERY == 0:
                self._progress(self._done, self._total)
            self._done += 1
            yield voucher


def keeps_texts(session: ReadSession) -> bool:
    """Whether imports keep the vouchers' texts; they do not unless the user has asked."""
    return session.enterprise.setting(KEEP_TEXTS, "0") == "1"


def import_record(file: FilePreview, taken: Intake, year_id: int, now: datetime) -> SieImport:
    """The line of the import history."""
    return SieImport(
        id=0,
        fiscal_year_id=year_id,
        file_name=file.name,
        sha256=file.sha256,
        imported_at=now,
        program=taken.file.program,
        generated_on=taken.file.generated_on,
        sie_type=taken.file.sie_type.value if taken.file.sie_type else "",
        encoding=taken.file.encoding,
        covered_to=taken.file.covered_to,
        last_voucher_on=taken.last_voucher_day,
        source=taken.source or ActualSource.YEAR_BALANCES,
        vouchers=len(taken.vouchers),
        postings=taken.postings,
        left_out=file.left_out[0],
        issues=_noted(file),
    )


def _noted(file: FilePreview) -> str:
    """Code -> how often and the first lines. No texts: they may come from the books."""
    found: dict[str, tuple[int, list[int]]] = {}
    for finding in file.findings:
        _times, lines = found.setdefault(str(finding.code), (finding.times, []))
        if finding.line is not None and len(lines) < _LINES_NOTED:
            lines.append(finding.line)
    return json.dumps(found)


def write_rows(session: WriteSession, taken: Intake, import_id: int, counter: Counter) -> None:
    """The bulk of an import: names, vouchers, postings, balances; its months come after."""
    ledger = session.ledger
    ledger.add_accounts(import_id, _names(taken))
    ledger.add_objects(import_id, _objects(taken))
    first_id = ledger.next_voucher_id()
    keep_texts = keeps_texts(session)
    ledger.add_vouchers(_vouchers(taken, import_id, first_id, keep_texts=keep_texts))
    ledger.add_postings(_postings(taken, import_id, first_id, counter))
    ledger.add_balances(import_id, _balances(taken))


def _vouchers(
    taken: Intake, import_id: int, first_id: int, *, keep_texts: bool
) -> Iterator[tuple[object, ...]]:
    days: dict[object, str] = {}
    for place, (voucher, key, content, _months) in enumerate(taken.vouchers, start=first_id):
        day = days.get(voucher.day) or days.setdefault(voucher.day, str(voucher.day))
        text = voucher.text if keep_texts else ""
        yield place, import_id, voucher.series, voucher.number, day, text, key, content


def _postings(
    taken: Intake, import_id: int, first_id: int, counter: Counter
) -> Iterator[tuple[object, ...]]:
    for place, keyed in enumerate(counter.watched(taken.vouchers), start=first_id):
        for (account, ore, _day, cost_centre, project, _text, _line), month in zip(
            keyed.voucher.rows, keyed.months, strict=True
        ):
            yield import_id, place, account, month, ore, cost_centre, project


def _names(taken: Intake) -> dict[str, str]:
    """Every account that is declared, or used without being so."""
    used = {account for account, _month, _cost_centre, _project in taken.turnover}
    return {**dict.fromkeys(sorted(used), ""), **taken.file.accounts}


def _objects(taken: Intake) -> dict[tuple[int, str], str]:
    """Names of cost centres and projects; other dimensions may be people and are never kept."""
    file = taken.file
    return {
        (dimension, code): name
        for dimension, names in ((COST_CENTRE, file.cost_centres), (PROJECT, file.projects))
        for code, name in names.items()
    }


def _balances(taken: Intake) -> Iterator[tuple[int, str, str, int]]:
    kinds = (
        (BalanceKind.OPENING, taken.file.opening),
        (BalanceKind.CLOSING, taken.file.closing),
        (BalanceKind.RESULT, taken.file.results),
    )
    for kind, years in kinds:
        for index, accounts in years.items():
            for account, ore in accounts.items():
                yield index, kind.value, account, ore
