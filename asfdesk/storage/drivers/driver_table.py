"""The shape that every kind of driver shares: ordered rows of a plan, and rows of their own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from asfdesk.storage.rows import Reader, Writer, type_row

D = TypeVar("D")

Columns = dict[str, object]
"""Column -> value, as it is written."""


@dataclass(frozen=True)
class PartTable(Generic[D]):
    """Rows that belong to one driver: changes by month, the season.

    Attributes:
        key: the column that names the driver.
        order: the column they are read by.
        columns: what is written for a driver, one per row.
    """

    table: str
    key: str
    order: str
    columns: Callable[[D], Iterable[Columns]]


Parts = dict[str, list[dict[str, Any]]]
"""Part table -> a driver's rows there, in order."""


@dataclass(frozen=True)
class DriverTable(Generic[D]):
    """How one kind of driver lies in the file.

    Attributes:
        read: a row and the rows of its parts, as a driver.
        columns: a driver without id, as a row.
        order: columns that its rows are read by.
        sorted_by_user: whether there is a column `sort`.
    """

    table: str
    read: Callable[[type_row, Parts], D]
    columns: Callable[[D], Columns]
    parts: tuple[PartTable[D], ...] = ()
    order: str = "sort, id"

    @property
    def sorted_by_user(self) -> bool:
        """Whether its rows keep the order that the user gives them."""
        return self.order.startswith("sort")

    def of_plan(self, rows: Reader, plan_id: int) -> tuple[D, ...]:
        """A plan's drivers of this kind, in order."""
        found = rows.all(
            f"SELECT * FROM {self.table} WHERE plan_id = :plan ORDER BY {self.order}",
            {"plan": plan_id},
        )
        if not found:
            return ()
        parts = {part.table: self._part_rows(rows, plan_id, part) for part in self.parts}
        return tuple(
            self.read(row, {table: of.get(row["id"], []) for table, of in parts.items()})
            for row in found
        )

    def _part_rows(
        self, rows: Reader, plan_id: int, part: PartTable[D]
    ) -> Mapping[int, list[type_row]]:
        of: dict[int, list[type_row]] = defaultdict(list)
        sql = (
            f"SELECT part.* FROM {part.table} part JOIN {self.table} whole"
            f" ON part.{part.key} = whole.id WHERE whole.plan_id = :plan"
            f" ORDER BY part.{part.order}"
        )
        for row in rows.all(sql, {"plan": plan_id}):
            of[row[part.key]].append(row)
        return of

    def add(self, writer: Writer, plan_id: int, driver: D) -> int:
        """Add a driver after the plan's others and return its id."""
        columns: Columns = {"plan_id": plan_id, **self.columns(driver)}
        if self.sorted_by_user:
            sql = f"SELECT coalesce(max(sort), 0) + 1 FROM {self.table} WHERE plan_id = :plan"
            columns["sort"] = writer.value(sql, {"plan": plan_id})
        row_id = writer.insert(self.table, columns)
        self._add_parts(writer, row_id, driver)
        return row_id

    def change(self, writer: Writer, row_id: int, driver: D) -> None:
        """Write a driver anew, with its parts; it keeps its place in the order."""
        writer.update(self.table, row_id, self.columns(driver))
        self._remove_parts(writer, row_id)
        self._add_parts(writer, row_id, driver)

    def remove(self, writer: Writer, row_id: int) -> None:
        """Take a driver and its parts away."""
        self._remove_parts(writer, row_id)
        writer.delete(self.table, row_id)

    def remove_all(self, writer: Writer, plan_id: int) -> None:
        """Take a plan's drivers of this kind away."""
        sql = f"SELECT id FROM {self.table} WHERE plan_id = :plan"
        for row in writer.all(sql, {"plan": plan_id}):
            self.remove(writer, row["id"])

    def put_in_order(self, writer: Writer, ids: Iterable[int]) -> None:
        """Let rows stand in the order of their ids."""
        for at, row_id in enumerate(ids, start=1):
            writer.update(self.table, row_id, {"sort": at})

    def _add_parts(self, writer: Writer, row_id: int, driver: D) -> None:
        for part in self.parts:
            writer.insert_all(
                part.table, [{part.key: row_id, **columns} for columns in part.columns(driver)]
            )

    def _remove_parts(self, writer: Writer, row_id: int) -> None:
        for part in self.parts:
            sql = f"SELECT * FROM {part.table} WHERE {part.key} = :id"
            writer.delete_all(part.table, writer.all(sql, {"id": row_id}))
