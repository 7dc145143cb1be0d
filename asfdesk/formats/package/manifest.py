"""manifest.json of a package: everything but the figures and documents, and what those must be.

`format`, `version` and `schema` keep their meaning in every future version: they are how an old
program recognises a newer package.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import SCHEMA, Addressee, PackageContent, Sender
from asfdesk.formats.package.archive import MOST_MEMBERS
from asfdesk.formats.package.faults import refused
from asfdesk.formats.package.fields import Fields, canonical, moment_text
from asfdesk.formats.package.measures import FIGURES_CSV, FIGURES_JSON, figures_csv, read_figures

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT, VERSION, MANIFEST = "asfpaket", 1, "manifest.json"
MOST_NUMBER = 9_999
_KEY_BYTES = 32
_HIGHEST_VERSION = 10**6
_UID = "[0-9a-f]{32}"
_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"


@dataclass(frozen=True)
class ManifestHead:
    """What must be known before the rest may be believed.

    Attributes:
        public_key: whose signature it must be.
        digests: name of each part -> SHA-256, in order.
    """

    public_key: bytes
    digests: Mapping[str, str]


def manifest_json(content: PackageContent, parts: Mapping[str, bytes]) -> bytes:
    """The bytes of manifest.json, of a package with these parts."""
    sender, addressee = content.sender, content.addressee
    return canonical(
        {
            "format": FORMAT,
            "version": VERSION,
            "schema": SCHEMA,
            "program": f"ASF Desk {__version__}",
            "uid": content.uid,
            "number": content.number,
            "replaces": content.replaces,
            "enterprise": {
                "name": sender.name,
                "org_number": sender.org_number,
                "municipality": sender.municipality,
                "coordination": sender.coordination,
            },
            "public_key": content.public_key.hex(),
            "period": str(content.period),
            "made_at": moment_text(content.made_at),
            "recipient": {"name": addressee.name, "fingerprint": addressee.fingerprint},
            "example": content.example,
            "parts": [
                {"name": name, "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in parts.items()
            ],
        }
    )


def read_head(manifest: bytes) -> ManifestHead:
    """The head of a manifest that somebody says is ours.

    Raises:
        PackageRefusedError: NOT_A_PACKAGE, NEWER or DAMAGED.
    """
    try:
        fields = Fields.parse(manifest)
        if fields.text("format") != FORMAT:
            raise refused(PackageFault.NOT_A_PACKAGE)
        version = fields.whole("version", 1, _HIGHEST_VERSION)
        if version > VERSION or fields.whole("schema", 1, _HIGHEST_VERSION) > SCHEMA:
            raise refused(PackageFault.NEWER)
        listed = fields.list("parts", MOST_MEMBERS)
        digests = {one.like("name", _NAME): one.like("sha256", "[0-9a-f]{64}") for one in listed}
        if len(digests) < len(listed):
            raise refused(PackageFault.DAMAGED)
        return ManifestHead(fields.raw("public_key", _KEY_BYTES), digests)
    except ValueError:
        raise refused(PackageFault.DAMAGED) from None


def content_of(manifest: bytes, parts: Mapping[str, bytes]) -> PackageContent:
    """A package whose signature and parts hold, as a value.

    Raises:
        ValueError: it says something that no program of ours writes.
        KeyError: figures.json is not there.
    """
    fields = Fields.parse(manifest)
    sender, addressee = fields.inner("enterprise"), fields.inner("recipient")
    reports = read_figures(parts[FIGURES_JSON])
    if parts[FIGURES_CSV] != figures_csv(reports):
        raise ValueError(FIGURES_CSV)
    return PackageContent(
        uid=fields.like("uid", _UID),
        number=fields.whole("number", 1, MOST_NUMBER),
        replaces=fields.like("replaces", f"({_UID})?"),
        sender=Sender(
            sender.text("name"),
            sender.like("org_number", r"\d{6}-\d{4}"),
            sender.text("municipality", empty=True),
            sender.text("coordination", empty=True),
        ),
        public_key=fields.raw("public_key", _KEY_BYTES),
        period=fields.period("period"),
        made_at=fields.moment("made_at"),
        addressee=Addressee(
            addressee.text("name"), addressee.like("fingerprint", "([0-9a-f]{64})?")
        ),
        reports=reports,
        files={n: d for n, d in parts.items() if n not in (FIGURES_JSON, FIGURES_CSV)},
        example=fields.flag("example"),
    )
