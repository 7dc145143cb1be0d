"""The open export as a ZIP: `about.json`, one JSON and one CSV file per table, a read-me.

JSON is what is read back; each row is an object on a line of its own. CSV is for people: UTF-8
with mark, semicolons, CRLF, and text that a spreadsheet could take for a formula is guarded.
docs/open-export.md describes it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import NewerFileError, NotAClientFileError, RefusedError
from asfdesk.formats.text_guard import guarded
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from asfdesk.domain.file.open_table import OpenTable, OpenValue

FORMAT = "asfdesk-open-export"
VERSION = 1
ABOUT, README = "about.json", "README.txt"
_MOST_MEMBERS = 400
_MOST_BYTES = 400 * 1024 * 1024
_MOST_RATIO = 100
_SMALL = 1024 * 1024
"""Below this size a ratio says nothing: an empty table compresses as well as a bomb."""
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class OpenZip:
    """What an export holds.

    Attributes:
        about: its about.json.
        schema: the schema version of the client file that it was made of.
        tables: table -> rows, column -> value.
    """

    about: Mapping[str, object]
    schema: int
    tables: Mapping[str, list[dict[str, OpenValue]]]


class OpenZipWriter:
    """Builds the ZIP in memory, compressed, table by table."""

    def __init__(self) -> None:
        self._target = io.BytesIO()
        self._zip = zipfile.ZipFile(self._target, "w", zipfile.ZIP_DEFLATED)
        self._tables: dict[str, object] = {}

    def add_table(
        self,
        table: OpenTable,
        rows: Iterable[list[OpenValue]],
        words: Mapping[str, Mapping[str, str]],
        hidden: Callable[[list[OpenValue]], bool] = lambda _row: False,
    ) -> int:
        """Write one table both ways and return how many rows it has.

        Args:
            table: what it is made of.
            rows: values in the order of its columns.
            words: "" and each column's name -> language -> what it holds.
            hidden: whether a row's sealed columns are blank in the CSV.
        """
        as_json, as_csv, count = io.StringIO(), io.StringIO(newline=""), 0
        lines = csv.writer(as_csv, delimiter=";", lineterminator="\r\n")
        lines.writerow(table.names)
        as_json.write("[")
        for row in rows:
            value = json.dumps(dict(zip(table.names, row, strict=True)), ensure_ascii=False)
            as_json.write(f"{',' if count else ''}\n{value}")
            lines.writerow(_shown(table, row, blank=hidden(row)))
            count += 1
        as_json.write("\n]\n")
        content = as_json.getvalue().encode("utf-8", "surrogatepass")
        self._add(f"json/{table.name}.json", content)
        self._add(f"csv/{table.name}.csv", as_csv.getvalue().encode("utf-8-sig", "replace"))
        self._tables[table.name] = {
            "rows": count,
            "sha256": hashlib.sha256(content).hexdigest(),
            "description": words[""],
            "columns": {
                column.name: {
                    "type": column.kind,
                    "required": column.required,
                    "sealed_in_client_file": column.sealed,
                    "description": words[column.name],
                }
                for column in table.columns
            },
        }
        return count

    def finish(self, about: Mapping[str, object], readme: str) -> bytes:
        """The whole ZIP.

        Args:
            about: what else about.json says.
            readme: for people.
        """
        whole = {"format": FORMAT, "version": VERSION, **about, "tables": self._tables}
        self._add(ABOUT, (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
        self._add(README, readme.replace("\n", "\r\n").encode("utf-8-sig"))
        self._zip.close()
        return self._target.getvalue()

    def _add(self, name: str, content: bytes) -> None:
        member = zipfile.ZipInfo(name, _FIXED_TIME)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o600 << 16
        self._zip.writestr(member, content)


def _shown(table: OpenTable, row: list[OpenValue], *, blank: bool) -> list[object]:
    """A row as spreadsheets get it."""
    return [
        None if blank and column.sealed else guarded(cell) if isinstance(cell, str) else cell
        for column, cell in zip(table.columns, row, strict=True)
    ]


def read_open_zip(path: Path, newest_schema: int) -> OpenZip:
    """Read an export whole; each table is held against the checksum in about.json.

    Args:
        path: the ZIP.
        newest_schema: the latest schema version that this program knows.

    Raises:
        NotAClientFileError: not an export of ASF Desk.
        NewerFileError: made by a newer ASF Desk.
        RefusedError: broken, changed, or larger than any export.
        OSError: as the system says it.
    """
    try:
        with zipfile.ZipFile(path) as source:
            _check_sizes(source)
            about = _object(json.loads(source.read(ABOUT)))
            schema = _versions(about, newest_schema)
            tables = {
                name: _rows(source.read(f"json/{name}.json"), _object(entry))
                for name, entry in _object(about["tables"]).items()
            }
    except (KeyError, ValueError, TypeError, RecursionError):
        raise _broken() from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        # RuntimeError: encrypted, or packed in a way that the library does not know.
        raise _other_kind() from None
    return OpenZip(about, schema, tables)


def _check_sizes(source: zipfile.ZipFile) -> None:
    members = source.infolist()
    names = [member.filename for member in members]
    if ABOUT not in names:
        raise _other_kind()
    bomb = any(
        member.file_size > _SMALL and member.file_size > _MOST_RATIO * member.compress_size
        for member in members
    )
    if (
        bomb
        or len(members) > _MOST_MEMBERS
        or len(set(names)) < len(names)
        or sum(member.file_size for member in members) > _MOST_BYTES
    ):
        raise RefusedError(
            _("The ZIP is larger than any export of ASF Desk."),
            _("It holds too many files, or far more data than its size."),
            _("Nothing was made. Ask where the file comes from."),
        )


def _versions(about: dict[str, object], newest_schema: int) -> int:
    if about.get("format") != FORMAT:
        raise _other_kind()
    version, schema = about["version"], about["schema_version"]
    if type(version) is not int or type(schema) is not int or version < 1 or schema < 1:
        raise _broken()
    if version > VERSION or schema > newest_schema:
        raise NewerFileError(
            _("The export was made by a newer version of ASF Desk."),
            _("This version does not know what it may hold."),
            _("Nothing was changed. Install the latest version and try again."),
        )
    return schema


def _rows(content: bytes, entry: dict[str, object]) -> list[dict[str, OpenValue]]:
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise _broken()
    rows = json.loads(content.decode("utf-8", "surrogatepass"))
    if not isinstance(rows, list) or len(rows) != entry["rows"]:
        raise _broken()
    for row in rows:
        if any(not _is_value(value) for value in _object(row).values()):
            raise _broken()
    return rows


def _is_value(value: object) -> bool:
    return value is None or type(value) in (int, str)


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _broken()
    return value


def _other_kind() -> NotAClientFileError:
    return NotAClientFileError(
        _("This is not an open export of ASF Desk."),
        _("An open export is a ZIP file with about.json and one file per table."),
        _("Choose the ZIP file that the export made."),
    )


def _broken() -> RefusedError:
    return RefusedError(
        _("The open export is damaged or has been changed."),
        _("What it holds does not agree with its own list of contents (about.json)."),
        _("Nothing was made. Use the file as it was written, or make a new export."),
    )
