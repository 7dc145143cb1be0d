"""The forms of the supervision page: a supervisor, and a row of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.domain.hours.supervision import ESF_YEAR_MINUTES, Employment
from asfdesk.domain.hours.supervision_plan import Leave, WeekPlan
from asfdesk.i18n import _, hours
from asfdesk.reports.words import activity_word
from asfdesk.services.hours.manage_supervisors import SupervisorFacts
from asfdesk.services.hours.supervision_grid import RowKey
from asfdesk.ui.dialogs.hours.week_plan_edit import WeekPlanField
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    DateField,
    MoneyField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.hours.supervision import Supervisor
    from asfdesk.services.hours.supervision_grid import SupervisionMonth
    from asfdesk.ui.kit.form.form import (
        Field,
        FormValues,
    )

_FULL_TIME_BP = 10_000


def supervisor_fields(person: Supervisor | None, first: date, *, names_open: bool) -> list[Field]:
    """What is asked about a supervisor.

    Args:
        person: the supervisor to change, or None for a new one.
        first: the first day of the month that is shown; a new supervisor's time can then be
            reported there at once.
        names_open: whether this key opens names; else the name is not asked for.
    """
    fields: list[Field] = []
    latest = person.employments[-1] if person and person.employments else None
    if names_open:
        name = person.name if person else ""
        fields.append(
            TextField("name", _("Name"), name, _("Sealed: only owners' passwords show it."))
        )
    started = person.started_on if person else first
    fields += [
        DateField("started_on", _("First day"), started, required=True),
        DateField(
            "ended_on",
            _("Last day"),
            person.ended_on if person else None,
            _("Empty while the supervisor works here."),
        ),
    ]
    if person:
        fields.append(
            DateField(
                "valid_from",
                _("Share and cost hold from"),
                latest.valid_from if latest else started,
                _("Another date keeps what held before it."),
                required=True,
            )
        )
    fields += _share_and_cost(latest)
    fields.append(
        CheckField(
            "esf_project",
            _("Works in an ESF+ project"),
            bool(person and person.esf_project),
            _("Days over 13 h and years over %(hours)s h are then warned about.")
            % {"hours": hours(ESF_YEAR_MINUTES, 0)},
        )
    )
    return fields


def _share_and_cost(latest: Employment | None) -> list[Field]:
    return [
        PercentField(
            "fte_bp",
            _("Share of full time, %"),
            latest.fte_bp if latest else _FULL_TIME_BP,
            required=True,
            at_least_one=True,
        ),
        MoneyField(
            "cost_per_hour_ore",
            _("Cost per hour, kr"),
            latest.cost_per_hour_ore if latest else None,
            _("Pay with employer's contributions and pension."),
            required=True,
        ),
    ]


def employment_fields(there: Employment | None, latest: Employment | None) -> list[Field]:
    """Share and cost from a date; a new one begins as the latest."""
    day = there.valid_from if there else None
    return [
        DateField("valid_from", _("Share and cost hold from"), day, required=True),
        *_share_and_cost(latest),
    ]


def employment(values: FormValues, supervisor_id: int, there: Employment | None) -> Employment:
    """What was typed about share and cost."""
    return Employment(
        there.id if there else 0,
        supervisor_id,
        values.required_day("valid_from"),
        values.required_whole("fte_bp"),
        values.required_whole("cost_per_hour_ore"),
    )


def plan_fields(
    there: WeekPlan | None, latest: WeekPlan | None, agreements: tuple[tuple[int, str], ...]
) -> list[Field]:
    """A week from a date; a new one begins with the latest's hours."""
    day = there.valid_from if there else None
    return [
        DateField("valid_from", _("Holds from"), day, required=True),
        WeekPlanField(
            "week",
            _("Hours a day"),
            latest.times if latest else (),
            _("Leave everything empty if nothing is scheduled from that day."),
            agreements=agreements,
            wide=True,
        ),
    ]


def week_plan(values: FormValues, supervisor_id: int) -> WeekPlan:
    """What was typed about a week."""
    return WeekPlan(supervisor_id, values.required_day("valid_from"), values["week"])


def leave_fields(there: Leave | None) -> list[Field]:
    """The days of leave."""
    return [
        DateField("first", _("First day"), there.first if there else None, required=True),
        DateField("last", _("Last day"), there.last if there else None, required=True),
    ]


def leave(values: FormValues, supervisor_id: int, there: Leave | None) -> Leave:
    """What was typed about leave."""
    return Leave(
        there.id if there else 0,
        supervisor_id,
        values.required_day("first"),
        values.required_day("last"),
    )


def supervisor_facts(values: FormValues, *, new: bool, names_open: bool) -> SupervisorFacts:
    """What was typed about a supervisor."""
    started = values.required_day("started_on")
    return SupervisorFacts(
        name=values.text("name") if names_open else "",
        started_on=started,
        ended_on=values.day("ended_on"),
        valid_from=started if new else values.required_day("valid_from"),
        fte_bp=values.required_whole("fte_bp"),
        cost_per_hour_ore=values.required_whole("cost_per_hour_ore"),
        esf_project=values.flag("esf_project"),
    )


def row_fields(month: SupervisionMonth, chosen: int | None) -> list[Field]:
    """What is asked about a new row; `chosen` is the supervisor it starts with."""
    people = [(card.supervisor.id, card.name) for card in month.supervisors]
    activities = [(activity, activity_word(activity)) for activity in Activity]
    agreements = [(None, _("No agreement")), *month.agreements]
    return [
        ChoiceField("supervisor", _("Supervisor"), chosen or people[0][0], options=people),
        ChoiceField("activity", _("Activity"), Activity.TRAINEES, options=activities),
        ChoiceField("agreement", _("Agreement"), None, options=agreements),
    ]


def row_key(values: FormValues) -> RowKey:
    """The row that was asked for."""
    return RowKey(
        values.choice("supervisor"), Activity(values.choice("activity")), values.choice("agreement")
    )
