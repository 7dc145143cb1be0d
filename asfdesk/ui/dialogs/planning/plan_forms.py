"""The fields of the plan's forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.plan import MAX_YEARS, PlanKind
from asfdesk.i18n import _, ngettext
from asfdesk.reports.planning.plan_words import kind_word, line_word
from asfdesk.services.drivers.start_plan import NEXT_YEAR, StartFrom
from asfdesk.services.planning.plan_amounts import SpreadBy
from asfdesk.ui.kit.form.form import ChoiceField, MoneyField, MultilineField, TextField

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asfdesk.domain.plan import Plan
    from asfdesk.services.planning.plan_page import PlanPageView, PlanRow
    from asfdesk.ui.kit.form.form import Field


def new_plan_fields(
    view: PlanPageView,
    every_plan: Sequence[tuple[int, str]],
    next_year: str,
    known: Collection[int] = (),
) -> list[Field]:
    """Years, kind, name and beginning of a new plan.

    Args:
        view: what the page shows.
        every_plan: the plans that can be copied.
        next_year: what the year that can be added is called.
        known: the years, by row number or NEXT_YEAR, whose year before has actuals.
    """
    shown = view.year.id if view.year else NEXT_YEAR
    years: list[tuple[int, str]] = [(year.id, year.label) for year in view.years]
    years.append((NEXT_YEAR, _("%(year)s (new fiscal year)") % {"year": next_year}))
    starts = [(StartFrom.EMPTY, _("Nothing: an empty plan"))]
    if known:
        starts.insert(0, (StartFrom.LAST_YEAR, _("Last year’s actuals, with their season")))
    if every_plan:
        starts.append((StartFrom.PLAN, _("Another plan")))
    return [
        ChoiceField(
            "year", _("First fiscal year"), view.year.id if view.year else None, options=years
        ),
        ChoiceField(
            "years",
            _("How long"),
            MAX_YEARS,
            _("Later years are added if they are missing."),
            options=[
                (count, ngettext("%(num)d year", "%(num)d years", count))
                for count in range(1, MAX_YEARS + 1)
            ],
        ),
        ChoiceField(
            "kind",
            _("Kind"),
            PlanKind.BUDGET,
            _("The budget is what actuals are compared with. A forecast fills the open months."),
            options=[(kind, kind_word(kind)) for kind in PlanKind],
        ),
        TextField("name", _("Name"), help=_("Leave it empty to call it by its kind.")),
        ChoiceField(
            "start",
            _("Begin with"),
            StartFrom.LAST_YEAR if shown in known else StartFrom.EMPTY,
            options=starts,
        ),
        ChoiceField("plan", _("Which plan"), options=list(every_plan)),
    ]


def describe_fields(plan: Plan) -> list[Field]:
    """Name of a plan, and what it rests on."""
    return [
        TextField("name", _("Name"), plan.name, _("Leave it empty to call it by its kind.")),
        MultilineField(
            "assumptions",
            _("What the plan rests on"),
            plan.assumptions,
            _("Write no names of people: advisers see it."),
        ),
    ]


def spread_fields(row: PlanRow) -> list[Field]:
    """The year's amount of a line, and how it is laid out."""
    known = any(row.last_year)
    options = [
        (SpreadBy.EVENLY, _("The same each month")),
        (SpreadBy.WORKING_DAYS, _("By working days")),
    ]
    if known:
        options.append((SpreadBy.LAST_YEAR, _("As last year's actuals")))
    return [
        MoneyField("total", _("Amount of the year, kr"), row.year, required=True),
        ChoiceField(
            "by",
            _("Spread"),
            SpreadBy.LAST_YEAR if known else SpreadBy.EVENLY,
            _("The months add up to the amount, to the öre."),
            options=options,
        ),
    ]


def new_line_fields(parent: str) -> list[Field]:
    """Name and place of an own line."""
    options = [(line.code, line_word(line)) for line in DEFAULT_LINES]
    return [
        TextField("name", _("Name"), required=True),
        ChoiceField(
            "parent",
            _("Belongs to"),
            parent,
            _("It is shown below this line and counted in the same group."),
            options=options,
        ),
    ]
