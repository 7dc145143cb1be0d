"""A plan's monthly amounts: typed, pasted, spread over the year, copied.

What is typed on cost lines is positive and is kept negative (finance.md §9.1). Every function is
one undoable step.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.amount_text import Unreadable, UnreadableAmountError, parse_ore
from asfdesk.domain.books.chart import UNMAPPED, effect_of_input
from asfdesk.domain.period import MONTHS_IN_YEAR, Period
from asfdesk.domain.plan import PlanValue, ValueSource, spread_year
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.actuals import line_months
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.planning.edit_plan import draft_plan
from asfdesk.services.planning.plan_span import plan_months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import PlanLine
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
SHOWN_ERRORS = 5
"""So many unreadable cells are named; the rest is most often the same slip."""


class SpreadBy(StrEnum):
    """How a year's amount is laid out over its months."""

    EVENLY = "evenly"
    WORKING_DAYS = "working_days"
    LAST_YEAR = "last_year"


def set_amounts(
    session: WriteSession,
    plan_id: int,
    typed: Mapping[tuple[str, Month], int | None],
    source: ValueSource = ValueSource.TYPED,
) -> Changes:
    """Write cells as they were typed: (line code, month) -> öre, None = empty the cell."""
    plan = draft_plan(session, plan_id)
    lines = _lines(session)
    months = set(plan_months(session, plan))
    if any(code not in lines or month not in months for code, month in typed):
        raise missing()
    known = session.plans.amounts(plan_id)
    values = []
    emptied = []
    for (code, month), ore in typed.items():
        before = known.get(code, {}).get(month)
        after = None if ore is None else effect_of_input(lines[code], ore)
        if after is None and before is not None:
            emptied.append((code, month))
        elif after is not None and after != before:
            values.append(PlanValue(code, month, after, source))
    if not values and not emptied:
        return frozenset()
    with session.writer.action("plan.amounts", CHANGED, "plan", plan_id):
        session.plans.clear_values(plan_id, emptied)
        session.plans.set_values(plan_id, values)
    return CHANGED


def write_cells(
    session: WriteSession, plan_id: int, texts: Mapping[tuple[str, Month], str]
) -> Changes:
    """Write cells as texts, typed or pasted from a spreadsheet; an empty text empties the cell.

    Raises:
        InvalidInputError: some text is no amount, or can be read in two ways; it names line and
            month of each, and nothing is written.
    """
    typed: dict[tuple[str, Month], int | None] = {}
    wrong: list[str] = []
    lines = _lines(session)
    for (code, month), text in texts.items():
        try:
            typed[code, month] = parse_ore(text)
        except UnreadableAmountError as error:
            name = line_word(lines[code]) if code in lines else code
            values = {"line": name, "month": month, "text": text.strip()}
            words = _("%(line)s, %(month)s: “%(text)s”") % values
            wrong.append(f"{words} ({unreadable_word(error.reason)})")
    if wrong:
        raise unreadable_cells(wrong)
    source = ValueSource.TYPED if len(typed) == 1 else ValueSource.PASTED
    return set_amounts(session, plan_id, typed, source)


def unreadable_word(reason: Unreadable) -> str:
    """Why a text is no amount."""
    return {
        Unreadable.NOT_A_NUMBER: _("not a number"),
        Unreadable.TWO_WAYS: _("a thousand or a decimal?"),
        Unreadable.MIXED_MARKS: _("both point and comma"),
        Unreadable.TOO_LARGE: _("too large"),
    }[reason]


def unreadable_cells(wrong: Sequence[str]) -> InvalidInputError:
    """The error that names cells whose text is no amount, at most the first few."""
    what = ngettext(
        "%(num)d cell can't be read as an amount, so nothing was changed.",
        "%(num)d cells can't be read as amounts, so nothing was changed.",
        len(wrong),
    )
    shown = "; ".join(wrong[:SHOWN_ERRORS])
    if len(wrong) > SHOWN_ERRORS:
        shown = f"{shown} …"
    todo = _("Write amounts like 1 234,50, without a point between thousands.")
    return InvalidInputError("cells", what, shown, todo)


def spread_amount(
    session: WriteSession, plan_id: int, code: str, typed_ore: int, by: SpreadBy
) -> Changes:
    """Lay a year's amount out over the months of a line, to the öre.

    Args:
        session: the open file.
        plan_id: the plan.
        code: the line.
        typed_ore: the year's amount as typed (costs positive).
        by: evenly, by working days, or as last year's actuals lay.
    """
    plan = draft_plan(session, plan_id)
    lines = _lines(session)
    if code not in lines:
        raise missing()
    months = plan_months(session, plan)
    parts = spread_year(typed_ore, months, _weights(session, code, months, by))
    values = [
        PlanValue(code, month, effect_of_input(lines[code], ore), ValueSource.SPREAD)
        for month, ore in parts.items()
    ]
    with session.writer.action("plan.spread", CHANGED, "plan", plan_id):
        session.plans.set_values(plan_id, values)
    return CHANGED


def _weights(session: ReadSession, code: str, months: Sequence[Month], by: SpreadBy) -> list[int]:
    match by:
        case SpreadBy.EVENLY:
            return [1] * len(months)
        case SpreadBy.WORKING_DAYS:
            calendar = work_calendar(session)
            return [calendar.workdays(Period.of_month(month)) for month in months]
        case SpreadBy.LAST_YEAR:
            actual = _last_year(session, months).get(code, {})
            sign = -1 if sum(actual.values()) < 0 else 1
            weights = [max(0, sign * actual.get(month, 0)) for month in months]
            if not any(weights):
                raise _nothing_last_year()
            return weights


def copy_last_year(
    session: WriteSession, plan_id: int, codes: Sequence[str] | None = None
) -> Changes:
    """Fill lines with the actuals of the same months a year before.

    Args:
        session: the open file.
        plan_id: the plan.
        codes: the lines to fill; None = every line that has actuals.
    """
    plan = draft_plan(session, plan_id)
    values = last_year_values(session, plan_months(session, plan), codes)
    with session.writer.action("plan.copy_last_year", CHANGED, "plan", plan_id):
        session.plans.set_values(plan_id, values)
    return CHANGED


def last_year_values(
    session: ReadSession, months: Sequence[Month], codes: Sequence[str] | None = None
) -> list[PlanValue]:
    """The same months a year before, as amounts of a plan.

    Closed months as they were booked; months that are not closed yet as they were planned, or as
    far as they are booked where there is no plan.

    Raises:
        RefusedError: nothing is booked there.
    """
    actual = _last_year(session, months)
    _plan_open_months(session, actual, months)
    wanted = set(actual if codes is None else codes) - {UNMAPPED}
    values = [
        PlanValue(code, month, ore, ValueSource.COPIED)
        for code in sorted(wanted & set(actual))
        for month, ore in sorted(actual[code].items())
    ]
    if not values:
        raise _nothing_last_year()
    return values


def _plan_open_months(
    session: ReadSession, amounts: dict[str, dict[Month, int]], months: Sequence[Month]
) -> None:
    """Put last year's plan in place of what is booked in its open months."""
    for month in months:
        before = month.plus(-MONTHS_IN_YEAR)
        year = session.enterprise.fiscal_year_on(before.first)
        plan = session.plans.in_force(year.id) if year else None
        if year is None or plan is None:
            continue
        if year.books_through is not None and before <= year.books_through:
            continue
        for booked in amounts.values():
            booked.pop(month, None)
        for code, planned in session.plans.amounts(plan.id).items():
            if before in planned:
                amounts.setdefault(code, {})[month] = planned[before]


def _last_year(session: ReadSession, months: Sequence[Month]) -> dict[str, dict[Month, int]]:
    """Line -> this year's month -> the actual of the same month a year before."""
    found = line_months(session, months[0].plus(-MONTHS_IN_YEAR), months[-1].plus(-MONTHS_IN_YEAR))
    return {
        code: {month.plus(MONTHS_IN_YEAR): ore for month, ore in amounts.items()}
        for code, amounts in found.items()
    }


def _nothing_last_year() -> RefusedError:
    return RefusedError(
        _("There are no actuals for the year before."),
        _("Nothing is booked on these lines in the same months a year earlier."),
        _("Import that year's bookkeeping on the Economy page, or choose another way."),
    )


def _lines(session: ReadSession) -> dict[str, PlanLine]:
    return {line.code: line for line in session.plans.lines()}
