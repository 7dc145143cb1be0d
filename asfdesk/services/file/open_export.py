"""Everything in the file as documented JSON and CSV in one ZIP: data outlives the program.

Owners only. The ZIP is not encrypted, so the log notes that it was made, before it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.errors import InvalidInputError
from asfdesk.formats.open_zip import README, OpenZipWriter
from asfdesk.i18n import _
from asfdesk.services.column_texts import column_texts
from asfdesk.services.file.open_file import utc_now
from asfdesk.services.progress import silent
from asfdesk.services.sending.sent_reports import protected_in
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.open_tables import open_rows, open_tables
from asfdesk.storage.file.targets import refuse_client_file
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.sealing import needs_vault_key
from asfdesk.storage.trouble import folder_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from asfdesk.domain.file.open_table import OpenTable, OpenValue
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession

ENDING = ".zip"
_Row = list["OpenValue"]


@dataclass(frozen=True)
class OpenExported:
    """What was written.

    Attributes:
        path: the ZIP.
        rows: table -> number of rows.
        protected: trainees with protected identity among them; the CSV files leave them blank.
    """

    path: Path
    rows: Mapping[str, int]
    protected: int


def export_openly(
    opened: OpenFile,
    path: Path,
    progress: Progress = silent,
    clock: Callable[[], datetime] = utc_now,
) -> OpenExported:
    """Write everything but undo steps and keys to a ZIP.

    Args:
        opened: with an owner's or the recovery password.
        path: the ZIP; replaced if it is there, whole or not at all.
        progress: told per table.
        clock: gives the time in UTC.

    Raises:
        NeedsVaultKeyError: opened with an adviser's password.
        InvalidInputError: the name does not end in .zip, or a client file is there.
        AsfDeskError: it could not be written; what was there is untouched.
    """
    vault = opened.file.vault
    if vault is None:
        raise needs_vault_key()
    _check_target(path)
    if opened.write is not None:
        with opened.write.writer.action("export.open", (), leaves_undo=True):
            pass
    db = opened.file.database
    session, target, words = opened.session, OpenZipWriter(), column_texts()
    hidden = _Hidden.of(session)
    tables, counts = open_tables(db), {}
    for done, table in enumerate(tables):
        progress(done, len(tables) + 1)
        counts[table.name] = target.add_table(
            table,
            open_rows(db, vault, table),
            {name: words(table.name, name) for name in ("", *table.names)},
            _hider(table, hidden),
        )
    content = target.finish(_about(opened, len(hidden.trainees), clock()), _readme(tables))
    progress(len(tables), len(tables) + 1)
    atomic_write(path, content)
    return OpenExported(path, counts, len(hidden.trainees))


def _check_target(path: Path) -> None:
    if path.suffix.lower() != ENDING:
        raise InvalidInputError(
            "path",
            _("The open export is a ZIP file."),
            _("The name %(name)s does not end in .zip.") % {"name": path.name},
            _("Choose a name that ends in .zip."),
        )
    if not path.absolute().parent.is_dir():
        raise folder_missing()
    refuse_client_file(path)


def _about(opened: OpenFile, protected: int, now: datetime) -> dict[str, object]:
    enterprise = opened.session.enterprise.enterprise()
    return {
        "schema_version": SCHEMA_VERSION,
        "app_version": __version__,
        "exported_at": now.isoformat(timespec="seconds"),
        "client": str(opened.file.manifest.client),
        "generation": opened.file.manifest.generation,
        "is_example": enterprise is not None and enterprise.is_example,
        "protected_trainees": protected,
        "documentation": README,
    }


@dataclass(frozen=True)
class _Hidden:
    """Protected trainees, their placements, and kept reports that hold them."""

    trainees: frozenset[int]
    placements: frozenset[int]
    sent: frozenset[int]

    @classmethod
    def of(cls, session: ReadSession) -> _Hidden:
        """Of the open file."""
        protected = frozenset(one.id for one in session.trainees.trainees() if one.protected)
        return cls(
            protected,
            frozenset(
                one.id for one in session.placements.placements() if one.trainee_id in protected
            ),
            frozenset(one.id for one in session.sent.reports() if protected_in(session, one.id)),
        )


def _hider(table: OpenTable, hidden: _Hidden) -> Callable[[_Row], bool]:
    """Which rows' sealed columns stay blank where people read: a protected trainee's."""
    owners = {
        "trainee_identity": ("id", hidden.trainees),
        "placement": ("id", hidden.placements),
        "placement_background": ("id", hidden.placements),
        "sent_report": ("id", hidden.sent),
    }
    for column, ids in (
        ("sent_id", hidden.sent),
        ("placement_id", hidden.placements),
        ("trainee_id", hidden.trainees),
    ):
        if column in table.names:
            owners.setdefault(table.name, (column, ids))
    if table.name not in owners:
        return lambda _row: False
    column, found = owners[table.name]
    place = table.names.index(column)
    return lambda row: row[place] in found


def _readme(tables: list[OpenTable]) -> str:
    words = column_texts()
    return "\n".join(_readme_lines(tables, words)) + "\n"


def _readme_lines(
    tables: list[OpenTable], words: Callable[[str, str], Mapping[str, str]]
) -> Iterator[str]:
    for language, text in (("sv", _SWEDISH), ("en", _ENGLISH)):
        yield text
        for table in tables:
            yield ""
            yield f"{table.name}: {words(table.name, '')[language]}"
            for column in table.columns:
                yield f"  {column.name}: {words(table.name, column.name)[language]}"
        yield ""


_SWEDISH = """\
ASF Desk – öppen export
=======================

Den här ZIP-filen innehåller allt i klientfilen, utom ångra-listan och nycklarna.
Den är INTE krypterad. Den som har filen kan läsa deltagarnas namn och personnummer.

  about.json  vad filen innehåller, med kontrollsummor och beskrivning av varje kolumn
  json/       en fil per tabell, en rad per uppgift; det är de här filerna som läses in igen
  csv/        samma sak för kalkylprogram (UTF-8, semikolon); skyddade personers uppgifter
              är tomma här, och text som kan misstas för en formel inleds med en apostrof

Pengar är hela ören, tid hela minuter, dagar ÅÅÅÅ-MM-DD och månader ÅÅÅÅ-MM.
Läs in filen i ASF Desk med: asfdesk open-import EXPORT.zip NY.asfdesk

Tabellerna
----------"""
_ENGLISH = """\
ASF Desk – open export
======================

This ZIP file holds everything in the client file, except the undo list and the keys.
It is NOT encrypted. Whoever has it can read the trainees' names and identity numbers.

  about.json  what the file holds, with checksums and a description of every column
  json/       one file per table, one row per line; these are what is read back
  csv/        the same for spreadsheets (UTF-8, semicolons); protected persons' details are
              blank here, and text that could be taken for a formula begins with an apostrophe

Money is whole öre, time whole minutes, days YYYY-MM-DD and months YYYY-MM.
Read it back into ASF Desk with: asfdesk open-import EXPORT.zip NEW.asfdesk

The tables
----------"""
