"""Killed while bookkeeping is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.services.file.open_file import OpenFile
from asfdesk.services.session import read_session
from tests.faults.kills import Scene, Work
from tests.faults.proof import Counts, Order, Proof, Twin, needs_posix
from tests.faults.sabotage import without_journal
from tests.sie_books import base, class_sums, prepare, take, the_year
from tests.strongbox import new_enterprise, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asfdesk.storage.file.client_file import ClientFile

AIM = 2
VOUCHERS = 40
"""In each import, besides the four of the small year."""
BASE_SUMS = {"3": -21_000_000, "4": 0, "5": 800_050, "6": 50_025, "7": 4_000_000, "8": 0}
"""Of `sie_books.base()`, in öre with SIE's sign, worked out by hand there."""


def run(order: Order) -> Counts:
    """Kill while one import after the other replaces the year."""
    scene = Scene(order, AIM)
    _prepare(scene.home)
    done = 0
    for _ in scene.rounds():
        told = done + len(scene.killed(_importing(scene.home)))
        with scene.next_start() as file:
            if file is None:
                continue
            found = _imports_in(file)
            if not told <= found <= told + 1:
                scene.tally.wrong("lost", f"{found} imports, {told} acknowledged")
            _compare_sums(scene, file, found)
            done = found
    return scene.counts()


def _prepare(home: Path) -> None:
    made, _code = new_enterprise(home)
    prepare(made.writing())
    made.close()


def _importing(home: Path) -> Work:
    def work(tell: Callable[[bytes], None]) -> None:
        file = OpenFile(opened(home))
        while True:
            take(file.writing(), books(_imports_in(file.file) + 1))
            tell(b"i")

    return work


def books(number: int) -> str:
    """The small year with forty more sales, each as many kronor as the import's number."""
    return base() + "".join(
        f'#VER C {at} 202602{1 + at % 28:02d} "Sale"\n{{\n#TRANS 1930 {{}} {number}.00\n'
        f"#TRANS 3010 {{}} -{number}.00\n}}\n"
        for at in range(1, VOUCHERS + 1)
    )


def _imports_in(file: ClientFile) -> int:
    """How many the audit log has."""
    query = "SELECT count(*) FROM audit WHERE operation = 'ledger.import'"
    return int(file.rows.value(query))


def _compare_sums(scene: Scene, file: ClientFile, imports: int) -> None:
    """The year in use is the last import, whole; postings add up to zero and to the months."""
    if not imports:
        return
    session = read_session(file.rows, file.vault)
    wanted = {**BASE_SUMS, "3": BASE_SUMS["3"] - VOUCHERS * imports * 100}
    sums = class_sums(session, the_year(session))
    if sums != wanted:
        scene.tally.wrong("half-written", f"{sums} after {imports} imports, wanted {wanted}")
    rest = file.rows.value("SELECT coalesce(sum(amount_sie_ore), 0) FROM posting")
    if rest:
        scene.tally.wrong("half-written", f"the ledger adds up to {rest}")
    lone = file.rows.value(
        "SELECT count(*) FROM voucher WHERE id NOT IN (SELECT voucher_id FROM posting)"
    )
    if lone:
        scene.tally.wrong("half-written", f"{lone} vouchers without postings")


def journal_off(order: Order) -> Counts:
    """The twin: nothing to roll back with."""
    with without_journal():
        return run(order)


PROOFS = (
    Proof(
        name="kill-imports",
        goal="300 kills: 0 lost, 0 half-imported, sums right",
        run=run,
        full=300,
        short=8,
        twins=(Twin("journal-off", journal_off, 40),),
        needs=needs_posix,
    ),
)
