"""The enterprise, its settings, closed weeks and fiscal years."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault


class EnterpriseQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault


class EnterpriseStore(EnterpriseQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows
