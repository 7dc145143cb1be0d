"""Every proof, in the order of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import flips

if TYPE_CHECKING:
    from tests.faults.proof import Proof

ALL: tuple[Proof, ...] = (*flips.PROOFS,)
