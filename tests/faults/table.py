"""Every proof, in the order of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import (
    canaries,
    fail_calls,
    flips,
    hostile,
    kill_backups,
    kill_imports,
    kill_keys,
    kill_migrations,
    kill_publishing,
    kill_writes,
    no_network,
    power_loss,
    swaps,
    two_programs,
)

if TYPE_CHECKING:
    from tests.faults.proof import Proof

ALL: tuple[Proof, ...] = (
    *kill_writes.PROOFS,
    *kill_publishing.PROOFS,
    *kill_keys.PROOFS,
    *kill_imports.PROOFS,
    *kill_migrations.PROOFS,
    *kill_backups.PROOFS,
    *fail_calls.PROOFS,
    *power_loss.PROOFS,
    *two_programs.PROOFS,
    *flips.PROOFS,
    *hostile.PROOFS,
    *swaps.PROOFS,
    *canaries.PROOFS,
    *no_network.PROOFS,
)
