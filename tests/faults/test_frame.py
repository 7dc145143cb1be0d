"""The frame of the proofs: what counts as reached, and that nothing missed is called reached."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.faults import __main__ as runner
from tests.faults.apart import ProofBrokeError, run_apart
from tests.faults.proof import Counts, Order, Proof, Tally, Twin

if TYPE_CHECKING:
    from collections.abc import Callable


def nothing(_order: Order) -> Counts:
    raise AssertionError("runs in another process only")


PROOF = Proof("one", "0 lost", nothing, full=10, short=2, twins=(Twin("off", nothing, 5),))
GOOD, BAD = Counts(10, {"lost": 0}), Counts(5, {"lost": 2}, {}, ["lost in round 3: x"])


def answers(found: Counts, twin: Counts) -> Callable[..., Counts]:
    def run(_name: str, _rounds: int, _seed: int, twin_name: str = "") -> Counts:
        return twin if twin_name else found

    return run


@pytest.mark.parametrize(
    ("found", "twin", "code", "word"),
    [
        (GOOD, BAD, 0, "reached"),
        (BAD, BAD, 1, "MISSED"),
        (Counts(9, {"lost": 0}), BAD, 1, "MISSED"),
        (GOOD, GOOD, 1, "no twin bites: off"),
    ],
)
def test_a_figure_is_reached_only_clean_in_full_and_with_a_twin_that_bites(
    found: Counts,
    twin: Counts,
    code: int,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(runner, "ALL", (PROOF,))
    monkeypatch.setattr(runner, "run_apart", answers(found, twin))
    assert runner.main([]) == code
    assert word in capsys.readouterr().out


def test_a_proof_that_breaks_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_arguments: object) -> Counts:
        raise ProofBrokeError("Traceback")

    monkeypatch.setattr(runner, "ALL", (PROOF,))
    monkeypatch.setattr(runner, "run_apart", breaks)
    assert runner.main([]) == 1
    assert "1 proof broke" in capsys.readouterr().out


def test_the_line_is_json_with_seed_and_counts() -> None:
    tally = Tally("lost", "damaged")
    tally.rounds = 3
    for _ in range(9):
        tally.wrong("lost", "an entry")
    told = json.loads(tally.counts().line("one", 7, 1.25))
    assert (told["proof"], told["seed"], told["rounds"]) == ("one", 7, 3)
    assert told["bad"] == {"lost": 9, "damaged": 0}
    assert told["examples"] == ["lost in round 3: an entry"] * 5


def test_a_proof_that_is_not_there_breaks() -> None:
    with pytest.raises(ProofBrokeError, match="StopIteration"):
        run_apart("no such proof", 1, 1)
