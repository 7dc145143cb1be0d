"""What can be done about a placement: its form, its week, how it ended."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.people.placements import Exit, Schedule
from asfdesk.i18n import _, day
from asfdesk.reports.words import exit_reason_word
from asfdesk.services.people import manage_placements
from asfdesk.services.people.background_checks import offered_reasons
from asfdesk.ui import theme
from asfdesk.ui.dialogs.people.background_fields import after_fields, background_from
from asfdesk.ui.dialogs.people.decision_fields import first_decision, letter_fields, letter_from
from asfdesk.ui.dialogs.people.placement_dialog import (
    placement_fields,
    placement_from,
    schedule_from,
    week_fields,
)
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormHeading,
    MultilineField,
)
from asfdesk.ui.pages.errands import Errands

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import ExitReason
    from asfdesk.domain.people.background import Background
    from asfdesk.domain.people.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import PlacementOptions, PlacementView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues


class PlacementForms(Errands):
    """Opens forms about placements over a page and runs their commands."""

    def ask(self, what: str, view: PlacementView) -> None:
        """Do what was asked about a placement."""
        placement = view.placement
        match what:
            case "placement.change":
                show = partial(self.open_placement, placement, protected=view.protected)
                self.with_options(show)
            case "schedule.add":
                self._add_week(placement)
            case "schedule.change":
                self._change_week(placement.schedules[-1])
            case "placement.end":
                self._ask_how_it_ended(placement)
            case "placement.reopen":
                self.do(lambda s: manage_placements.reopen_placement(s, placement.id))
            case "placement.remove":
                self.do(lambda s: manage_placements.remove_placement(s, placement.id))

    def open_placement(
        self, placement: Placement, options: PlacementOptions, *, protected: bool = False
    ) -> None:
        """The form of a placement; one with id 0 is new.

        A protected person's sealed texts are not shown in it; nothing says here why it is opened.
        """
        new = placement.id == 0
        if new and not options.agreements:
            self.say_no_agreement()
            return
        fields = placement_fields(placement, options, identities_open=self.owner, with_week=new)
        if protected:
            fields = [field for field in fields if field.name not in ("caseworker", "note")]
        if new:
            fields += letter_fields(self.today, protected=protected)

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = placement_from(values, placement)
            if new:
                made = first_decision(letter_from(values), with_week(values, made))
                return manage_placements.add_placement(session, made)
            return manage_placements.change_placement(session, made)

        title = _("New placement") if new else _("Change placement")
        self.placement_dialog(title, fields, save, options, follow=new)

    def say_no_agreement(self) -> None:
        """A placement needs an agreement that has not ended; the way there is a button."""
        dialog = MessageDialog(
            self.page,
            _("There is no agreement to place in"),
            _("A placement belongs to an agreement that has not ended, and there is none."),
            _("Add the agreement first."),
        )
        dialog.set_mark("exclaim", theme.tokens().warn)
        there = partial(self.page.context.go, "agreements")
        dialog.ask(primary_button(_("Go to Agreements")), there, no=_("Close"))

    def _add_week(self, placement: Placement) -> None:
        latest = placement.schedules[-1] if placement.schedules else None
        first = self.today if latest else placement.decision_from
        fields: list[Field] = [
            DateField("valid_from", _("Holds from"), first, required=True),
            *week_fields(latest),
        ]
        self.form(
            _("New week from a date"),
            fields,
            lambda s, values: manage_placements.add_schedule(
                s, placement.id, week_from(values, values.required_day("valid_from"))
            ),
        )

    def _change_week(self, schedule: Schedule) -> None:
        title = _("Change the week from %(day)s") % {"day": day(schedule.valid_from)}
        self.form(
            title,
            week_fields(schedule),
            lambda s, values: manage_placements.change_schedule(
                s,
                replace(
                    week_from(values, schedule.valid_from),
                    id=schedule.id,
                    placement_id=schedule.placement_id,
                ),
            ),
        )

    def _ask_how_it_ended(self, placement: Placement) -> None:
        """What is known of the time after is asked at once; it can be filled in later too."""
        session = self.page.context.session
        self.page.run(
            lambda: (session.backgrounds.background(placement.id), offered_reasons(session)),
            lambda found: self._end_placement(placement, *found),
        )

    def _end_placement(
        self, placement: Placement, known: Background, reasons: tuple[ExitReason, ...]
    ) -> None:
        last = min(placement.decision_to or self.today, self.today)
        fields: list[Field] = [
            DateField("ended_on", _("Last day"), last, required=True),
            ChoiceField(
                "reason",
                _("Main reason (sealed)"),
                None,
                _("Statistics use only the group: work, studies, closer to work and so on."),
                options=[
                    (None, _("Choose a reason")),
                    *((reason, exit_reason_word(reason)) for reason in reasons),
                ],
                required=True,
            ),
            CheckField("employed_by_us", _("We employ the trainee")),
            MultilineField("note", _("Note (sealed)"), "", _("Do not write about health.")),
            FormHeading("after", _("Afterwards, as far as it is known")),
            *after_fields(known),
        ]
        self.form(
            _("End the placement"),
            fields,
            lambda s, values: manage_placements.end_placement(
                s,
                placement.id,
                Exit(
                    ended_on=values.required_day("ended_on"),
                    group=ExitGroup.OTHER,
                    reason=values.choice("reason"),
                    employed_by_us=values.flag("employed_by_us"),
                    note=values.text("note"),
                ),
                background_from(values, known),
            ),
        )


def with_week(values: FormValues, placement: Placement) -> Placement:
    """The placement with the week that was typed, if any."""
    schedule = schedule_from(values, placement.decision_from)
    return replace(placement, schedules=(schedule,) if schedule else ())


def week_from(values: FormValues, valid_from: date) -> Schedule:
    """The typed week; an empty one plans nothing from its day on."""
    return schedule_from(values, valid_from) or Schedule(0, 0, valid_from, 0)
