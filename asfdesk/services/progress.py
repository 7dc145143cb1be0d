"""How long work tells how far it has come, and learns that the user wants to stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Passed into a use case; raises CancelledError when the user has stopped it."""

    def __call__(self, done: int, total: int) -> None:
        """Report `done` of `total` steps."""


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""
    del done, total
