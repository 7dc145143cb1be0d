"""The ledger of what was made for somebody: bytes, names and rows under the vault key."""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month, parse_period
from asfdesk.domain.sending.sent import (
    Enclosure,
    Resend,
    SentFile,
    SentReport,
    versions_from,
    versions_text,
)
from asfdesk.domain.sending_codes import ResendReason, SentState
from asfdesk.storage.columns import from_day, need_day, need_moment, to_day
from asfdesk.storage.sealing import needs_vault_key, open_field, open_value, seal_fields
from asfdesk.storage.sending.published_store import read_published, write_published
from asfdesk.storage.vault import sealed_damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.published import PublishedCount
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

_WENT = ("sent_on", "last_sent_on")
MOST_BYTES = 64 * 1024 * 1024
"""A kept file is unpacked up to here; a report of ten years for 200 trainees is a tenth of it."""


class SentQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def reports(self) -> list[SentReport]:
        """Everything in the ledger, in the order it was made."""
        return [
            self._report(row) for row in self._rows.all("SELECT * FROM sent_report ORDER BY id")
        ]

    def report(self, sent_id: int) -> SentReport | None:
        """One of them."""
        row = self._rows.get("sent_report", sent_id)
        return self._report(row) if row else None

    def enclosure(self, sent_id: int) -> Enclosure | None:
        """Its rows; None without the vault key.

        Raises:
            FileDamagedError: the seal holds something else.
        """
        row = self._rows.get("sent_report", sent_id)
        if row is None or self._vault is None:
            return None
        return open_value(self._vault, "sent_report", row, "rows", Enclosure.from_text)

    def files(self, sent_id: int | None = None) -> list[SentFile]:
        """Kept files of a report, or of all."""
        sql = """SELECT id, sent_id, format, name_sealed FROM sent_file
                 WHERE :sent IS NULL OR sent_id = :sent ORDER BY id"""
        return [
            SentFile(
                row["id"],
                row["sent_id"],
                row["format"],
                open_field(self._vault, "sent_file", row, "name"),
            )
            for row in self._rows.all(sql, {"sent": sent_id})
        ]

    def content(self, file_id: int) -> bytes | None:
        """The bytes as they were; None when they have gone.

        Raises:
            NeedsVaultKeyError: an adviser's session.
            FileDamagedError: what is kept cannot be unpacked.
        """
        if self._vault is None:
            raise needs_vault_key()
        row = self._rows.get("sent_file", file_id)
        text = open_field(self._vault, "sent_file", row, "content") if row else ""
        return unpacked(text) if text else None

    def resends(self, *, with_done: bool = False) -> list[Resend]:
        """What must go out again, in order of period."""
        sql = "SELECT * FROM resend WHERE done_on IS NULL OR :all ORDER BY id"
        found = [_resend(row) for row in self._rows.all(sql, {"all": int(with_done)})]
        return sorted(found, key=lambda one: (one.period.first, one.id))

    def digest(self, month: Month, report: str, series: int) -> str:
        """What was noted of a month's rows when it was opened again; "" = nothing."""
        row = self._digest_row(month, report, series)
        return open_field(self._vault, "month_digest", row, "digest") if row else ""

    def aggregates(self, month: Month | None = None) -> dict[tuple[Month, int, str], int | None]:
        """(month, version, key) -> count kept at locking; None = hidden because it is small."""
        sql = """SELECT month, version, key, value FROM month_aggregate
                 WHERE :month IS NULL OR month = :month ORDER BY month, version, key"""
        rows = self._rows.all(sql, {"month": str(month) if month else None})
        return {(Month.parse(r["month"]), r["version"], r["key"]): r["value"] for r in rows}

    def published(self) -> list[PublishedCount]:
        """Counts that have gone out, the earliest first; for any key."""
        return read_published(self._rows)

    def _digest_row(self, month: Month, report: str, series: int) -> type_row | None:
        sql = """SELECT * FROM month_digest
                 WHERE month = :month AND report = :report AND sent_id = :series"""
        return self._rows.one(sql, {"month": str(month), "report": report, "series": series})

    def _report(self, row: type_row) -> SentReport:
        return SentReport(
            id=row["id"],
            report=row["report"],
            version=row["version"],
            period=_period(row["period"]),
            state=SentState(row["state"]),
            created_at=need_moment(row["created_at"]),
            record_count=row["record_count"],
            recipient=row["recipient"],
            agreement_id=row["agreement_id"],
            buyer_id=row["buyer_id"],
            layout=row["layout"],
            month_versions=versions_from(row["month_versions"]),
            sent_on=to_day(row["sent_on"]),
            last_sent_on=to_day(row["last_sent_on"]),
            confirmed_on=to_day(row["confirmed_on"]),
            keep_until=to_day(row["keep_until"]),
            mac=row["mac"],
            recipient_person=open_field(self._vault, "sent_report", row, "recipient_person"),
        )


class SentStore(SentQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add(
        self, sent: SentReport, enclosure: Enclosure, files: Iterable[tuple[str, str, bytes]]
    ) -> int:
        """Enter a report with its files (format, name, bytes); returns its id.

        Raises:
            NeedsVaultKeyError: an adviser's session.
        """
        sent_id = self._writer.next_id("sent_report")
        sealed = {"recipient_person": sent.recipient_person, "rows": enclosure.as_text()}
        self._writer.insert(
            "sent_report",
            {
                "id": sent_id,
                "report": sent.report,
                "version": sent.version,
                "period": str(sent.period),
                "agreement_id": sent.agreement_id,
                "buyer_id": sent.buyer_id,
                "layout": sent.layout,
                "recipient": sent.recipient,
                "state": sent.state.value,
                "created_at": sent.created_at.isoformat(),
                "sent_on": from_day(sent.sent_on),
                "confirmed_on": from_day(sent.confirmed_on),
                "record_count": sent.record_count,
                "month_versions": versions_text(sent.month_versions),
                "keep_until": from_day(sent.keep_until),
                "mac": sent.mac,
                **seal_fields(self._vault, "sent_report", sent_id, sealed),
            },
        )
        for kind, name, content in files:
            row = self._writer.next_id("sent_file")
            kept = {"name": name, "content": packed(content)}
            fields = seal_fields(self._vault, "sent_file", row, kept)
            self._writer.insert(
                "sent_file", {"id": row, "sent_id": sent_id, "format": kind, **fields}
            )
        return sent_id

    def set_sent(self, sent_id: int, on: date) -> None:
        """It has gone; the first day stays, and a later one is noted beside it."""
        row = self._rows.get("sent_report", sent_id)
        days = [to_day(row[name]) for name in _WENT] if row else []
        known = sorted({on, *(day for day in days if day is not None)})
        values = {
            "state": SentState.SENT.value,
            "sent_on": known[0].isoformat(),
            "last_sent_on": known[-1].isoformat() if len(known) > 1 else None,
        }
        self._writer.update("sent_report", sent_id, values)

    def set_confirmed(self, sent_id: int, on: date | None) -> None:
        """Somebody at the recipient's says it came, or does not after all."""
        self._writer.update("sent_report", sent_id, {"confirmed_on": from_day(on)})

    def list_resend(self, resend: Resend) -> int:
        """Ask for something to go out again."""
        return self._writer.insert(
            "resend",
            {
                "sent_id": resend.sent_id,
                "reason": resend.reason.value,
                "period": str(resend.period),
                "month": str(resend.month),
                "listed_on": resend.listed_on.isoformat(),
                "done_on": from_day(resend.done_on),
            },
        )

    def drop_resend(self, resend_id: int) -> None:
        """It is asked for no longer."""
        self._writer.delete("resend", resend_id)

    def set_resent(self, resend_id: int, on: date) -> None:
        """It has gone out again."""
        self._writer.update("resend", resend_id, {"done_on": on.isoformat()})

    def set_digest(self, month: Month, report: str, series: int, digest: str) -> None:
        """Note what a month's rows come to, for a report that does not lie in the ledger."""
        there = self._digest_row(month, report, series)
        row = there["id"] if there else self._writer.next_id("month_digest")
        sealed = seal_fields(self._vault, "month_digest", row, {"digest": digest})
        if there:
            self._writer.update("month_digest", row, sealed)
            return
        key = {"id": row, "month": str(month), "report": report, "sent_id": series}
        self._writer.insert("month_digest", key | sealed)

    def drop_digest(self, month: Month, report: str, series: int) -> None:
        """Let go of what was noted of a series, once it has been compared."""
        row = self._digest_row(month, report, series)
        if row is not None:
            self._writer.delete("month_digest", row["id"])

    def put_aggregates(self, month: Month, version: int, counts: Mapping[str, int | None]) -> None:
        """Keep counts of a month's version; None = hidden."""
        for key, value in counts.items():
            row = {"month": str(month), "version": version, "key": key, "value": value}
            self._writer.insert("month_aggregate", row)

    def add_published(self, counts: Iterable[PublishedCount]) -> None:
        """Remember counts that go out."""
        write_published(self._writer, counts)


def packed(content: bytes) -> str:
    """Bytes as they lie under their seal: zlib, then Base64."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The way back.

    Raises:
        FileDamagedError: it is not what `packed` wrote, or unpacks to something monstrous.
    """
    try:
        opener = zlib.decompressobj()
        content = opener.decompress(base64.b64decode(text, validate=True), MOST_BYTES)
    except (ValueError, zlib.error):
        raise sealed_damaged() from None
    if not opener.eof:
        raise sealed_damaged()
    return content


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except ValueError:
        raise sealed_damaged() from None


def _resend(row: type_row) -> Resend:
    return Resend(
        id=row["id"],
        sent_id=row["sent_id"],
        reason=ResendReason(row["reason"]),
        period=_period(row["period"]),
        month=Month.parse(row["month"]),
        listed_on=need_day(row["listed_on"]),
        done_on=to_day(row["done_on"]),
    )
