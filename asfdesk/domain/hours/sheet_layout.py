"""Which column of a table is what: by the words of its head, by its content, or as chosen.

Two shapes are known. Long: a row per trainee and day. Wide: a row per trainee, a column per day.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_days import day_number, day_of, month_in
from asfdesk.domain.hours.sheet_heads import (
    HEAD_ROWS,
    LEAST_DAYS,
    head_cells,
    head_word,
    header_row,
    run_of_numbers,
)
from asfdesk.domain.hours.sheet_table import cell_at, cell_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.hours.sheet_table import CellValue, SheetTable
    from asfdesk.domain.period import Month

_SAMPLE = 200
_MOST, _OF = 4, 5


class Role(StrEnum):
    """What a column holds. DAY is a column of hours whose head is a day."""

    IGNORE = "ignore"
    KEY = "key"
    NUMBER = "number"
    NAME = "name"
    AGREEMENT = "agreement"
    DAY = "day"
    DATE = "date"
    HOURS = "hours"
    CODE = "code"
    ACTIVITY = "activity"


_WORDS = {
    Role.KEY: ("rad-id", "row id"),
    Role.NUMBER: (
        "nr",
        "no",
        "nummer",
        "number",
        "löpnummer",
        "löpnr",
        "deltagarnummer",
        "deltagarnr",
        "deltagare nr",
        "trainee no",
        "trainee number",
    ),
    Role.NAME: ("namn", "name", "deltagare", "trainee", "deltagarens namn", "participant"),
    Role.AGREEMENT: ("avtal", "agreement", "placering", "placement"),
    Role.DATE: ("datum", "date", "dag", "day"),
    Role.HOURS: (
        "timmar",
        "hours",
        "tim",
        "tid",
        "time",
        "närvaro",
        "närvarotid",
        "närvarotimmar",
        "attendance",
        "antal timmar",
        "arbetad tid",
    ),
    Role.CODE: ("kod", "code", "frånvaro", "frånvarokod", "absence", "frånvaroorsak"),
    Role.ACTIVITY: ("aktivitet", "activity", "moment"),
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words}


@dataclass(frozen=True)
class SheetLayout:
    """How a table is read.

    Attributes:
        header: index of the row with the heads; -1 when there is none.
        roles: what each column holds; IGNORE beyond the last.
        days: column -> its day, for the DAY columns.
        month: the month that heads with bare numbers are read in, when one is known.
        needs_month: the heads are bare numbers.
    """

    header: int
    roles: tuple[Role, ...]
    days: tuple[tuple[int, date], ...] = ()
    month: Month | None = None
    needs_month: bool = False

    def column(self, role: Role) -> int | None:
        """The first column with a role."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def wide(self) -> bool:
        """A column per day."""
        return Role.DAY in self.roles

    @property
    def missing(self) -> tuple[Role, ...]:
        """What must be pointed out before the table can be read."""
        found = []
        if self.column(Role.NUMBER) is None and self.column(Role.KEY) is None:
            found.append(Role.NUMBER)
        if not self.wide and self.column(Role.DATE) is None:
            found.append(Role.DATE)
        if not self.wide and self.column(Role.HOURS) is None and self.column(Role.CODE) is None:
            found.append(Role.HOURS)
        return tuple(found)


def match_columns(
    table: SheetTable, numbers: frozenset[int] = frozenset(), month: Month | None = None
) -> SheetLayout:
    """Guess what the columns hold.

    Args:
        table: as it was read.
        numbers: the trainees' running numbers, to know a column of them by.
        month: what bare day numbers are read in when the table itself names no month.
    """
    month = _month_of(table) or month
    header = header_row(table.rows, _ROLE_OF)
    heads = head_cells(table.rows, header)
    width = max((len(row) for row in table.rows), default=0)
    days, needs_month = _days(heads, month)
    roles = [_ROLE_OF.get(head_word(cell_at(heads, at)), Role.IGNORE) for at in range(width)]
    roles = _once(roles)
    if len(days) >= 1 and (len(days) >= LEAST_DAYS or Role.DATE not in roles):
        for at in (at for at, role in enumerate(roles) if role in (Role.DATE, Role.HOURS)):
            roles[at] = Role.IGNORE
        for at, _day in days:
            roles[at] = Role.DAY
    else:
        days = ()
    layout = SheetLayout(header, tuple(roles), days, month, needs_month and bool(days))
    return _by_content(table, layout, numbers)


def with_roles(
    table: SheetTable, layout: SheetLayout, roles: Mapping[int, Role], month: Month | None = None
) -> SheetLayout:
    """The layout with some columns chosen by the user, and the month of bare day numbers."""
    month = month or layout.month
    chosen = list(layout.roles)
    for at, role in roles.items():
        if not 0 <= at < len(chosen):
            continue
        if role not in (Role.DAY, Role.IGNORE):
            chosen = [Role.IGNORE if there is role else there for there in chosen]
        chosen[at] = role
    heads = head_cells(table.rows, layout.header)
    days, needs_month = _days(heads, month)
    by_column = dict(days)
    kept = tuple(
        (at, by_column[at])
        for at, role in enumerate(chosen)
        if role is Role.DAY and at in by_column
    )
    dayless = [
        Role.IGNORE if role is Role.DAY and at not in by_column else role
        for at, role in enumerate(chosen)
    ]
    return replace(
        layout, roles=tuple(dayless), days=kept, month=month, needs_month=needs_month and bool(kept)
    )


def signature(table: SheetTable, layout: SheetLayout) -> str:
    """What tables of the same layout share: the words of the head without days, hashed."""
    heads = head_cells(table.rows, layout.header)
    words = [
        "#" if day_of(cell) or day_number(cell) else re.sub(r"\d+", "#", head_word(cell))
        for cell in heads
    ]
    counted = [word for at, word in enumerate(words) if word != "#" or words[at - 1 : at] != ["#"]]
    text = f"{layout.header >= 0}|{'|'.join(counted) if counted else len(layout.roles)}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _month_of(table: SheetTable) -> Month | None:
    for row in table.rows[:HEAD_ROWS]:
        for value in row:
            found = month_in(value) if isinstance(value, str) else None
            if found:
                return found
    return month_in(table.name)


def _days(
    heads: Sequence[CellValue], month: Month | None
) -> tuple[tuple[tuple[int, date], ...], bool]:
    """Column -> day, and whether that takes a month to know."""
    whole = tuple((at, day) for at, cell in enumerate(heads) if (day := day_of(cell)))
    if whole:
        return whole, False
    texts = [cell_words(cell) for cell in heads if isinstance(cell, str)]
    slashed = sum("/" in text and bool(day_of(text, month)) for text in texts)
    if month is None or not (slashed >= LEAST_DAYS or run_of_numbers(heads)):
        return (), bool(run_of_numbers(heads))
    found = tuple((at, day) for at, cell in enumerate(heads) if (day := day_of(cell, month)))
    return found, True


def _once(roles: list[Role]) -> list[Role]:
    """Each role is given to the first column only."""
    seen: set[Role] = set()
    found = []
    for role in roles:
        found.append(Role.IGNORE if role in seen else role)
        seen.add(role)
    return found


def _by_content(table: SheetTable, layout: SheetLayout, numbers: frozenset[int]) -> SheetLayout:
    """Fill in what the heads did not say."""
    roles = list(layout.roles)
    body = table.rows[layout.header + 1 : layout.header + 1 + _SAMPLE]
    columns: dict[int, list[CellValue]] = {
        at: [cell for row in body if (cell := cell_at(row, at)) is not None]
        for at, role in enumerate(roles)
        if role is Role.IGNORE
    }
    if not layout.wide and Role.DATE not in roles:
        _give(roles, columns, Role.DATE, lambda value: day_of(value) is not None)
    if Role.NUMBER not in roles and Role.KEY not in roles:
        known = {str(number) for number in numbers}
        _give(roles, columns, Role.NUMBER, lambda value: cell_words(value) in known)
    return replace(layout, roles=tuple(roles))


def _give(
    roles: list[Role],
    columns: dict[int, list[CellValue]],
    role: Role,
    fits: Callable[[CellValue], bool],
) -> None:
    """The role to the first column of which at least four cells in five fit."""
    for at, values in columns.items():
        if values and sum(map(fits, values)) * _OF >= len(values) * _MOST:
            roles[at] = role
            del columns[at]
            return
