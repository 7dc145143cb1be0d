"""A plan's monthly amounts as the user writes them: typed, pasted, spread over the year, copied.

What is typed on cost lines is positive and is kept negative (finance.md §9.1). On a line that has
drivers an amount stands over what they give (an override), and emptying the cell brings theirs
back. Every function is one undoable step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.amount_text import UnreadableAmountError, parse_ore
from asfdesk.domain.books.chart import effect_of_input
from asfdesk.domain.plan import PlanValue, ValueSource, spread_year
from asfdesk.i18n import _
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing
from asfdesk.services.drivers.recompute import recompute
from asfdesk.services.planning.edit_plan import draft_plan
from asfdesk.services.planning.plan_amounts import (
    last_year_values,
    spread_weights,
    unreadable_cells,
    unreadable_word,
)
from asfdesk.services.planning.plan_span import plan_months, plan_years

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.plan import Plan, PlanLine
    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.plan_amounts import SpreadBy
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN})
_NOTHING: Changes = frozenset()


def set_amounts(
    session: WriteSession,
    plan_id: int,
    typed: Mapping[tuple[str, Month], int | None],
    source: ValueSource = ValueSource.TYPED,
) -> Changes:
    """Write cells as they were typed: (line code, month) -> öre, None = empty the cell."""
    plan = draft_plan(session, plan_id)
    lines = _lines(session)
    _check_cells(session, plan, typed, lines)
    known = {(one.line_code, one.month): one for one in session.plans.values(plan_id)}
    values = []
    emptied = []
    for (code, month), ore in typed.items():
        before = known.get((code, month))
        after = None if ore is None else effect_of_input(lines[code], ore)
        if after is None and before is not None and before.source is not ValueSource.DRIVERS:
            emptied.append((code, month))
        elif after is not None and (before is None or after != before.amount_ore):
            values.append(PlanValue(code, month, after, source))
    if not values and not emptied:
        return _NOTHING
    with session.writer.action("plan.amounts", CHANGED, "plan", plan_id):
        session.plans.set_values(plan_id, values)
        if emptied:
            session.plans.clear_values(plan_id, emptied)
            recompute(session, plan)
    return CHANGED


def clear_overrides(
    session: WriteSession, plan_id: int, cells: Collection[tuple[str, Month]]
) -> Changes:
    """Let the drivers' amounts stand again in these cells, as if nothing had been typed there."""
    return set_amounts(session, plan_id, dict.fromkeys(cells))


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


def spread_amount(
    session: WriteSession,
    plan_id: int,
    code: str,
    typed_ore: int,
    by: SpreadBy,
    year_id: int | None = None,
) -> Changes:
    """Lay a year's amount out over the months of a line, to the öre.

    Args:
        session: the open file.
        plan_id: the plan.
        code: the line.
        typed_ore: the year's amount as typed (costs positive).
        by: evenly, by working days, or as last year's actuals lay.
        year_id: which of the plan's fiscal years; None = its first.
    """
    plan = draft_plan(session, plan_id)
    lines = _lines(session)
    years = plan_years(session, plan)
    year = next((one for one in years if one.id == (year_id or years[0].id)), None)
    if code not in lines or year is None:
        raise missing()
    months = year.months()
    parts = spread_year(typed_ore, months, spread_weights(session, code, months, by))
    values = [
        PlanValue(code, month, effect_of_input(lines[code], ore), ValueSource.SPREAD)
        for month, ore in parts.items()
    ]
    with session.writer.action("plan.spread", CHANGED, "plan", plan_id):
        session.plans.set_values(plan_id, values)
    return CHANGED


def copy_last_year(
    session: WriteSession, plan_id: int, codes: Sequence[str] | None = None
) -> Changes:
    """Fill lines with the actuals of the same months a year before, in the plan's first year.

    Args:
        session: the open file.
        plan_id: the plan.
        codes: the lines to fill; None = every line that has actuals.
    """
    plan = draft_plan(session, plan_id)
    values = last_year_values(session, plan_years(session, plan)[0].months(), codes)
    with session.writer.action("plan.copy_last_year", CHANGED, "plan", plan_id):
        session.plans.set_values(plan_id, values)
    return CHANGED


def _check_cells(
    session: ReadSession,
    plan: Plan,
    cells: Collection[tuple[str, Month]],
    lines: Mapping[str, PlanLine],
) -> None:
    months = set(plan_months(session, plan))
    if any(code not in lines or month not in months for code, month in cells):
        raise missing()


def _lines(session: ReadSession) -> dict[str, PlanLine]:
    return {line.code: line for line in session.plans.lines()}
