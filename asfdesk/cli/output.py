"""What the command line prints: text or one JSON document on stdout, one message on stderr."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.errors import AsfDeskError

SCHEMA = 1
"""Of every JSON document; raised when a key changes its meaning (decisions D4)."""


def say(line: str = "") -> None:
    """One line on stdout."""
    sys.stdout.write(f"{line}\n")


def advise(line: str) -> None:
    """One line on stderr that is not a failure."""
    sys.stderr.write(f"asfdesk: {line}\n")


def complain(error: AsfDeskError) -> None:
    """What happened, why and what to do, on stderr."""
    sys.stderr.write(f"asfdesk: {error}\n")


def say_json(document: Mapping[str, object]) -> None:
    """The one JSON document, with its schema number."""
    text = json.dumps({"schema": SCHEMA, **document}, ensure_ascii=False, indent=2)
    sys.stdout.write(f"{text}\n")


def say_json_array(documents: Sequence[Mapping[str, object]]) -> None:
    """The one JSON document where it is an array; each element has its own schema number."""
    sys.stdout.write(json.dumps(documents, ensure_ascii=False, indent=2) + "\n")
