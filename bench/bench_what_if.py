"""How long a what-if takes: one lever of a three-year plan pulled, everything answered.

    .venv/bin/python bench/bench_what_if.py [--rounds 40]

The plan is a large one of its kind: ten streams, six sales, fourteen rows of staff, thirty costs,
grants, investments and loans over thirty-six months. Answered is what the page shows: result,
income, cash month by month, lowest point, break-even. The budget is one frame, 16 ms (decisions
D3). `reckoned` is the arithmetic; `answered` is from the key until figures and break-even are
painted; `whole` until chart and table by month stand too, which come a frame later. All is
the window's own thread, offscreen. The floor, measured in the same run, is adding up as many
amounts as the plan has; how many floors an answer costs says more about the program than the
computer's milliseconds do. It prints and judges nothing.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import thread_time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan, LoanKind
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.what_if import WhatIf
from asfdesk.domain.period import Month
from asfdesk.services.drivers.shipped_parameters import shipped_parameters
from asfdesk.services.drivers.what_if_facts import WhatIfFacts, WhatIfStart
from asfdesk.ui.pages.drivers.what_if_board import FRAME_MS, WhatIfBoard
from asfdesk.ui.theme import Mode, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.domain.drivers.levers import LeverKey

BUDGET_MS = 16
FIRST, MONTHS = Month(2026, 1), 36
ROWS = 90
SUPERVISORS = 5
SIZE = (1110, 577)
"""What a screen of 1366 by 768 leaves the view, pixels."""


@dataclass(frozen=True)
class Pulled:
    """One lever: milliseconds, in the middle of its pulls, and the floor's."""

    lever: LeverKey
    reckoned: float
    answered: float
    whole: float
    floor: float


def large_plan() -> PlanModel:
    """A three-year plan with everything in it."""
    streams = tuple(
        TrainingStream(at, f"Köpare {at}", 2_000 + at * 100, 8_000 + at * 100, 320_00)
        for at in range(1, 11)
    )
    sales = tuple(
        SalesStream(at, f"Vara {at}", 5_000_000 + at, 45_50, cogs_bp=3_500, terms_days=30)
        for at in range(1, 7)
    )
    support = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000)
    staff = tuple(
        StaffRow(
            at,
            StaffRole.SUPERVISOR if at <= SUPERVISORS else StaffRole.SUBSIDISED,
            f"Roll {at}",
            7_500,
            28_000_00 + at * 333,
            birth_year=1960 + at * 3,
            rise_bp=250,
            subsidy=support if at > SUPERVISORS else None,
            line_code="K41" if at <= SUPERVISORS else "K40",
        )
        for at in range(1, 15)
    )
    codes = [f"K{number}" for number in range(30, 36)]
    fixed = tuple(
        FixedCost(at, f"Kostnad {at}", codes[at % 6], 3_000_00 + at, 1 + at % 3, index_bp=200)
        for at in range(1, 31)
    )
    return PlanModel(
        months=tuple(FIRST.plus(at) for at in range(MONTHS)),
        workdays=tuple(19 + at % 4 for at in range(MONTHS)),
        parameters=shipped_parameters(),
        streams=streams,
        sales=sales,
        staff=staff,
        fixed=fixed,
        grants=tuple(
            Grant(at, f"Bidrag {at}", "I60", 240_000_00, FIRST.plus(at), FIRST.plus(at + 17))
            for at in range(1, 4)
        ),
        investments=tuple(
            Investment(at, f"Inköp {at}", FIRST.plus(at * 5), 90_000_00, 60) for at in range(1, 6)
        ),
        loans=(
            Loan(1, "Lån 1", FIRST, 300_000_00, 550, 60),
            Loan(2, "Lån 2", FIRST.plus(6), 150_000_00, 650, 48, LoanKind.ANNUITY),
        ),
        premises=Premises(200_000_00, 100_000_00, ratio_milli=6_000, sick_bp=400),
        costs_typed_positive=frozenset({*codes, "K10", "F20", "K50"}),
        year_ends=tuple(FIRST.plus(at) for at in (11, 23, 35)),
    )


def timed_ms(act: Callable[[], object]) -> float:
    """How long something keeps the processor; what else the computer does is not counted."""
    before = thread_time()
    act()
    return (thread_time() - before) * 1000


def added_up(amounts: Sequence[Sequence[int]]) -> list[int]:
    """The floor: the plan's amounts summed by month."""
    return [sum(month) for month in zip(*amounts, strict=True)]


def measure(model: PlanModel, rounds: int) -> list[Pulled]:
    """Every lever, pulled back and forth with the keyboard on a small screen."""
    what_if = WhatIf(model)
    amounts = [[at * 7 % 1_000 for at in range(MONTHS)] for _row in range(ROWS)]
    board, area = WhatIfBoard(), QScrollArea()
    board.begin(WhatIfStart(what_if, WhatIfFacts(), DEFAULT_LINES))
    board.pulled.connect(lambda: board.show_answer(what_if.answer(board.values)))
    area.setWidgetResizable(True)
    area.setWidget(board)
    area.resize(*SIZE)
    area.show()
    QApplication.processEvents()
    found = []
    for key, row in board.levers.items():
        row.slider.setFocus()
        QApplication.processEvents()
        reckoned, answered, whole, floors = [], [], [], []
        for at in range(rounds):
            arrow = (Qt.Key.Key_Left, Qt.Key.Key_Right)[at % 2]
            first = timed_ms(partial(QTest.keyClick, row.slider, arrow))
            first += timed_ms(QApplication.processEvents)
            answered.append(first)
            whole.append(first + timed_ms(partial(QTest.qWait, 2 * FRAME_MS)))
            reckoned.append(timed_ms(partial(what_if.answer, {key: row.value + row.lever.step})))
            floors.append(timed_ms(partial(added_up, amounts)))
        found.append(Pulled(key, median(reckoned), median(answered), median(whole), median(floors)))
    area.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    Theme(app, Mode.LIGHT)
    model = large_plan()
    print(f"{'lever':<14}{'reckoned':>9}{'answered':>9}{'whole':>8}  ms{'floors':>8}")
    for one in measure(model, rounds):
        print(
            f"{one.lever:<14}{one.reckoned:>9.2f}{one.answered:>9.2f}{one.whole:>8.2f}"
            f"{one.answered / one.floor:>12.0f}"
        )
    print(f"budget {BUDGET_MS} ms until a pull is answered")


if __name__ == "__main__":
    main()
