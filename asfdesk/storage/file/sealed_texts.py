"""Every text that is sealed in a file, opened: to know whether something outside holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.storage.file.rekey import sealed_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage.file.client_file import ClientFile

_KEYS = "former_key"
_WHOLE_DOCUMENTS = frozenset({"content_sealed", "rows_sealed", "digest_sealed"})
_WORDS_OF_A_LIST = frozenset(
    {
        "identity_kind_sealed",
        "coordination_status_sealed",
        "checked_on_sealed",
        "birth_year_sealed",
        "exit_reason_sealed",
        "education_sealed",
        "support_before_sealed",
        "support_after_sealed",
        "support_length_sealed",
        "form_sealed",
        "sick_sealed",
        "vouched_sealed",
    }
)
"""Codes, days and years: sealed too, but the same for many and found in any text."""


def sealed_texts(file: ClientFile) -> Iterator[str]:
    """What tells who somebody is: names, numbers, contact details and free text.

    Nothing with an adviser's key.
    """
    if file.vault is None:
        return
    for table, column in sealed_columns(file.database):
        if table == _KEYS or column in _WORDS_OF_A_LIST | _WHOLE_DOCUMENTS:
            continue
        for row in file.rows.all(
            f"SELECT id, {column} AS sealed FROM {table} WHERE {column} IS NOT NULL"
        ):
            yield file.vault.open(table, row["id"], column, row["sealed"])
