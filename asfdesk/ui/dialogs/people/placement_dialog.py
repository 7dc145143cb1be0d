"""The form of a placement, alone or together with a new trainee."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from asfdesk.domain.codes import Form, PriceUnit, ReferringBody
from asfdesk.domain.people.placements import Placement, planned_schedule
from asfdesk.i18n import _
from asfdesk.reports.words import form_word, referring_body_word
from asfdesk.ui.dialogs.hours.week_edit import WeekField
from asfdesk.ui.kit.form.form import (
    ChoiceField,
    DateField,
    FormDialog,
    MultilineField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Schedule
    from asfdesk.services.people.trainee_views import PlacementOptions
    from asfdesk.ui.kit.form.form import Field, FormValues, Runner

LEVELS = range(1, 6)
PLACEMENT_FIELDS = (
    "form",
    "referring_body",
    "decision_from",
    "decision_to",
    "week",
    "extent_bp",
    "level",
    "supervisor_id",
    "caseworker",
    "note",
)


def placement_fields(
    shown: Placement,
    options: PlacementOptions,
    *,
    identities_open: bool,
    with_week: bool,
    optional: bool = False,
) -> list[Field]:
    """The fields of a placement.

    Args:
        shown: what to begin with.
        options: agreements and supervisors to choose from.
        identities_open: advisers cannot write caseworker and note, which are sealed.
        with_week: whether the first schedule is part of the form.
        optional: whether "no placement yet" can be chosen.
    """
    agreements: list[tuple[int | None, str]] = [(a.id, text) for a, text in options.agreements]
    if optional:
        agreements.insert(0, (None, _("No placement yet")))
    return [
        ChoiceField(
            "agreement_id",
            _("Agreement"),
            shown.agreement_id or None,
            options=agreements,
            required=not optional,
            wide=True,
        ),
        *_decision_fields(shown),
        *(week_fields(None) if with_week else []),
        *_company_fields(shown, options, identities_open=identities_open),
    ]


def _decision_fields(shown: Placement) -> list[Field]:
    """What was decided, by whom and for how long."""
    return [
        ChoiceField(
            "form",
            _("Form of placement"),
            shown.form,
            options=[(form, form_word(form)) for form in Form],
        ),
        ChoiceField(
            "referring_body",
            _("Referred by"),
            shown.referring_body,
            options=[(body, referring_body_word(body)) for body in ReferringBody],
        ),
        DateField("decision_from", _("Decision from"), shown.decision_from, required=True),
        DateField(
            "decision_to", _("Decision to"), shown.decision_to, _("Empty: until further notice.")
        ),
    ]


def _company_fields(
    shown: Placement, options: PlacementOptions, *, identities_open: bool
) -> list[Field]:
    """Level, and the people around the trainee; what is sealed an adviser cannot write."""
    return [
        ChoiceField(
            "level",
            _("Level"),
            shown.level,
            options=[(None, _("No level")), *((level, str(level)) for level in LEVELS)],
        ),
        ChoiceField(
            "supervisor_id",
            _("Supervisor"),
            shown.supervisor_id,
            options=[(None, _("Not decided")), *options.supervisors],
        ),
        TextField(
            "caseworker",
            _("Caseworker (sealed)"),
            shown.caseworker,
            enabled=identities_open,
        ),
        MultilineField(
            "note",
            _("Note (sealed)"),
            shown.note,
            _("Do not write about health."),
            enabled=identities_open,
        ),
    ]


def week_fields(schedule: Schedule | None) -> list[Field]:
    """Week and extent; either can be left empty."""
    return [
        WeekField("week", _("Planned week"), schedule.week if schedule else {}, wide=True),
        PercentField(
            "extent_bp",
            _("Extent (%)"),
            schedule.extent_bp if schedule else None,
            _("Full time is 40 hours a week. Without hours above it is spread Monday to Friday."),
            wide=True,
            at_least_one=True,
        ),
    ]


def placement_from(values: FormValues, base: Placement) -> Placement:
    """The placement that was typed, without its week."""
    return replace(
        base,
        agreement_id=values.choice("agreement_id") or 0,
        form=values.choice("form"),
        referring_body=values.choice("referring_body"),
        decision_from=values.required_day("decision_from"),
        decision_to=values.day("decision_to"),
        level=values.choice("level"),
        supervisor_id=values.choice("supervisor_id"),
        caseworker=values.text("caseworker") if "caseworker" in values else base.caseworker,
        note=values.text("note") if "note" in values else base.note,
    )


def schedule_from(values: FormValues, valid_from: date) -> Schedule | None:
    """The schedule that was typed: extent from the week or the week from the extent."""
    return planned_schedule(valid_from, values["week"], values.whole("extent_bp"))


def blank_placement(trainee_id: int, today: date) -> Placement:
    """What a new placement begins with."""
    return Placement(0, trainee_id, 0, Form.WORK_TRAINING, ReferringBody.MUNICIPALITY, today, None)


class PlacementDialog(FormDialog):
    """The form of a placement follows its agreement; levels show only where they are paid."""

    def __init__(  # noqa: PLR0913 - what a form is
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        save: Callable[[FormValues], Any],
        *,
        options: PlacementOptions,
        run: Runner | None = None,
        follow: bool = True,
        intro: str = "",
    ) -> None:
        super().__init__(parent, title, fields, save, run=run, intro=intro)
        self._options = options
        self._follow = follow
        # Without any agreement the form of a new trainee has no placement in it.
        if "agreement_id" in self.rows:
            self._box("agreement_id").currentIndexChanged.connect(self._agreement_chosen)
            self._agreement_chosen()
        self._follow = True

    def _box(self, name: str) -> QComboBox:
        editor = self.rows[name].editor
        if not isinstance(editor, QComboBox):
            raise TypeError(name)
        return editor

    def _agreement(self) -> Agreement | None:
        chosen = self.rows["agreement_id"].field.read(self._box("agreement_id"))
        found = (a for a, _text in self._options.agreements if a.id == chosen)
        return next(found, None)

    @Slot()
    def _agreement_chosen(self) -> None:
        """Take the agreement's form, and show what it needs."""
        agreement = self._agreement()
        hidden: set[str] = set()
        if agreement is None:
            hidden.update(PLACEMENT_FIELDS)
        elif all(terms.unit is not PriceUnit.LEVEL_DAY for terms in agreement.terms):
            hidden.add("level")
        if agreement is not None and self._follow:
            self._box("form").setCurrentIndex(list(Form).index(agreement.form))
        self.panel.hide_fields(hidden)
