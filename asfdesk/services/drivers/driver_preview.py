"""What a driver gives while its form is being filled in: pure reckoning, nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.domain.drivers.whole_plan import whole_plan
from asfdesk.services.drivers.driver_nouns import PARTS, driver_id, noun_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.compute import Calculator
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Part, PlanResult
    from asfdesk.domain.period import FiscalYear, Month
    from asfdesk.services.drivers.driver_nouns import Driver

D = TypeVar("D", bound="Driver")


@dataclass(frozen=True)
class PreviewYear:
    """A fiscal year: what the driver gives, and the plan's result without it and with it."""

    label: str
    driver_ore: int
    before_ore: int
    after_ore: int


@dataclass(frozen=True)
class DriverPreview:
    """What a driver comes to.

    Attributes:
        month: the first month in which it gives anything; None when it gives nothing.
        parts: that month's amounts by effect, in the order of the reckoning.
        lowest: the lowest month-end of cash with it; None when cash is not known.
    """

    month: Month | None
    parts: tuple[tuple[Part, int], ...]
    years: tuple[PreviewYear, ...]
    lowest: tuple[Month, int] | None

    @property
    def net_ore(self) -> int:
        """The first month's sum."""
        return sum(ore for _part, ore in self.parts)


def with_driver(model: PlanModel, driver: Driver | Premises) -> PlanModel:  # noqa: PLR0911 - one for each kind
    """The same plan with a driver in place of the one of its row number, or added last."""
    match driver:
        case Premises():
            return replace(model, premises=driver)
        case TrainingStream():
            return replace(model, streams=_put(model.streams, driver))
        case SalesStream():
            return replace(model, sales=_put(model.sales, driver))
        case StaffRow():
            return replace(model, staff=_put(model.staff, driver))
        case FixedCost():
            return replace(model, fixed=_put(model.fixed, driver))
        case Grant():
            return replace(model, grants=_put(model.grants, driver))
        case Investment():
            return replace(model, investments=_put(model.investments, driver))
        case Loan():
            return replace(model, loans=_put(model.loans, driver))
        case CashItem():
            return replace(model, cash_items=_put(model.cash_items, driver))


def _put(known: tuple[D, ...], driver: D) -> tuple[D, ...]:
    """In its own place; last when it is new."""
    number = driver_id(driver)
    if number and any(driver_id(one) == number for one in known):
        return tuple(driver if driver_id(one) == number else one for one in known)
    return (*known, driver)


def preview(
    model: PlanModel,
    before: PlanResult,
    years: Sequence[FiscalYear],
    driver: Driver | Premises,
    calculator: Calculator | None = None,
) -> DriverPreview:
    """What a driver comes to.

    Args:
        model: the plan without it, or with its former self.
        before: what that comes to.
        years: the plan's fiscal years.
        driver: as it stands in the form.
        calculator: kept by whoever asks again and again: only the driver is then reckoned anew.
    """
    after = whole_plan(with_driver(model, driver), calculator)
    own = _own(after, driver)
    lies = [at for at in range(len(after.months)) if any(one[at] for _part, one in own)]
    first = lies[0] if lies else None
    return DriverPreview(
        month=None if first is None else after.months[first],
        parts=() if first is None else tuple((p, a[first]) for p, a in own if a[first]),
        years=tuple(_year(year, before, after, [a for _part, a in own]) for year in years),
        lowest=after.liquidity.lowest if after.liquidity else None,
    )


def _own(result: PlanResult, driver: Driver | Premises) -> list[tuple[Part, tuple[int, ...]]]:
    """The driver's parts, month by month; those of one part are one row."""
    if isinstance(driver, Premises):
        return []
    wanted = PARTS.get(noun_of(driver), frozenset())
    found: dict[Part, tuple[int, ...]] = {}
    for one in result.components:
        if one.part in wanted and one.driver_id == driver.id:
            known = found.get(one.part, (0,) * len(one.amounts))
            found[one.part] = tuple(map(sum, zip(known, one.amounts, strict=True)))
    return list(found.items())


def _year(
    year: FiscalYear, before: PlanResult, after: PlanResult, own: Sequence[tuple[int, ...]]
) -> PreviewYear:
    months = frozenset(year.months())
    places = [at for at, month in enumerate(after.months) if month in months]
    was, now = before.result, after.result
    return PreviewYear(
        year.label,
        sum(amounts[at] for amounts in own for at in places),
        sum(was[at] for at in places),
        sum(now[at] for at in places),
    )
