"""Shared fixtures: a fresh client database, with and without the vault key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.i18n import set_language
from asfdesk.services.session import write_session
from asfdesk.storage._driver import open_database
from asfdesk.storage.migrations import migrate
from asfdesk.storage.rows import Writer
from asfdesk.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _swedish() -> None:
    set_language("sv")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database under a test key."""
    db = open_database(tmp_path / "client.db", b"k" * 32)
    migrate(db)
    yield db
    db.close()


@pytest.fixture
def vault() -> Vault:
    return Vault(b"v" * 32, "00000000-0000-4000-8000-000000000001")


@pytest.fixture
def writer(database: Database) -> Writer:
    return Writer(database, "owner:1", lambda: NOW)


@pytest.fixture
def session(writer: Writer, vault: Vault) -> WriteSession:
    """What an owner works in."""
    return write_session(writer, vault)


@pytest.fixture
def adviser(writer: Writer) -> WriteSession:
    """The same file, opened with an adviser's key: no vault."""
    return write_session(writer, None)
