"""How fast a plan answers when one of its drivers changes.

    .venv/bin/python bench/bench_plan.py [rounds]

A café and workshop: three years, 5 training streams, 4 sales, 15 rows of staff, 20 costs, 3
grants, 3 investments, 2 loans, 30 amounts typed over. Each row changes one driver, to a value it
has not had, and computes the plan.

The floor is measured in the same run: adding the same components up to the same lines, which
must happen whatever changed. "own" is the processor's time, "worst" the worst of it. The target
is one frame (decisions D3).
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import replace
from functools import partial
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.books.chart import TYPED_AS_COST
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.drivers.compute import Calculator, compute
from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan, LoanKind
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.hours.holidays import workdays
from asfdesk.domain.period import Month, Period
from asfdesk.services.drivers.shipped_parameters import shipped_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.drivers.result import PlanResult

ROUNDS = 200
TARGET_MS = 16
FIRST = Month(2026, 1)
COSTS = ("K20", "K30", "K31", "K32", "K33", "K34", "K35")
UNITS = (PriceUnit.DAY, PriceUnit.HOUR, PriceUnit.PLACE_MONTH, PriceUnit.HALF_DAY)


def cafe_and_workshop() -> PlanModel:
    """Three years with everything a plan can hold."""
    months = tuple(FIRST.plus(at) for at in range(36))
    typed = {("K20", FIRST.plus(at)): -4_000_000 - at for at in range(30)}
    return PlanModel(
        months=months,
        workdays=tuple(workdays(Period.of_month(month)) for month in months),
        parameters=shipped_parameters(),
        streams=tuple(_stream(at) for at in range(5)),
        sales=tuple(_sale(at) for at in range(4)),
        staff=tuple(_staff(at) for at in range(15)),
        fixed=tuple(_cost(at) for at in range(20)),
        grants=tuple(
            Grant(at, "Bidrag", "I51", 50_000_000, FIRST.plus(at), FIRST.plus(at + 17))
            for at in range(3)
        ),
        investments=tuple(
            Investment(at, "Ugn", FIRST.plus(at * 5), 12_345_600, 60) for at in range(3)
        ),
        loans=tuple(
            Loan(at, "Lån", FIRST.plus(at - 6), 40_000_000, 575, 48, kind)
            for at, kind in enumerate(LoanKind)
        ),
        premises=Premises(ratio_milli=5500, sick_bp=400),
        overrides=typed,
        costs_typed_positive=TYPED_AS_COST | {*COSTS, "K10", "K37", "K40", "K41", "K42", "K43"},
    )


def _stream(at: int) -> TrainingStream:
    return TrainingStream(
        at,
        f"Beställare {at}",
        6000 + 500 * at,
        8500,
        32_000,
        unit=UNITS[at % len(UNITS)],
        basis=tuple(PriceBasis)[at % len(PriceBasis)],
        changes=(StreamChange(FIRST.plus(7), 7000, 8600, 33_000),),
    )


def _sale(at: int) -> SalesStream:
    season = (5, 5, 8, 9, 10, 12, 4, 8, 10, 9, 9, 11)
    return SalesStream(at, f"Försäljning {at}", 12_345_000, 4_590, 3000 + at, season)


def _staff(at: int) -> StaffRow:
    subsidy = Subsidy(tuple(SubsidyKind)[at % 3], 6000) if at % 2 else None
    return StaffRow(
        at,
        StaffRole.SUBSIDISED if at % 2 else StaffRole.SUPERVISOR,
        f"Anställning {at}",
        7500 + 1250 * (at % 4),
        2_600_000 + 43_210 * at,
        birth_year=1955 + 4 * at,
        rise_bp=250,
        subsidy=subsidy,
        line_code="K40" if at % 2 else "K41",
    )


def _cost(at: int) -> FixedCost:
    code = COSTS[at % len(COSTS)]
    return FixedCost(at, f"Kostnad {at}", code, 400_000 + 123 * at, 1 + at % 4, index_bp=200)


def one_stream(model: PlanModel, step: int) -> PlanModel:
    """The places of one buyer."""
    first, *rest = model.streams
    return replace(model, streams=(replace(first, places_milli=7000 + step), *rest))


def every_price(model: PlanModel, step: int) -> PlanModel:
    """The price of every stream, as a slider changes them."""
    changed = (
        replace(
            one,
            price_ore=one.price_ore + step,
            changes=tuple(
                replace(change, price_ore=change.price_ore + step) for change in one.changes
            ),
        )
        for one in model.streams
    )
    return replace(model, streams=tuple(changed))


def one_sale(model: PlanModel, step: int) -> PlanModel:
    """The volume of one kind of goods."""
    first, *rest = model.sales
    return replace(model, sales=(replace(first, volume_milli=9_000_000 + step), *rest))


def one_row(model: PlanModel, step: int) -> PlanModel:
    """The pay of one employment with support."""
    first, second, *rest = model.staff
    raised = replace(second, monthly_pay_ore=2_000_000 + step)
    return replace(model, staff=(first, raised, *rest))


def every_row(model: PlanModel, step: int) -> PlanModel:
    """Everybody's pay."""
    rows = (replace(row, monthly_pay_ore=row.monthly_pay_ore + step) for row in model.staff)
    return replace(model, staff=tuple(rows))


def illness(model: PlanModel, step: int) -> PlanModel:
    """How much of the supervisors' time is covered."""
    return replace(model, premises=replace(model.premises, sick_bp=500 + step))


def one_cost(model: PlanModel, step: int) -> PlanModel:
    """The amount of one cost."""
    first, *rest = model.fixed
    return replace(model, fixed=(replace(first, amount_ore=500_000 + step), *rest))


CHANGES: tuple[tuple[str, Callable[[PlanModel, int], PlanModel]], ...] = (
    ("places of one buyer", one_stream),
    ("price of every stream", every_price),
    ("volume of one sale", one_sale),
    ("pay of one employment", one_row),
    ("pay of everybody", every_row),
    ("illness", illness),
    ("one cost", one_cost),
)


def add_up(result: PlanResult) -> None:
    """The floor: the components added up to their lines."""
    lines: dict[str, list[tuple[int, ...]]] = {}
    for component in result.components:
        lines.setdefault(component.line_code, []).append(component.amounts)
    summed = {code: tuple(map(sum, zip(*rows, strict=True))) for code, rows in lines.items()}
    assert summed


class Took(NamedTuple):
    """Milliseconds of one computation: by the clock, and of this process alone."""

    clock: float
    own: float


def took(work: Callable[[], object]) -> Took:
    """How long one computation takes."""
    clock, own = perf_counter(), process_time()
    work()
    return Took((perf_counter() - clock) * 1000, (process_time() - own) * 1000)


def main() -> None:
    """Print milliseconds, medians and the worst, and the ratio to the floor."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    model, calculator = cafe_and_workshop(), Calculator()
    whole = calculator.compute(model)
    floor = _median([took(partial(add_up, whole)) for _round in range(rounds)]).own
    print(f"{len(whole.components)} components of {len(model.months)} months; floor {floor:.2f} ms")
    print(f"{'changed, ms':<24}{'clock':>9}{'own':>9}{'worst':>9}{'target':>9}{'x floor':>9}")
    for name, change in CHANGES:
        trials = [change(model, step) for step in range(1, rounds + 1)]
        _print(name, [took(partial(calculator.compute, trial)) for trial in trials], floor)
    _print("everything, anew", [took(partial(compute, model)) for _round in range(20)], floor)


def _median(times: list[Took]) -> Took:
    return Took(
        statistics.median(one.clock for one in times), statistics.median(one.own for one in times)
    )


def _print(name: str, times: list[Took], floor: float) -> None:
    middle, worst = _median(times), max(one.own for one in times)
    print(
        f"{name:<24}{middle.clock:>9.2f}{middle.own:>9.2f}{worst:>9.2f}{TARGET_MS:>9}"
        f"{middle.own / floor:>9.1f}"
    )


if __name__ == "__main__":
    main()
