"""Fields about decisions: what stands on the letter, and when it was written down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.i18n import _
from asfdesk.services.people.manage_decisions import Letter
from asfdesk.ui.kit.form.form import DateField, FormHeading, TextField

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.decisions import Decision
    from asfdesk.domain.people.placements import Placement
    from asfdesk.ui.kit.form.form import Field, FormValues


def letter_fields(
    today: date, known: Decision | None = None, *, protected: bool = False
) -> list[Field]:
    """Reference, day of the decision, day it was written down.

    Args:
        today: what a new one is registered on.
        known: a decision to be corrected.
        protected: no reference is kept of a protected person (decisions C2).
    """
    fields: list[Field] = [FormHeading("letter", _("The decision itself (not kept here)"))]
    if not protected:
        fields.append(
            TextField(
                "reference",
                _("Reference"),
                known.reference if known else "",
                _("The sender's case number. Advisers can read it."),
            )
        )
    decided, registered = (known.decided_on, known.registered_on) if known else (None, today)
    return [
        *fields,
        DateField("decided_on", _("Decided on"), decided),
        DateField(
            "noted_on",
            _("Registered here"),
            registered,
            _("Later than its first day is told, never refused."),
            required=True,
        ),
    ]


def letter_from(values: FormValues) -> Letter:
    """What was typed."""
    reference = values.text("reference") if "reference" in values else ""
    return Letter(values.required_day("noted_on"), values.day("decided_on"), reference)


def first_decision(letter: Letter, placement: Placement) -> Placement:
    """A new placement with the decision it begins with."""
    first = letter.decision(DecisionKind.FIRST, placement.decision_from, placement.decision_to)
    return replace(placement, decisions=(first,))
