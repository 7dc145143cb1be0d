"""Killed while hours and buyers are written and taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Buyer
from asfdesk.domain.codes import PayerKind
from asfdesk.domain.period import Month, Period
from asfdesk.services.file.open_file import OpenFile
from asfdesk.services.hours.register_attendance import CellEdit, set_cells
from asfdesk.services.sales.manage_buyers import add_buyer
from asfdesk.services.session import write_session
from asfdesk.services.undo import undo_last
from asfdesk.storage.file.left_copies import continue_left_copy, find_left_copies
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import without_journal
from tests.strongbox import OWNER, new_enterprise, opened
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.services.session import WriteSession
    from asfdesk.storage.file.client_file import ClientFile

WEEK = [date(2026, 11, day) for day in range(2, 7)]
TRAINEES = 4
NOVEMBER = Period.of_month(Month(2026, 11))
KINDS = 4
"""Actions by turns: hours, hours, a buyer, that buyer taken back."""
AIM = 8
AGAIN = 0.3
_COUNT = """
    SELECT count(*) FROM audit WHERE operation IN
    ('attendance.set', 'buyer.add', 'undo:buyer.add')
"""


def run(order: Order, *, too_early: bool = False) -> Counts:
    """Kill while one action after the other is committed, and while a kill is recovered from.

    About every third child is followed at once by another one, which goes on with what was left.
    """
    scene = Scene(order, AIM)
    prepare(scene.home)
    told, kills = 0, 0
    for _ in scene.rounds():
        told += len(scene.killed(writing(scene.home, too_early=too_early)))
        kills += 1
        if scene.dice.random() < AGAIN:
            scene.tally.seen["killed again"] += 1
            continue
        with scene.next_start() as file:
            if file is not None:
                told, kills = judge(scene, file, told, kills), 0
    return scene.counts()


def prepare(home: Path) -> None:
    """An enterprise with four trainees, saved and closed."""
    made, _code = new_enterprise(home)
    session = made.writing()
    agreement = add_agreement(session)
    for number in range(1, TRAINEES + 1):
        add_placement(session, agreement, number)
    made.close()


def writing(home: Path, *, too_early: bool = False) -> Work:
    """Write on and on, acknowledging each action once it has returned (or before)."""

    def work(tell: Callable[[bytes], None]) -> None:
        left = find_left_copies()
        file = OpenFile(continue_left_copy(left[0], OWNER) if left else opened(home))
        done = actions_in(file.file)
        while True:
            if too_early:
                tell(b"w")
            write_one(file.writing(), done)
            if not too_early:
                tell(b"w")
            done += 1

    return work


def write_one(session: WriteSession, number: int) -> None:
    """The action of this number; with 20 cells if it is about hours."""
    if number % KINDS == KINDS - 2:
        add_buyer(session, Buyer(0, f"Köpare {number}", PayerKind.MUNICIPALITY))
    elif number % KINDS == KINDS - 1:
        undo_last(session)
    else:
        minutes = minutes_of(number)
        typed = f"{minutes // 60}:{minutes % 60:02d}"
        set_cells(
            session,
            [CellEdit(row, day, typed) for row in range(1, TRAINEES + 1) for day in WEEK],
        )


def minutes_of(number: int) -> int:
    """What the action of this number writes into each cell."""
    return 60 + number % 400


def actions_in(file: ClientFile) -> int:
    """How many of our actions the audit log has."""
    return int(file.rows.value(_COUNT))


def judge(scene: Scene, file: ClientFile, told: int, kills: int) -> int:
    """Compare a file with what was acknowledged; returns how many actions it holds.

    Each kill may have hit between the commit of one action and its acknowledgement.
    """
    found = actions_in(file)
    if found < told:
        scene.tally.wrong("lost", f"{found} actions, {told} acknowledged")
    if found > told + kills:
        scene.tally.wrong("half-written", f"{found} actions, {told} acknowledged")
    _compare_sums(scene, file, found)
    return found


def _compare_sums(scene: Scene, file: ClientFile, actions: int) -> None:
    """Every cell, the sum of the hours, and the number of buyers follow from the actions."""
    session = write_session(file.writer, file.vault)
    last = max((n for n in range(max(actions - KINDS, 0), actions) if n % KINDS < 2), default=None)
    minutes = [entry.attended_minutes for entry in session.attendance.entries(NOVEMBER)]
    wanted = [] if last is None else [minutes_of(last)] * len(WEEK) * TRAINEES
    if minutes != wanted:
        scene.tally.wrong("half-written", f"cells {sorted(set(minutes))}, wanted {wanted[:1]}")
    buyers = len(session.agreements.buyers())
    if buyers != 1 + (actions % KINDS == KINDS - 1):
        scene.tally.wrong("half-written", f"{buyers} buyers after {actions} actions")


def journal_off(order: Order) -> Counts:
    """The twin: nothing to roll back with."""
    with without_journal():
        return run(order)


def told_early(order: Order) -> Counts:
    """The twin: the user is told before the transaction has been committed."""
    return run(order, too_early=True)


PROOFS = (
    Proof(
        name="kill-writes",
        goal="1,000 kills: 0 lost acknowledged actions, 0 half-written, 0 damaged",
        run=run,
        full=1000,
        short=15,
        twins=(Twin("journal-off", journal_off, 40), Twin("told-early", told_early, 20)),
        needs=needs_posix,
    ),
)
