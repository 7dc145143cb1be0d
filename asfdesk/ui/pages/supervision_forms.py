"""The forms of the supervision page: a supervisor, and a row of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import Activity
from asfdesk.i18n import _
from asfdesk.reports.words import activity_word
from asfdesk.services.manage_supervisors import SupervisorFacts
from asfdesk.services.supervision_grid import RowKey
from asfdesk.ui.kit.form import (
    ChoiceField,
    DateField,
    MoneyField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.supervision_grid import SupervisionMonth, SupervisorCard
    from asfdesk.ui.kit.form import (
        Field,
        FormValues,
    )

_FULL_TIME_BP = 10_000


def supervisor_fields(card: SupervisorCard | None, first: date, *, names_open: bool) -> list[Field]:
    """What is asked about a supervisor.

    Args:
        card: the supervisor to change, or None for a new one.
        first: the first day of the month that is shown; a new supervisor's time can then be
            reported there at once.
        names_open: whether this key opens names; else the name is not asked for.
    """
    fields: list[Field] = []
    if names_open:
        name = card.supervisor.name if card else ""
        fields.append(
            TextField("name", _("Name"), name, _("Sealed: only owners' passwords show it."))
        )
    started = card.supervisor.started_on if card else first
    fields += [
        DateField("started_on", _("First day"), started, required=True),
        DateField(
            "ended_on",
            _("Last day"),
            card.supervisor.ended_on if card else None,
            _("Empty while the supervisor works here."),
        ),
    ]
    if card:
        fields.append(
            DateField(
                "valid_from",
                _("Share and cost hold from"),
                card.supervisor.employments[-1].valid_from
                if card.supervisor.employments
                else started,
                _("Another date keeps what held before it."),
                required=True,
            )
        )
    share = card.fte_bp if card and card.fte_bp is not None else _FULL_TIME_BP
    fields += [
        PercentField("fte_bp", _("Share of full time, %"), share, required=True),
        MoneyField(
            "cost_per_hour_ore",
            _("Cost per hour, kr"),
            card.cost_per_hour_ore if card else None,
            _("Pay with employer's contributions and pension."),
            required=True,
        ),
    ]
    return fields


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
