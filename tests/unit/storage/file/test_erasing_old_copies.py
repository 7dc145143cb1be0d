"""An erasure is followed in copies of every schema that has been released."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.file.erasure import ErasureKind, ErasureReason, Tombstone
from asfdesk.storage._driver import open_database
from asfdesk.storage.file.erasure_store import follow
from asfdesk.storage.migrations import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage.vault import Vault


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
@pytest.mark.parametrize("kind", list(ErasureKind))
def test_a_trainee_goes_from_a_copy_of_any_schema(
    tmp_path: Path, vault: Vault, schema: int, kind: ErasureKind
) -> None:
    db = open_database(tmp_path / "copy.db", b"k" * 32)
    migrate(db, schema)
    sealed = vault.seal("trainee_identity", 4, "name_sealed", "Åsa")
    with db.atomic():
        db.execute("INSERT INTO trainee (id, number, sex) VALUES (4, 17, 'kvinna')")
        db.execute("INSERT INTO trainee_identity (id, name_sealed) VALUES (4, ?)", [sealed])
    stone = Tombstone(17, date(2026, 11, 23), kind, ErasureReason.TIME_OVER)
    with db.atomic():
        assert follow(db, [stone], vault) == 1
    left = db.execute("SELECT count(*) FROM trainee_identity").fetchone()[0]
    there = db.execute("SELECT count(*) FROM trainee").fetchone()[0]
    db.close()
    assert (left, there) == (0, int(kind is ErasureKind.ANONYMISED))
