"""An export package of a quarter: shown first, then signed, entered and written (decisions C15).

The enterprise's key for packages is made with the first one and lies sealed in the client file.
It is not the key that signs the file itself: that one may be replaced without a word, and packages
must stay recognisable for years (ADR 0043).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from asfdesk.domain.sending.packages import (
    Addressee,
    MadePackage,
    PackageContent,
    Sender,
    State,
    fingerprint_of,
    spoken,
)
from asfdesk.domain.sending.sent import kept_period, mac_of
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.formats.package.package_file import SUFFIX, write_package
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities, need_text
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import ready_part
from asfdesk.services.sending.package_figures import exact_counts, exact_measures
from asfdesk.services.sending.publish_counts import remember_document, remember_published
from asfdesk.services.sending.recipients import need_recipient, need_valid
from asfdesk.services.sending.report_catalogue import CATALOGUE, check_request, find_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.counts import Name
    from asfdesk.domain.sending.packages import Measure, Recipient
    from asfdesk.services.changes import Changes
    from asfdesk.services.sending.make_for_recipient import Part
    from asfdesk.services.sending.report_entry import ReportEntry
    from asfdesk.services.session import ReadSession, WriteSession

MAIN = "R7"
MUNICIPALITY, COORDINATION = "municipality", "coordination_body"
"""Settings: where the enterprise is, for a region that compares."""
_FORMATS = "pdf,json,csv"
_KEPT_AS = "paket"
_SENT = frozenset({Topic.SENT})


@dataclass(frozen=True)
class PackageOrder:
    """What is asked for.

    Attributes:
        period: a calendar quarter, or what the chosen reports take.
        recipient_id: whose card it is encrypted to; None = not encrypted, for `recipient`.
        recipient: name of somebody without a card.
        reports: keys, R7 first.
        exact: by agreement, exact one-way totals are added, marked as confidential.
    """

    period: Period
    today: date
    created_at: datetime
    recipient_id: int | None = None
    recipient: str = ""
    reports: tuple[str, ...] = (MAIN,)
    exact: bool = False


@dataclass(frozen=True)
class PackagePreview:
    """What a package would hold, shown before it is written.

    Attributes:
        recipient: its name.
        encrypted: whether only the recipient can open it.
        number: of the package within its period.
        replaces: number of the recipient's package that this one corrects; None = none.
        contents: each part in words.
        hidden: how many figures are held back.
        exact: the exact totals, key -> count; empty unless they are asked for.
        fingerprint: the enterprise's own, to read aloud.
        issues: what is missing in the reports.
    """

    recipient: str
    encrypted: bool
    number: int
    replaces: int | None
    contents: tuple[str, ...]
    hidden: int
    exact: Mapping[str, int]
    fingerprint: str
    issues: tuple[str, ...]


@dataclass(frozen=True)
class WrittenPackage:
    """A package that was made."""

    path: Path
    content: PackageContent = field(repr=False)
    encrypted: bool


@dataclass(frozen=True)
class _Ready:
    """Everything that is needed, before the key."""

    recipient: Recipient | None
    name: str
    parts: tuple[Part, ...] = field(repr=False)
    reports: Mapping[str, tuple[Measure, ...]] = field(repr=False)
    exact: Mapping[Name, int] = field(repr=False)
    number: int
    before: MadePackage | None

    @property
    def files(self) -> dict[str, bytes]:
        """Documents of all reports by name."""
        return {name: data for part in self.parts for _kind, name, data in part.files}


def reports_for_packages() -> tuple[ReportEntry, ...]:
    """The reports that can go into a package: whichever of the catalogue have figures for it."""
    return tuple(one for one in CATALOGUE if one.package is not None)


def preview_package(session: ReadSession, order: PackageOrder) -> PackagePreview:
    """What a package would hold; nothing is written.

    Raises:
        InvalidInputError: no recipient; the period or a report does not fit.
        NeedsVaultKeyError: an adviser's session.
        RefusedError: the recipient cannot get packages, or the file does not say whose it is.
    """
    ready = _ready(session, order)
    measures = [one for found in ready.reports.values() for one in found]
    public = session.packages.public_key()
    return PackagePreview(
        recipient=ready.name,
        encrypted=ready.recipient is not None,
        number=ready.number,
        replaces=ready.before.number if ready.before else None,
        contents=(*ready.files, "figures.json", "figures.csv"),
        hidden=sum(one.state is State.HIDDEN for one in measures),
        exact={one.key: one.value or 0 for one in measures if one.exact},
        fingerprint=spoken(fingerprint_of(public)) if public else "",
        issues=tuple(
            dict.fromkeys(i for part in ready.parts for i in part.document.head.open_issues)
        ),
    )


def make_package(session: WriteSession, order: PackageOrder, folder: Path) -> WrittenPackage:
    """Sign a package, enter it and its reports in the ledger, and write it.

    Nothing is entered when the file cannot be written.

    Raises:
        as `preview_package`; ExportTargetLockedError, DiskFullError, ReadOnlyError.
    """
    ready = _ready(session, order)
    private = session.packages.private_key()
    fresh = private is None
    key = Ed25519PrivateKey.from_private_bytes(private) if private else Ed25519PrivateKey.generate()
    raw = key.private_bytes_raw()
    content = _content(session, order, ready, key.public_key().public_bytes_raw())
    data = write_package(content, raw, ready.recipient.card if ready.recipient else None)
    path = folder / file_name(content)
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
    with session.writer.action("package.create", _SENT, "package", leaves_undo=True):
        if fresh:
            session.packages.set_key(content.public_key, raw, order.today)
        sent = [
            _enter(session, part, path.name, data if not at else b"")
            for at, part in enumerate(ready.parts)
        ]
        if ready.exact:
            main = ready.parts[0].sent
            remember_published(
                session, main.report, ready.exact, ready.name, main.created_at, exact=True
            )
        session.packages.add_package(
            MadePackage(
                0,
                content.uid,
                sent[0],
                order.recipient_id,
                content.period,
                content.number,
                content.made_at,
                hashlib.sha256(data).hexdigest(),
            )
        )
        atomic_write(path, data)
    return WrittenPackage(path, content, encrypted=ready.recipient is not None)


def file_name(content: PackageContent) -> str:
    """559999-0002_2026-Q3_1.asfpaket."""
    period = str(content.period).replace("..", "--")
    return f"{content.sender.org_number}_{period}_{content.number}{SUFFIX}"


def _enter(session: WriteSession, part: Part, name: str, package: bytes) -> int:
    """A report of the package in the ledger; the first of them keeps the package as well."""
    files = part.files + (((_KEPT_AS, name, package),) if package else ())
    sent = replace(part.sent, mac=mac_of(part.sent, part.enclosure, files))
    remember_document(session, sent, part.document)
    return session.sent.add(sent, part.enclosure, files)


def _ready(session: ReadSession, order: PackageOrder) -> _Ready:
    need_identities(session)
    recipient, name = _whom(session, order)
    request = ReportRequest(order.period, order.today, order.created_at, recipient=name)
    entries = [_entry(key) for key in dict.fromkeys(order.reports)]
    if not entries:
        raise InvalidInputError("reports", _("Choose at least one report."))
    for entry in entries:
        check_request(session, entry, request)
    formats = parse_formats(_FORMATS)
    parts = tuple(ready_part(session, entry, request, formats) for entry in entries)
    reports = {entry.key: entry.package(session, request) for entry in entries if entry.package}
    exact = exact_counts(session, order.period) if order.exact else {}
    first = entries[0].key
    reports[first] = (*reports[first], *exact_measures(exact))
    period = kept_period(order.period)
    earlier = [one for one in session.packages.made() if one.period == period]
    before = [one for one in earlier if one.recipient_id == order.recipient_id]
    number = 1 + max((one.number for one in earlier), default=0)
    return _Ready(recipient, name, parts, reports, exact, number, before[-1] if before else None)


def _whom(session: ReadSession, order: PackageOrder) -> tuple[Recipient | None, str]:
    if order.recipient_id is None:
        name = need_text("recipient", order.recipient, _("Write who the package goes to."))
        return None, name
    recipient = need_recipient(session, order.recipient_id)
    need_valid(recipient, order.today)
    return recipient, recipient.card.name


def _entry(key: str) -> ReportEntry:
    entry = find_report(key)
    if entry.package is None:
        raise InvalidInputError(
            "reports",
            _("%(report)s does not go into packages.") % {"report": entry.key},
            "",
            _("These do: %(reports)s.")
            % {"reports": ", ".join(one.key for one in reports_for_packages())},
        )
    return entry


def _content(
    session: ReadSession, order: PackageOrder, ready: _Ready, public: bytes
) -> PackageContent:
    return PackageContent(
        uid=secrets.token_hex(16),
        number=ready.number,
        replaces=ready.before.uid if ready.before else "",
        sender=sender_of(session),
        public_key=public,
        period=kept_period(order.period),
        made_at=order.created_at.replace(microsecond=0),
        addressee=Addressee(
            ready.name, ready.recipient.card.fingerprint if ready.recipient else ""
        ),
        reports=ready.reports,
        files=ready.files,
        example=ready.parts[0].document.head.example,
    )


def whereabouts(session: ReadSession) -> tuple[str, str]:
    """Municipality and samordningsförbund, as packages say them; "" = not said."""
    setting = session.enterprise.setting
    return setting(MUNICIPALITY, ""), setting(COORDINATION, "")


def set_whereabouts(session: WriteSession, municipality: str, coordination: str) -> Changes:
    """Where the enterprise is, as packages say it; "" = not said."""
    need_identities(session)
    with session.writer.action("setting.whereabouts", _SENT, "setting"):
        session.enterprise.set_setting(MUNICIPALITY, municipality.strip())
        session.enterprise.set_setting(COORDINATION, coordination.strip())
    return _SENT


def sender_of(session: ReadSession) -> Sender:
    """The enterprise as packages name it.

    Raises:
        RefusedError: the file does not say whose it is, or has no organisation number.
    """
    found = session.enterprise.enterprise()
    if found is None or not found.org_number:
        raise RefusedError(
            _("The file has no organisation number."),
            _("A recipient tells enterprises apart by it."),
            _("Write it under Settings, and try again."),
        )
    return Sender(found.name, found.org_number, *whereabouts(session))
