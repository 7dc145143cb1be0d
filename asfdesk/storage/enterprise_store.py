"""The enterprise: its row, settings, other organisation numbers, closed weeks, fiscal years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import ClosedPeriod, Enterprise
from asfdesk.domain.period import FiscalYear
from asfdesk.storage.columns import from_day, from_month, need_day, to_month

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.storage.rows import Reader, Writer, type_row
    from asfdesk.storage.vault import Vault

ONLY_ROW = 1


class EnterpriseQueries:
    """Reads."""

    def __init__(self, rows: Reader, vault: Vault | None) -> None:
        self._rows = rows
        self._vault = vault

    def enterprise(self) -> Enterprise | None:
        """Whose file this is; None until it has been set."""
        row = self._rows.get("enterprise", ONLY_ROW)
        if row is None:
            return None
        return Enterprise(
            name=row["name"],
            org_number=row["org_number"],
            legal_form=LegalForm(row["legal_form"]),
            created_on=need_day(row["created_on"]),
            is_example=bool(row["is_example"]),
        )

    def setting(self, key: str, default: str) -> str:
        """A setting of this file, or the default."""
        value = self._rows.value("SELECT value FROM setting WHERE key = :key", {"key": key})
        return default if value is None else str(value)

    def settings(self) -> dict[str, str]:
        """Every choice that is kept in the file."""
        rows = self._rows.all("SELECT key, value FROM setting ORDER BY key")
        return {row["key"]: row["value"] for row in rows}

    def org_aliases(self) -> list[str]:
        """Other organisation numbers whose bookkeeping is accepted (decisions B1)."""
        rows = self._rows.all("SELECT org_number FROM org_alias ORDER BY org_number")
        return [row["org_number"] for row in rows]

    def closed_periods(self) -> list[ClosedPeriod]:
        """Closed weeks, in order."""
        rows = self._rows.all("SELECT * FROM closed_period ORDER BY first_day, id")
        return [
            ClosedPeriod(
                row["id"], need_day(row["first_day"]), need_day(row["last_day"]), row["name"]
            )
            for row in rows
        ]

    def fiscal_years(self) -> list[FiscalYear]:
        """Every fiscal year, oldest first."""
        return [_year(r) for r in self._rows.all("SELECT * FROM fiscal_year ORDER BY first_day")]

    def fiscal_year(self, year_id: int) -> FiscalYear | None:
        """One fiscal year."""
        row = self._rows.get("fiscal_year", year_id)
        return _year(row) if row else None

    def fiscal_year_on(self, day: date) -> FiscalYear | None:
        """The fiscal year a day lies in, or None."""
        return next((y for y in self.fiscal_years() if y.first <= day <= y.last), None)

    def active_imports(self) -> dict[int, int]:
        """Fiscal year -> the SIE import whose figures count; years without one are left out."""
        rows = self._rows.all("SELECT id, import_id FROM fiscal_year WHERE import_id IS NOT NULL")
        return {row["id"]: row["import_id"] for row in rows}

    def year_in_use(self, year_id: int) -> bool:
        """Whether a plan or an import belongs to the year, or a longer plan reaches it."""
        sql = """SELECT EXISTS (SELECT 1 FROM sie_import WHERE fiscal_year_id = :id)
                     OR EXISTS (
                       SELECT 1 FROM plan JOIN fiscal_year start ON plan.fiscal_year_id = start.id
                         JOIN fiscal_year this ON this.id = :id
                         WHERE start.first_day <= this.first_day AND plan.years > (
                           SELECT count(*) FROM fiscal_year between_them
                             WHERE between_them.first_day > start.first_day
                               AND between_them.first_day <= this.first_day))"""
        return bool(self._rows.value(sql, {"id": year_id}))


def _year(row: type_row) -> FiscalYear:
    return FiscalYear(
        row["id"],
        need_day(row["first_day"]),
        need_day(row["last_day"]),
        to_month(row["books_through"]),
    )


class EnterpriseStore(EnterpriseQueries):
    """Reads and writes; writes only inside `Writer.action`."""

    def __init__(self, rows: Writer, vault: Vault | None) -> None:
        super().__init__(rows, vault)
        self._writer = rows

    def set_enterprise(self, enterprise: Enterprise) -> None:
        """Write the one row."""
        values: dict[str, object] = {
            "name": enterprise.name,
            "org_number": enterprise.org_number,
            "legal_form": enterprise.legal_form.value,
            "is_example": int(enterprise.is_example),
            "created_on": enterprise.created_on.isoformat(),
        }
        if self._rows.get("enterprise", ONLY_ROW) is None:
            self._writer.insert("enterprise", {"id": ONLY_ROW, **values})
        else:
            self._writer.update("enterprise", ONLY_ROW, values)

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting."""
        row_id = self._rows.value("SELECT id FROM setting WHERE key = :key", {"key": key})
        if row_id is None:
            self._writer.insert("setting", {"key": key, "value": value})
        else:
            self._writer.update("setting", row_id, {"value": value})

    def add_org_alias(self, org_number: str) -> None:
        """Accept another organisation number; nothing happens if it is there."""
        if org_number not in self.org_aliases():
            self._writer.insert("org_alias", {"org_number": org_number})

    def remove_org_alias(self, org_number: str) -> None:
        """Stop accepting an organisation number."""
        sql = "SELECT id FROM org_alias WHERE org_number = :number"
        row_id = self._rows.value(sql, {"number": org_number})
        if row_id is not None:
            self._writer.delete("org_alias", row_id)

    def add_closed_period(self, closed: ClosedPeriod) -> int:
        """Add closed days; the value's id is not used."""
        return self._writer.insert("closed_period", _closed_values(closed))

    def change_closed_period(self, closed: ClosedPeriod) -> None:
        """Write closed days anew."""
        self._writer.update("closed_period", closed.id, _closed_values(closed))

    def remove_closed_period(self, closed_id: int) -> None:
        """Take closed days away."""
        self._writer.delete("closed_period", closed_id)

    def add_fiscal_year(self, first: date, last: date) -> int:
        """Add a fiscal year and return its id."""
        return self._writer.insert(
            "fiscal_year", {"first_day": first.isoformat(), "last_day": last.isoformat()}
        )

    def change_fiscal_year(self, year_id: int, first: date, last: date) -> None:
        """Move a fiscal year's limits."""
        self._writer.update(
            "fiscal_year", year_id, {"first_day": from_day(first), "last_day": from_day(last)}
        )

    def remove_fiscal_year(self, year_id: int) -> None:
        """Take a fiscal year away."""
        self._writer.delete("fiscal_year", year_id)

    def set_books_through(self, year_id: int, month: Month | None) -> None:
        """The last month whose books are confirmed closed, or None (decisions A6)."""
        self._writer.update("fiscal_year", year_id, {"books_through": from_month(month)})


def _closed_values(closed: ClosedPeriod) -> dict[str, object]:
    return {
        "first_day": closed.first.isoformat(),
        "last_day": closed.last.isoformat(),
        "name": closed.name,
    }
