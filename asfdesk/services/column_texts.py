"""What each column of the client file holds, in words, as the open export says it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asfdesk import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def column_texts() -> Callable[[str, str], Mapping[str, str]]:
    """What each column holds, in both languages."""
    known = json.loads(paths.resource("open-export/tables.json").read_text("utf-8"))

    def of(table: str, column: str) -> Mapping[str, str]:
        words: Mapping[str, str] = known["tables"][table].get(column) or known["common"][column]
        return words

    return of
