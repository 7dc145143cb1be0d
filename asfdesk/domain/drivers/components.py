"""What each driver gives to which line, öre by effect (income +, cost -), rounded once a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from asfdesk.domain.drivers.depreciation import depreciation
from asfdesk.domain.drivers.goods import cost_of_goods, sales_income
from asfdesk.domain.drivers.interest import loan_interest
from asfdesk.domain.drivers.result import Component, Part
from asfdesk.domain.drivers.schedules import fixed_cost, grant_income
from asfdesk.domain.drivers.staff import StaffRole
from asfdesk.domain.drivers.training_income import training_income
from asfdesk.domain.money import round_quotient
from asfdesk.domain.plan import BASIS_POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
    from asfdesk.domain.drivers.premises import Premises
    from asfdesk.domain.drivers.rates import Rates
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.staff_cost import StaffMonth
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.drivers.timeline import Timeline

PENSION_LINE = "K42"
CONTRIBUTIONS_LINE = "K43"


@dataclass(frozen=True)
class Frame:
    """What every driver of a plan is computed within.

    Attributes:
        rates: the parameters, one per month.
        typed_as_cost: codes of the lines whose amounts are typed positive and lower the result.
    """

    timeline: Timeline
    rates: tuple[Rates, ...]
    typed_as_cost: frozenset[str]


class SickCover(NamedTuple):
    """What covering supervisors' illness costs.

    Attributes:
        shares: of a month's own cost, in hundred millionths: illness × cost of a covered hour.
        line_code: its line.
    """

    shares: tuple[int, ...]
    line_code: str

    @classmethod
    def of(cls, premises: Premises, timeline: Timeline) -> SickCover:
        """By month of a plan."""
        shares = (premises.sick_cost_bp * premises.sick_on(month) for month in timeline.months)
        return cls(tuple(shares), premises.sick_line_code)


def of_stream(stream: TrainingStream, frame: Frame) -> Component:
    """Training income."""
    amounts = training_income(stream, frame.timeline)
    return Component(
        Part.TRAINING, stream.id, stream.name, stream.line_code, amounts, stream.project
    )


def of_sale(sale: SalesStream, frame: Frame) -> tuple[Component, ...]:
    """Sales, and what the goods cost if they cost anything."""
    sold = sales_income(sale, frame.timeline)
    found = [Component(Part.SALES, sale.id, sale.name, sale.line_code, sold, sale.project)]
    if sale.cogs_bp:
        cost = _negative(cost_of_goods(sale, frame.timeline))
        code = sale.cost_line_code
        found.append(Component(Part.GOODS, sale.id, sale.name, code, cost, sale.project))
    return tuple(found)


def of_staff(row: StaffRow, months: Sequence[StaffMonth]) -> tuple[Component, ...]:
    """Pay and contributions; pension and support where there are any."""

    def component(part: Part, code: str, sign: int, of: Callable[[StaffMonth], int]) -> Component:
        return Component(part, row.id, row.name, code, _rounded(months, sign, of), row.project)

    found = [
        component(Part.PAY, row.line_code, -1, lambda month: month.pay),
        component(Part.FEES, CONTRIBUTIONS_LINE, -1, lambda month: month.contributions),
    ]
    if any(month.pension for month in months):
        found.append(component(Part.PENSION, PENSION_LINE, -1, lambda month: month.pension))
    if row.subsidy is not None:
        code = row.subsidy.line_code
        found.append(component(Part.SUBSIDY, code, 1, lambda month: month.subsidy))
    return tuple(found)


def of_illness(
    row: StaffRow, months: Sequence[StaffMonth], cover: SickCover
) -> tuple[Component, ...]:
    """What substitutes cost; only supervisors are replaced."""
    if row.role is not StaffRole.SUPERVISOR or not any(cover.shares):
        return ()
    known: dict[tuple[int, int], int] = {}
    amounts = []
    for month, share in zip(months, cover.shares, strict=True):
        alike = (id(month), share)
        if alike not in known:
            known[alike] = -round_quotient(month.cost * share, month.ore * BASIS_POINTS**2)
        amounts.append(known[alike])
    code = cover.line_code
    return (Component(Part.SICK, row.id, row.name, code, tuple(amounts), row.project),)


def of_fixed(cost: FixedCost, frame: Frame) -> Component:
    """A cost on a schedule; an income when its line is one."""
    typed = fixed_cost(cost, frame.timeline)
    amounts = _negative(typed) if cost.line_code in frame.typed_as_cost else typed
    return Component(Part.FIXED, cost.id, cost.name, cost.line_code, amounts, cost.project)


def of_grant(grant: Grant, frame: Frame) -> Component:
    """A grant as income where its months are."""
    amounts = grant_income(grant, frame.timeline)
    return Component(Part.GRANT, grant.id, grant.name, grant.line_code, amounts, grant.project)


def of_investment(investment: Investment, frame: Frame) -> Component:
    """Depreciation."""
    amounts = _negative(depreciation(investment, frame.timeline))
    code = investment.line_code
    return Component(Part.DEPRECIATION, investment.id, investment.name, code, amounts)


def of_loan(loan: Loan, frame: Frame) -> Component:
    """Interest."""
    amounts = _negative(loan_interest(loan, frame.timeline))
    return Component(Part.INTEREST, loan.id, loan.name, loan.line_code, amounts)


def _negative(amounts: Iterable[int]) -> tuple[int, ...]:
    return tuple(-amount for amount in amounts)


def _rounded(
    months: Sequence[StaffMonth], sign: int, of: Callable[[StaffMonth], int]
) -> tuple[int, ...]:
    """One amount of each month; months that are alike are one object and rounded once."""
    known: dict[int, int] = {}
    for month in months:
        if id(month) not in known:
            known[id(month)] = sign * round_quotient(of(month), month.ore)
    return tuple(known[id(month)] for month in months)
