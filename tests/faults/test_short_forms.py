"""The short form of every proof, and that its twins bite."""

from __future__ import annotations

import os

import pytest

from tests.faults.apart import run_apart
from tests.faults.proof import Proof, Twin
from tests.faults.table import ALL

TWINS = [(proof, twin) for proof in ALL for twin in proof.twins]

pytestmark = pytest.mark.faults


def need(proof: Proof) -> None:
    missing = proof.needs()
    if missing and os.environ.get("CI"):
        pytest.fail(f"{missing}, but nothing may be left out here")
    if missing:
        pytest.skip(missing)


@pytest.mark.parametrize("proof", ALL, ids=lambda proof: proof.name)
def test_short_form(proof: Proof) -> None:
    need(proof)
    counts = run_apart(proof.name, proof.short, proof.seed)
    assert counts.rounds >= proof.short
    assert not counts.examples
    assert counts.clean, counts.bad


@pytest.mark.parametrize(
    ("proof", "twin"), TWINS, ids=[f"{proof.name}/{twin.name}" for proof, twin in TWINS]
)
def test_twin_is_caught(proof: Proof, twin: Twin) -> None:
    need(proof)
    counts = run_apart(proof.name, twin.rounds, proof.seed, twin.name)
    assert not counts.clean, f"nothing bad in {counts.rounds} rounds: the proof does not bite"


def test_every_proof_has_a_name_and_a_twin() -> None:
    names = [proof.name for proof in ALL]
    assert len(set(names)) == len(names)
    assert all(proof.twins for proof in ALL)
    assert all(proof.short <= proof.full for proof in ALL)
