"""A visit package: a visit that only those who can open the same client file can read (ADR 0045).

    name.asfbesok = ZIP of besok.json (clear: form, schema, client, which keys) and besok.bin

`besok.bin` is sealed with ChaCha20-Poly1305 under a subkey of the client file's data key; every
byte of `besok.json` is bound to it. So what can be opened was made by somebody who could open
the client file, for that file, and has not been changed. Who has lost the access since, makes
nothing that is taken in: the keys were renewed then.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from asfdesk.errors import FileDamagedError, NewerFileError, NotAClientFileError, RefusedError
from asfdesk.i18n import _
from asfdesk.storage.file.keys import KEY_BYTES, seal, unseal
from asfdesk.storage.file.manifest_json import canonical
from asfdesk.storage.visiting.visit_json import draft_as_json, draft_from_json

if TYPE_CHECKING:
    from uuid import UUID

    from asfdesk.domain.visiting.visits import VisitDraft

ENDING = ".asfbesok"
SCHEMA = 1
MOST_BYTES = 4_000_000
"""Many times the longest notes with every figure."""
_FORM = "asfdesk-visit"
_ABOUT, _SEALED = "besok.json", "besok.bin"
_MOST_ABOUT = 4_096
_KEY_ID_BYTES = 16
_DATE = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,  # encrypted, or packed in a way that the library does not know
    EOFError,
    OSError,
    ValueError,
    KeyError,
)


def packed(draft: VisitDraft, client: UUID, data_key: bytes) -> bytes:
    """The package's bytes.

    Args:
        draft: what it holds.
        client: UUID of the client file.
        data_key: of the same file, as any of its passwords opens it.
    """
    about = canonical(
        {
            "form": _FORM,
            "schema": SCHEMA,
            "client": str(client),
            "keys": _key_id(client, data_key),
        }
    )
    sealed = seal(_key(client, data_key), about, draft_as_json(draft))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in ((_ABOUT, about), (_SEALED, sealed)):
            archive.writestr(zipfile.ZipInfo(name, _DATE), content)
    return out.getvalue()


def unpacked(content: bytes, client: UUID, data_key: bytes) -> VisitDraft:
    """What a package holds, if it belongs to this client file.

    Raises:
        NotAClientFileError: it is another kind of file.
        NewerFileError: a newer ASF Desk made it.
        FileDamagedError: it was altered, forged or broken.
        RefusedError: it belongs to another enterprise, or was sealed under earlier keys.
    """
    about, sealed = _parts(content)
    told = _told(about)
    if told.get("client") != str(client):
        raise RefusedError(
            _("The visit package belongs to another enterprise."),
            _("It was made for another client file than the one that is open."),
            _("Open that client file and take the package in there."),
        )
    if told.get("keys") != _key_id(client, data_key):
        raise RefusedError(
            _("The visit package was sealed under other keys than the file has now."),
            _("The keys are renewed when an access is withdrawn or a password has leaked."),
            _("Ask the adviser to open the latest client file and save the package from there."),
        )
    plain = unseal(_key(client, data_key), about, sealed)
    if plain is None:
        raise FileDamagedError(
            _("The visit package has been altered, or was not made with this file's password."),
            _("Its seal does not agree with what it holds. Nothing was taken in."),
            _("Ask the adviser to save the package again."),
        )
    try:
        return draft_from_json(plain)
    except ValueError:
        raise FileDamagedError(
            _("The visit package holds something that cannot be right."),
            _("Its seal is whole, but a day, a status or a length is not one ASF Desk writes."),
            _("Nothing was taken in. Ask the adviser to save the package again."),
        ) from None


def _parts(content: bytes) -> tuple[bytes, bytes]:
    """Both parts. What else the archive tells (days, comments) is not looked at."""
    if len(content) > MOST_BYTES or not content.startswith(b"PK"):
        raise _another_kind()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info.filename for info in archive.infolist()]
            if any(info.file_size > MOST_BYTES for info in archive.infolist()):
                raise _another_kind()
            if _ABOUT not in names:
                raise _another_kind()
            return archive.read(_ABOUT), archive.read(_SEALED)
    except _UNREADABLE:
        raise FileDamagedError(
            _("The visit package is broken."),
            _("It did not arrive whole: a part is missing or does not agree with its checksum."),
            _("Copy it again, or ask the adviser to send it once more."),
        ) from None


def _told(about: bytes) -> dict[str, object]:
    """What stands in clear. It is believed only when the seal has opened with it."""
    try:
        told = json.loads(about) if len(about) <= _MOST_ABOUT else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        raise _another_kind()
    schema = told.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise _another_kind()
    if schema > SCHEMA:
        raise NewerFileError(
            _("The visit package was made by a newer ASF Desk."),
            _("It may hold things that this version does not know. Nothing was taken in."),
            _("Install the latest ASF Desk and take the package in again."),
        )
    return told


def _another_kind() -> NotAClientFileError:
    return NotAClientFileError(
        _("The file is not a visit package."),
        _("Visit packages end with %(ending)s and are made on the page Visits.")
        % {"ending": ENDING},
        _("Choose the file that the adviser sent."),
    )


def _derived(client: UUID, data_key: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, client.bytes, purpose).derive(data_key)


def _key(client: UUID, data_key: bytes) -> bytes:
    return _derived(client, data_key, b"asfdesk-visit-1", KEY_BYTES)


def _key_id(client: UUID, data_key: bytes) -> str:
    """Tells one set of keys from another, and nothing about them."""
    return _derived(client, data_key, b"asfdesk-visit-keys-1", _KEY_ID_BYTES).hex()
