"""What was made of the drivers, kept from one computation of a plan to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from asfdesk.domain.drivers import components as of
from asfdesk.domain.drivers.components import Frame
from asfdesk.domain.drivers.rates import rates_by_month
from asfdesk.domain.drivers.staff_cost import staff_months
from asfdesk.domain.drivers.timeline import Timeline
from asfdesk.domain.drivers.training_income import places_milli, volumes

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.drivers.components import SickCover
    from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
    from asfdesk.domain.drivers.parameters import Parameters
    from asfdesk.domain.drivers.result import Component, Volumes
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.staff import StaffRow
    from asfdesk.domain.drivers.staff_cost import StaffMonth
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.period import Month

Key = TypeVar("Key")
Value = TypeVar("Value")


MOST = 200
"""Drivers of one kind that are kept before all of them go."""


class Kept(Generic[Key, Value]):
    """What was made of drivers, by their values: another plan with the same driver has it too."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        self._make = make
        self._same: dict[int, tuple[Key, Value]] = {}
        self._equal: dict[Key, Value] = {}

    def turn(self) -> None:
        """Begin a new computation: what is too much goes, and is made again when needed."""
        if len(self._same) > MOST:
            self._same, self._equal = {}, {}

    def __call__(self, key: Key) -> Value:
        """What is made of a driver: known, or made now.

        Most drivers of the next plan are the very objects of the last one, which saves looking
        at what they say.
        """
        held = self._same.get(id(key))
        if held is not None and held[0] is key:
            return held[1]
        if key not in self._equal:
            self._equal[key] = self._make(key)
        self._same[id(key)] = key, self._equal[key]
        return self._equal[key]


class Training(NamedTuple):
    """What is made of a training stream.

    Attributes:
        trainees_milli: thousandths of a trainee by month; () where no places are sold.
    """

    component: Component
    volumes: Volumes | None
    trainees_milli: tuple[int, ...]


class Workings:
    """Everything that is kept while months, parameters and the kinds of lines stay the same."""

    def __init__(
        self,
        months: tuple[Month, ...],
        workdays: tuple[int, ...],
        parameters: Parameters,
        typed_as_cost: frozenset[str],
    ) -> None:
        self.given = (months, workdays, parameters, typed_as_cost)
        timeline = Timeline(months, workdays)
        self.frame = Frame(timeline, rates_by_month(parameters, months), typed_as_cost)
        self.stream = Kept(self._stream)
        self.sale = Kept(self._sale)
        self.staff = Kept(self._staff)
        self.illness = Kept(self._illness)
        self.fixed = Kept(self._fixed)
        self.grant = Kept(self._grant)
        self.investment = Kept(self._investment)
        self.loan = Kept(self._loan)
        self._turns = (
            self.stream.turn,
            self.sale.turn,
            self.staff.turn,
            self.illness.turn,
            self.fixed.turn,
            self.grant.turn,
            self.investment.turn,
            self.loan.turn,
        )

    def turn(self) -> None:
        """Begin a new computation."""
        for turn in self._turns:
            turn()

    def _stream(self, stream: TrainingStream) -> Training:
        timeline = self.frame.timeline
        counted = volumes(stream, timeline)
        trainees = places_milli(stream, timeline) if counted else ()
        return Training(of.of_stream(stream, self.frame), counted, trainees)

    def _sale(self, sale: SalesStream) -> tuple[Component, ...]:
        return of.of_sale(sale, self.frame)

    def _staff(self, row: StaffRow) -> tuple[tuple[StaffMonth, ...], tuple[Component, ...]]:
        months = staff_months(row, self.frame.timeline, self.frame.rates)
        return months, of.of_staff(row, months)

    def _illness(self, covered: tuple[StaffRow, SickCover]) -> tuple[Component, ...]:
        row, cover = covered
        months, _components = self.staff(row)
        return of.of_illness(row, months, cover)

    def _fixed(self, cost: FixedCost) -> Component:
        return of.of_fixed(cost, self.frame)

    def _grant(self, grant: Grant) -> Component:
        return of.of_grant(grant, self.frame)

    def _investment(self, investment: Investment) -> Component:
        return of.of_investment(investment, self.frame)

    def _loan(self, loan: Loan) -> Component:
        return of.of_loan(loan, self.frame)
