"""The fields of the plan's forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.plan import PlanKind
from asfdesk.i18n import _
from asfdesk.reports.planning.plan_words import kind_word, line_word
from asfdesk.services.planning.plan_amounts import SpreadBy
from asfdesk.services.planning.start_plan import NEXT_YEAR, StartFrom
from asfdesk.ui.kit.form.form import ChoiceField, MoneyField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.planning.plan_page import PlanRow
    from asfdesk.ui.kit.form.form import Field


def new_plan_fields(
    years: Sequence[FiscalYear], next_year: str, year_id: int | None, *, known: bool
) -> list[Field]:
    """Year, kind, name and beginning of a new plan; `known`: there are books of the year before."""
    choices: list[tuple[int, str]] = [(year.id, year.label) for year in years]
    choices.append((NEXT_YEAR, _("%(year)s (new fiscal year)") % {"year": next_year}))
    return [
        ChoiceField("year", _("Fiscal year"), year_id, options=choices),
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
            StartFrom.LAST_YEAR if known else StartFrom.EMPTY,
            _("Months that aren’t closed last year are taken from its plan."),
            options=[
                (StartFrom.LAST_YEAR, _("Actuals of the same months last year")),
                (StartFrom.EMPTY, _("An empty plan")),
            ],
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
