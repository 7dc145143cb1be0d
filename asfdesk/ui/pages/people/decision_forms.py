"""What can be done about decisions and pauses: prolong, change the extent, end early, rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from asfdesk.domain.people.decisions import Pause
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.i18n import _, day
from asfdesk.reports.people.decision_words import decision_kind_word
from asfdesk.services.people import manage_decisions, manage_pauses
from asfdesk.ui.dialogs.people.decision_fields import letter_fields, letter_from
from asfdesk.ui.dialogs.people.placement_dialog import schedule_from, week_fields
from asfdesk.ui.kit.form.form import DateField, FormHeading, TextField
from asfdesk.ui.pages.errands import Errands
from asfdesk.ui.pages.people.placement_forms import week_from

if TYPE_CHECKING:
    from asfdesk.domain.people.decisions import Decision
    from asfdesk.domain.people.placements import Placement, Schedule
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import PlacementView
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues

DAY = timedelta(days=1)


class DecisionForms(Errands):
    """Opens forms about decisions and pauses over a page and runs their commands."""

    def ask(self, what: str, view: PlacementView) -> None:
        """Do what was asked about a placement."""
        placement, protected = view.placement, view.protected
        match what:
            case "placement.prolong":
                self._prolong(placement, protected=protected)
            case "decision.extent":
                self._change_extent(placement, protected=protected)
            case "decision.shorten":
                self._shorten(placement, protected=protected)
            case "decision.note":
                self.form(
                    _("Note the first decision"),
                    letter_fields(self.today, protected=protected)[1:],
                    lambda s, values: manage_decisions.note_first_decision(
                        s, placement.id, letter_from(values)
                    ),
                )
            case "pause.add":
                blank = Pause(0, placement.id, self.today)
                self._open_pause(blank, protected=protected)

    def about_decision(self, what: str, decision: Decision, *, protected: bool) -> None:
        """Correct a decision, or take one away that was noted by mistake."""
        if what == "decision.remove":
            self.do(lambda s: manage_decisions.remove_decision(s, decision))
        elif what == "decision.change":
            self._change(decision, protected=protected)

    def about_pause(self, what: str, pause: Pause, *, protected: bool) -> None:
        """Change a pause, or take it away."""
        if what == "pause.remove":
            self.do(lambda s: manage_pauses.remove_pause(s, pause))
        elif what == "pause.change":
            self._open_pause(pause, protected=protected)

    def _prolong(self, placement: Placement, *, protected: bool) -> None:
        """One form for the new days, a new extent if there is one, and the letter."""
        until = placement.decision_to
        first = until + DAY if until else self.today
        latest = placement.schedules[-1] if placement.schedules else None
        fields: list[Field] = [
            DateField("valid_from", _("Decision from"), first, required=True),
            DateField("valid_to", _("Decision to"), None, _("Empty: until further notice.")),
            *letter_fields(self.today, protected=protected),
            FormHeading("new_week", _("Week and extent, if they change")),
            *week_fields(latest),
        ]

        def save(session: WriteSession, values: FormValues) -> Changes:
            day_one = values.required_day("valid_from")
            schedule = _if_changed(latest, schedule_from(values, day_one))
            return manage_decisions.prolong_placement(
                session,
                placement.id,
                day_one,
                values.day("valid_to"),
                letter_from(values),
                schedule,
            )

        intro = ""
        if until is not None:
            intro = _("It holds until %(day)s. Days in between are a gap: not planned or paid.") % {
                "day": day(until)
            }
        self.form(_("Prolong the decision"), fields, save, intro)

    def _change_extent(self, placement: Placement, *, protected: bool) -> None:
        latest = placement.schedules[-1] if placement.schedules else None
        fields: list[Field] = [
            DateField("valid_from", _("Holds from"), self.today, required=True),
            *week_fields(latest),
            *letter_fields(self.today, protected=protected),
        ]
        self.form(
            _("New extent by decision"),
            fields,
            lambda s, values: manage_decisions.change_extent(
                s,
                placement.id,
                week_from(values, values.required_day("valid_from")),
                letter_from(values),
            ),
        )

    def _shorten(self, placement: Placement, *, protected: bool) -> None:
        fields: list[Field] = [
            DateField("valid_to", _("New last day"), self.today, required=True),
            *letter_fields(self.today, protected=protected),
        ]
        self.form(
            _("End the decision early"),
            fields,
            lambda s, values: manage_decisions.shorten_placement(
                s, placement.id, values.required_day("valid_to"), letter_from(values)
            ),
            _("How the placement ended is told when you end it; this is what was decided."),
        )

    def _change(self, decision: Decision, *, protected: bool) -> None:
        fields: list[Field] = []
        if decision.kind is not DecisionKind.SHORTENED:
            fields.append(
                DateField("valid_from", _("Decision from"), decision.valid_from, required=True)
            )
        if decision.kind is not DecisionKind.EXTENT:
            shortened = decision.kind is DecisionKind.SHORTENED
            helping = "" if shortened else _("Empty: until further notice.")
            fields.append(
                DateField(
                    "valid_to", _("Decision to"), decision.valid_to, helping, required=shortened
                )
            )
        fields += letter_fields(self.today, decision, protected=protected)

        def save(session: WriteSession, values: FormValues) -> Changes:
            letter = letter_from(values)
            changed = replace(
                decision,
                registered_on=letter.registered_on,
                decided_on=letter.decided_on,
                reference=letter.reference,
            )
            if "valid_from" in values:
                changed = replace(changed, valid_from=values.required_day("valid_from"))
            if "valid_to" in values:
                last = values.day("valid_to")
                first = last if "valid_from" not in values and last else changed.valid_from
                changed = replace(changed, valid_from=first, valid_to=last)
            return manage_decisions.change_decision(session, changed)

        self.form(decision_kind_word(decision.kind), fields, save)

    def _open_pause(self, pause: Pause, *, protected: bool) -> None:
        """The days, and why: a protected person's opens with a reason only, and stays as it is."""
        fields: list[Field] = [
            DateField("first_day", _("First paused day"), pause.first, required=True),
            DateField(
                "last_day", _("Last paused day"), pause.last, _("Empty: until further notice.")
            ),
        ]
        if not protected:
            fields.append(
                TextField(
                    "reason",
                    _("Why (sealed)"),
                    pause.reason,
                    _("Do not write about health."),
                    enabled=self.owner,
                    wide=True,
                )
            )

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = replace(
                pause,
                first=values.required_day("first_day"),
                last=values.day("last_day"),
                reason=values.text("reason") if "reason" in values else pause.reason,
            )
            if pause.id:
                return manage_pauses.change_pause(session, made)
            return manage_pauses.add_pause(session, made)

        self.form(
            _("Change the pause") if pause.id else _("Pause the placement"),
            fields,
            save,
            _("Paused days are not planned, not booked and not paid."),
        )


def _if_changed(latest: Schedule | None, typed: Schedule | None) -> Schedule | None:
    """The typed week, unless it is the one that holds already."""
    if latest is None or typed is None:
        return typed
    same = (dict(latest.week), latest.extent_bp) == (dict(typed.week), typed.extent_bp)
    return None if same else typed
