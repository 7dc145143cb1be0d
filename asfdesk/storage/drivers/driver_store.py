"""What plans are made from: every kind of driver, their order, and the premises of a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from asfdesk.domain.drivers.costs import FixedCost, Grant, Investment, Loan
from asfdesk.domain.drivers.kinds import KINDS, SHOCK_TARGETS
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.shocks import Shock
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.storage.drivers import premises_rows
from asfdesk.storage.drivers.cost_rows import FIXED, GRANTS, INVESTMENTS, LOANS
from asfdesk.storage.drivers.premises_rows import CASH_ITEMS
from asfdesk.storage.drivers.sale_rows import SALES
from asfdesk.storage.drivers.shock_rows import SHOCKS
from asfdesk.storage.drivers.staff_rows import STAFF
from asfdesk.storage.drivers.stream_rows import STREAMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.storage.drivers.driver_table import DriverTable
    from asfdesk.storage.rows import Reader, Writer
    from asfdesk.storage.vault import Vault

D = TypeVar("D", bound="Driver")

_TABLES: Mapping[type, DriverTable[Any]] = {
    TrainingStream: STREAMS,
    SalesStream: SALES,
    StaffRow: STAFF,
    FixedCost: FIXED,
    Grant: GRANTS,
    Investment: INVESTMENTS,
    Loan: LOANS,
    CashItem: CASH_ITEMS,
    Shock: SHOCKS,
}


class DriverQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def of_kind(self, plan_id: int, kind: type[D]) -> tuple[D, ...]:
        """A plan's drivers of one kind, in the user's order (cash items and shocks: in time)."""
        return _TABLES[kind].of_plan(self._rows, plan_id)

    def streams(self, plan_id: int) -> tuple[TrainingStream, ...]:
        """Training sold."""
        return self.of_kind(plan_id, TrainingStream)

    def sales(self, plan_id: int) -> tuple[SalesStream, ...]:
        """Goods and services sold."""
        return self.of_kind(plan_id, SalesStream)

    def staff(self, plan_id: int) -> tuple[StaffRow, ...]:
        """Rows of staff."""
        return self.of_kind(plan_id, StaffRow)

    def fixed(self, plan_id: int) -> tuple[FixedCost, ...]:
        """Costs on a schedule."""
        return self.of_kind(plan_id, FixedCost)

    def grants(self, plan_id: int) -> tuple[Grant, ...]:
        """Grants."""
        return self.of_kind(plan_id, Grant)

    def investments(self, plan_id: int) -> tuple[Investment, ...]:
        """Investments."""
        return self.of_kind(plan_id, Investment)

    def loans(self, plan_id: int) -> tuple[Loan, ...]:
        """Loans."""
        return self.of_kind(plan_id, Loan)

    def cash_items(self, plan_id: int) -> tuple[CashItem, ...]:
        """Money on its way outside the result."""
        return self.of_kind(plan_id, CashItem)

    def shocks(self, plan_id: int) -> tuple[Shock, ...]:
        """What a scenario changes."""
        return self.of_kind(plan_id, Shock)

    def premises(self, plan_id: int) -> Premises:
        """What the plan takes for granted; the usual premises until something is said."""
        row = self._rows.get(premises_rows.TABLE, plan_id)
        return premises_rows.read_premises(row) if row else Premises()


class DriverStore(DriverQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def add(self, plan_id: int, driver: Driver) -> int:
        """Add a driver after the others of its kind (its id is not used) and return its id."""
        return _TABLES[type(driver)].add(self._writer, plan_id, driver)

    def change(self, driver: Driver) -> None:
        """Write a driver anew, with its changes and season."""
        _TABLES[type(driver)].change(self._writer, driver.id, driver)

    def remove(self, driver: Driver) -> None:
        """Take a driver away, with its changes and season."""
        _TABLES[type(driver)].remove(self._writer, driver.id)

    def remove_with_shocks(self, plan_id: int, driver: Driver) -> None:
        """Take a driver away, and the shocks of its plan that strike it alone."""
        for shock in self.shocks(plan_id):
            of_its_kind = SHOCK_TARGETS.get(shock.driver) is type(driver)
            if of_its_kind and shock.target_id == driver.id:
                self.remove(shock)
        self.remove(driver)

    def put_in_order(self, kind: type[Driver], ids: Sequence[int]) -> None:
        """Let a plan's drivers of a kind stand in this order; ids are all of them."""
        _TABLES[kind].put_in_order(self._writer, ids)

    def put_premises(self, plan_id: int, premises: Premises) -> None:
        """Write what a plan takes for granted."""
        columns = premises_rows.premises_columns(premises)
        if self._rows.get(premises_rows.TABLE, plan_id) is None:
            self._writer.insert(premises_rows.TABLE, {"id": plan_id, **columns})
        else:
            self._writer.update(premises_rows.TABLE, plan_id, columns)

    def copy_all(self, from_plan: int, to_plan: int) -> dict[tuple[type[Driver], int], int]:
        """Copy everything a plan is made from; shocks strike the copies of what they struck.

        Returns:
            Kind and id of each driver -> id of its copy.
        """
        copies: dict[tuple[type[Driver], int], int] = {}
        for kind in KINDS:
            for driver in self.of_kind(from_plan, kind):
                copies[kind, driver.id] = self.add(to_plan, driver)
        for shock in self.shocks(from_plan):
            target = SHOCK_TARGETS.get(shock.driver)
            struck = None if shock.target_id is None or target is None else shock.target_id
            at = copies.get((target, struck)) if target and struck is not None else None
            self.add(to_plan, replace(shock, target_id=at))
        if self._rows.get(premises_rows.TABLE, from_plan) is not None:
            self.put_premises(to_plan, self.premises(from_plan))
        return copies

    def remove_all(self, plan_id: int) -> None:
        """Take everything away that a plan is made from."""
        for table in _TABLES.values():
            table.remove_all(self._writer, plan_id)
        self._writer.delete(premises_rows.TABLE, plan_id)
