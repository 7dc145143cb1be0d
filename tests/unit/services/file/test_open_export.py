"""The open export: all of it, documented, and back again equal."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from asfdesk import paths
from asfdesk.domain.codes import Sex
from asfdesk.errors import (
    AsfDeskError,
    FileConflictError,
    FileMissingError,
    InvalidInputError,
    NeedsVaultKeyError,
    NewerFileError,
    NotAClientFileError,
    RefusedError,
)
from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_export import export_openly
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.open_import import import_openly
from asfdesk.storage._driver import memory_database
from asfdesk.storage.file.open_tables import LEFT_OUT, open_tables
from asfdesk.storage.migrations import SCHEMA_VERSION, m0001_first, migrate
from tests.strongbox import ADVISER, CHEAP, OWNER, Clock, new_enterprise

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

NAME = "Åsa Öberg"
FORMULA = "=1+1;\"'"


def member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as source:
        return source.read(name)


def rows_in(path: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(member(path, f"json/{table}.json"))
    return found


def tables_in(path: Path) -> dict[str, list[dict[str, object]]]:
    names = json.loads(member(path, "about.json"))["tables"]
    return {name: rows_in(path, name) for name in names}


def add_trainee(file: OpenFile, number: int, name: str, *, protected: bool = False) -> None:
    """Straight through the store: what matters here is what lies in the rows."""
    session = file.writing()
    rows = session.writer
    with rows.action("trainee.add", (), "trainee"):
        row = rows.insert(
            "trainee", {"number": number, "sex": Sex.WOMAN, "protected": int(protected)}
        )
        vault = file.file.vault
        assert vault is not None
        sealed = vault.seal("trainee_identity", row, "name_sealed", name)
        rows.insert("trainee_identity", {"id": row, "name_sealed": sealed})


@pytest.fixture
def file(tmp_path: Path) -> OpenFile:
    made = new_enterprise(tmp_path / "a.asfdesk")[0]
    add_trainee(made, 1, NAME)
    add_trainee(made, 2, "Dold Person", protected=True)
    with made.writing().writer.action("setting.set", ()):
        made.writing().writer.insert("setting", {"key": "note", "value": FORMULA})
    return made


def again(zip_path: Path, target: Path) -> dict[str, list[dict[str, object]]]:
    made, _code = import_openly(zip_path, target, "ett nytt lösen", cost=CHEAP, clock=Clock())
    made.close()
    reader = open_client_file(made.path, "ett nytt lösen", read_only=True)
    out = target.with_suffix(".again.zip")
    export_openly(reader, out)
    reader.close()
    return tables_in(out)


def test_back_again_is_equal(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip", clock=Clock())
    before = tables_in(done.path)
    assert done.rows == {name: len(rows) for name, rows in before.items()}
    assert again(done.path, tmp_path / "b.asfdesk") == before
    assert [row["name"] for row in before["trainee_identity"]] == [NAME, "Dold Person"]
    assert before["audit"][-1]["operation"] == "export.open"
    file.close()


def test_the_new_file_has_keys_of_its_own(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip")
    made, code = import_openly(done.path, tmp_path / "b", "ett nytt lösen", cost=CHEAP)
    assert made.path.name == "b.asfdesk"
    assert made.file.manifest.client != file.file.manifest.client
    assert made.file.owner_keys() != file.file.owner_keys()
    assert made.file.manifest.signing_public != file.file.manifest.signing_public
    made.close()
    file.close()
    with pytest.raises(AsfDeskError):
        open_client_file(made.path, OWNER)
    open_client_file(made.path, code, read_only=True).close()


def test_the_whole_example_comes_back(tmp_path: Path) -> None:
    written = write_example(tmp_path / "example")
    source = open_client_file(written.client_file, PASSWORD)
    done = export_openly(source, tmp_path / "ut.zip")
    source.close()
    before = tables_in(done.path)
    assert len(before["posting"]) > 1000
    assert len(before["attendance"]) > 1000
    assert again(done.path, tmp_path / "b.asfdesk") == before


def test_spreadsheets_get_no_formula_and_no_protected_name(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip")
    assert done.protected == 1
    text = member(done.path, "csv/trainee_identity.csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [line["name"] for line in lines] == [NAME, ""]
    text = member(done.path, "csv/setting.csv").decode("utf-8-sig")
    settings = {
        line["key"]: line["value"] for line in csv.DictReader(io.StringIO(text), delimiter=";")
    }
    assert settings["note"] == f"'{FORMULA}"
    file.close()


def test_an_adviser_cannot(file: OpenFile, tmp_path: Path) -> None:
    add_adviser_access(file, "Rådgivaren", ADVISER, CHEAP)
    file.close()
    visitor = open_client_file(file.path, ADVISER, read_only=True)
    with pytest.raises(NeedsVaultKeyError):
        export_openly(visitor, tmp_path / "ut.zip")
    visitor.close()
    assert not (tmp_path / "ut.zip").exists()


def test_it_does_not_take_the_place_of_a_client_file(file: OpenFile, tmp_path: Path) -> None:
    file.publish()
    other = shutil.copyfile(file.path, tmp_path / "klient.zip")
    with pytest.raises(InvalidInputError, match=r"klient\.zip"):
        export_openly(file, other)
    assert other.read_bytes() == file.path.read_bytes()


def test_where_it_may_lie(file: OpenFile, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        export_openly(file, tmp_path / "ut.json")
    with pytest.raises(FileMissingError):
        export_openly(file, tmp_path / "borta" / "ut.zip")
    done = export_openly(file, tmp_path / "ut.zip")
    with pytest.raises(FileConflictError):
        import_openly(done.path, file.path, "nytt", cost=CHEAP)
    with pytest.raises(InvalidInputError):
        import_openly(done.path, tmp_path / "b", "  ", cost=CHEAP)
    with pytest.raises(FileMissingError):
        import_openly(tmp_path / "borta.zip", tmp_path / "b", "nytt", cost=CHEAP)
    file.close()


def test_every_column_is_described_and_nothing_else() -> None:
    known = json.loads(paths.resource("open-export/tables.json").read_text("utf-8"))
    db = memory_database()
    migrate(db)
    tables = open_tables(db)
    assert {table.name for table in tables} == set(known["tables"])
    used = set()
    for table in tables:
        own = known["tables"][table.name]
        assert own.keys() - {""} <= set(table.names)
        used |= set(table.names) - own.keys()
    assert used == set(known["common"])
    text = (paths.resource("..") / "docs" / "open-export.md").read_text("utf-8")
    assert all(f"| `{table.name}` |" in text for table in tables)
    entries = [
        *known["common"].values(),
        *(c for t in known["tables"].values() for c in t.values()),
    ]
    assert all(set(entry) == {"sv", "en"} and all(entry.values()) for entry in entries)
    every = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert every - {table.name for table in tables} - LEFT_OUT == {"_sqlite_migrations"}


def test_an_export_of_an_older_schema_is_brought_up(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip")
    file.close()
    tables = tables_in(done.path)
    newer = {"audit_pruned", "tombstone", "sie_object", "typed_amount"}
    old = {
        name: [{k: v for k, v in row.items() if (name, k) != ("audit", "action")} for row in rows]
        for name, rows in tables.items()
        if f"CREATE TABLE {name} (" in m0001_first.STATEMENTS
    }
    assert newer.isdisjoint(old)
    found = again(repacked(tmp_path / "old.zip", old, schema=1), tmp_path / "b.asfdesk")
    assert found["trainee_identity"] == tables["trainee_identity"]
    assert found["audit"] == [{**row, "action": ""} for row in tables["audit"]]
    assert found["tombstone"] == []


def repacked(
    path: Path,
    tables: dict[str, list[dict[str, object]]],
    *,
    schema: int = SCHEMA_VERSION,
    about: dict[str, object] | None = None,
) -> Path:
    """An export made by hand, as the documentation describes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        listed = {}
        for name, rows in tables.items():
            content = json.dumps(rows).encode()
            target.writestr(f"json/{name}.json", content)
            listed[name] = {"rows": len(rows), "sha256": hashlib.sha256(content).hexdigest()}
        whole = {
            "format": "asfdesk-open-export",
            "version": 1,
            "schema_version": schema,
            "tables": listed,
            **(about or {}),
        }
        target.writestr("about.json", json.dumps(whole))
    return path


ENTERPRISE: dict[str, object] = {
    "id": 1,
    "name": "A",
    "org_number": "",
    "legal_form": "EK",
    "is_example": 0,
    "created_on": "2026-01-01",
}


@pytest.mark.parametrize(
    ("tables", "about", "error"),
    [
        ({}, {}, RefusedError),
        ({"enterprise": []}, {}, RefusedError),
        ({"enterprise": [{"id": 1}]}, {}, RefusedError),
        ({"enterprise": [{**ENTERPRISE, "more": 1}]}, {}, RefusedError),
        ({"enterprise": [{**ENTERPRISE, "name": 1.5}]}, {}, RefusedError),
        ({"enterprise": [{**ENTERPRISE, "created_on": "igår"}]}, {}, AsfDeskError),
        ({"enterprise": [ENTERPRISE], "undo_step": []}, {}, RefusedError),
        ({"enterprise": [ENTERPRISE], "sqlite_master": []}, {}, RefusedError),
        ({"enterprise": [ENTERPRISE], "terms_payable": [{"id": 1, "terms_id": 9, "code": "F",
          "share_bp": 0}]}, {}, RefusedError),
        ({"enterprise": [ENTERPRISE]}, {"version": 2}, NewerFileError),
        ({"enterprise": [ENTERPRISE]}, {"schema_version": 99}, NewerFileError),
        ({"enterprise": [ENTERPRISE]}, {"schema_version": 0}, RefusedError),
        ({"enterprise": [ENTERPRISE]}, {"schema_version": True}, RefusedError),
        ({"enterprise": [ENTERPRISE]}, {"format": "x"}, NotAClientFileError),
        ({"enterprise": [ENTERPRISE]}, {"tables": []}, RefusedError),
        ({"enterprise": [ENTERPRISE]}, {"tables": {"../../x": {"rows": 0}}}, RefusedError),
    ],
)  # fmt: skip
def test_what_cannot_be_right_makes_no_file(
    tmp_path: Path,
    tables: dict[str, list[dict[str, object]]],
    about: dict[str, object],
    error: type[AsfDeskError],
) -> None:
    source = repacked(tmp_path / "x.zip", tables, about=about)
    with pytest.raises(error):
        import_openly(source, tmp_path / "b", "nytt", cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".asfdesk"] == []


@pytest.mark.parametrize(
    "column", ["identity_kind", "coordination_status", "checked_on", "birth_year"]
)
def test_sealed_values_are_looked_at_before_they_are_sealed(tmp_path: Path, column: str) -> None:
    trainee: dict[str, object] = {"id": 1, "number": 1, "sex": Sex.WOMAN.value, "protected": 0}
    tables = {"enterprise": [ENTERPRISE], "trainee": [trainee]}
    tables["trainee_identity"] = [{"id": 1, "name": "Åsa", column: "igår"}]
    with pytest.raises(RefusedError, match="trainee_identity"):
        import_openly(repacked(tmp_path / "x.zip", tables), tmp_path / "b", "nytt", cost=CHEAP)
    tables["trainee_identity"] = [{"id": 1, "name": "Åsa", column: ""}]
    source = repacked(tmp_path / "y.zip", tables)
    made, _code = import_openly(source, tmp_path / "b", "nytt", cost=CHEAP)
    assert made.session.trainees.names() == {1: "Åsa"}
    made.close()


def test_the_smallest_export_by_hand_is_taken(tmp_path: Path) -> None:
    source = repacked(tmp_path / "x.zip", {"enterprise": [ENTERPRISE]})
    made, _code = import_openly(source, tmp_path / "b", "nytt", cost=CHEAP)
    enterprise = made.session.enterprise.enterprise()
    assert enterprise is not None
    assert enterprise.name == "A"
    made.close()


def test_broken_and_foreign_files(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip")
    file.close()
    whole = done.path.read_bytes()
    half = tmp_path / "half.zip"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAClientFileError):
        import_openly(half, tmp_path / "b", "nytt", cost=CHEAP)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("about.json", "{}")
        target.writestr("json/trainee.json", b" " * 20_000_000)
    with pytest.raises(RefusedError):
        import_openly(bomb, tmp_path / "b", "nytt", cost=CHEAP)
    deep = tmp_path / "deep.zip"
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("about.json", "[" * 200_000)
    with pytest.raises(RefusedError):
        import_openly(deep, tmp_path / "b", "nytt", cost=CHEAP)
    tables = tables_in(done.path)
    tables["trainee"].pop()
    with pytest.raises(RefusedError):
        import_openly(repacked(tmp_path / "x.zip", tables), tmp_path / "b", "nytt", cost=CHEAP)
    assert not (tmp_path / "b.asfdesk").exists()


def test_one_flipped_bit_never_passes_unnoticed(file: OpenFile, tmp_path: Path) -> None:
    done = export_openly(file, tmp_path / "ut.zip")
    before = tables_in(done.path)
    file.close()
    whole = done.path.read_bytes()
    bad = tmp_path / "bad.zip"
    for place in range(40, len(whole), max(1, len(whole) // 60)):
        flipped = bytearray(whole)
        flipped[place] ^= 4
        bad.write_bytes(flipped)
        try:
            made, _code = import_openly(bad, tmp_path / "b", "nytt", cost=CHEAP)
        except AsfDeskError:
            continue
        out = tmp_path / "after.zip"
        export_openly(made, out)
        made.close()
        made.path.unlink()
        after = tables_in(out)
        before_audit, after_audit = before.pop("audit"), after.pop("audit")
        assert after == before
        assert after_audit[:-1] == before_audit
        before["audit"] = before_audit
