"""Parameters that the enterprise has changed or checked, and what an approved plan keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.drivers.parameters import Parameter, ParameterKey
from asfdesk.domain.period import Month
from asfdesk.storage.columns import from_day, need_day, to_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault


class ParameterQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def own(self) -> tuple[Parameter, ...]:
        """What this file says beside what the program ships, by key and first day.

        `changed` is not kept: whether a value differs from the shipped one is worked out.
        """
        rows = self._rows.all("SELECT * FROM parameter ORDER BY key, valid_from")
        return tuple(_read(row) for row in rows)

    def of_plan(self, plan_id: int) -> tuple[Parameter, ...]:
        """The parameters that were frozen with a plan; none for a draft."""
        rows = self._rows.all(
            "SELECT * FROM plan_parameter WHERE plan_id = :plan ORDER BY key, valid_from",
            {"plan": plan_id},
        )
        return tuple(_read(row, changed=bool(row["changed"])) for row in rows)

    def workdays_of_plan(self, plan_id: int) -> dict[Month, int]:
        """Month -> the working days that were frozen with a plan; none for a draft."""
        rows = self._rows.all(
            "SELECT month, days FROM plan_workdays WHERE plan_id = :plan", {"plan": plan_id}
        )
        return {Month.parse(row["month"]): row["days"] for row in rows}


class ParameterStore(ParameterQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def put(self, parameter: Parameter) -> None:
        """Write a value: the one of the same key and first day gives way."""
        row_id = self._row_id(parameter.key, parameter.valid_from)
        if row_id is None:
            self._writer.insert("parameter", _columns(parameter))
        else:
            self._writer.update("parameter", row_id, _columns(parameter))

    def remove(self, key: ParameterKey, valid_from: date) -> None:
        """Take an own value away; the shipped one of the same day then holds again."""
        row_id = self._row_id(key, valid_from)
        if row_id is not None:
            self._writer.delete("parameter", row_id)

    def freeze(
        self, plan_id: int, parameters: Iterable[Parameter], workdays: Mapping[Month, int]
    ) -> None:
        """Keep the values and working days that a plan used, in place of any that were kept."""
        self.forget(plan_id)
        self._writer.insert_all(
            "plan_workdays",
            [
                {"plan_id": plan_id, "month": str(month), "days": days}
                for month, days in workdays.items()
            ],
        )
        self._writer.insert_all(
            "plan_parameter",
            [
                {"plan_id": plan_id, **_columns(one), "changed": int(one.changed)}
                for one in parameters
            ],
        )

    def forget(self, plan_id: int) -> None:
        """Take away what was kept with a plan."""
        for table in ("plan_parameter", "plan_workdays"):
            rows = self._rows.all(
                f"SELECT * FROM {table} WHERE plan_id = :plan",
                {"plan": plan_id},
            )
            self._writer.delete_all(table, rows)

    def _row_id(self, key: ParameterKey, valid_from: date) -> int | None:
        found: int | None = self._rows.value(
            "SELECT id FROM parameter WHERE key = :key AND valid_from = :day",
            {"key": key.value, "day": valid_from.isoformat()},
        )
        return found


def _read(row: type_row, *, changed: bool = False) -> Parameter:
    key = ParameterKey(row["key"])
    return Parameter(
        key,
        row["value"],
        key.unit,
        need_day(row["valid_from"]),
        to_day(row["valid_to"]),
        row["source"],
        to_day(row["checked_on"]),
        changed,
    )


def _columns(parameter: Parameter) -> dict[str, object]:
    return {
        "key": parameter.key.value,
        "value": parameter.value,
        "valid_from": parameter.valid_from.isoformat(),
        "valid_to": from_day(parameter.valid_to),
        "source": parameter.source,
        "checked_on": from_day(parameter.checked_on),
    }
