"""Every proof, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults import (
    canaries,
    disclosure,
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
    *fail_calls.PROOFS,
    *power_loss.PROOFS,
    *kill_keys.PROOFS,
    *kill_writes.PROOFS,
    *kill_backups.PROOFS,
    *two_programs.PROOFS,
    *kill_migrations.PROOFS,
    *kill_imports.PROOFS,
    *hostile.PROOFS,
    *disclosure.PROOFS,
    *flips.PROOFS,
    *swaps.PROOFS,
    *canaries.PROOFS,
    *kill_publishing.PROOFS,
    *no_network.PROOFS,
)
"""The longest first, so that neither of two lanes waits for the other in the end."""
