"""What can be done about what surrounds a placement: before and after, follow-up, employment."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from asfdesk.domain.people.background import FollowUpContact, TraineeEmployment
from asfdesk.domain.people.placement_codes import EmploymentForm, FollowUpState, Occupation
from asfdesk.i18n import _, day
from asfdesk.reports.people.background_words import (
    employment_form_word,
    follow_up_state_word,
    follow_up_step_word,
    occupation_word,
)
from asfdesk.services.people import follow_ups, manage_background
from asfdesk.services.people.background_checks import asks_health, support_bands
from asfdesk.ui.dialogs.people.background_fields import (
    after_fields,
    background_from,
    before_fields,
    health_fields,
)
from asfdesk.ui.kit.form.form import (
    ChoiceField,
    DateField,
    FormHeading,
    MultilineField,
    PercentField,
)
from asfdesk.ui.pages.errands import Errands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.people.background import Background
    from asfdesk.domain.people.placement_codes import SupportLength
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.follow_ups import FollowUpRow
    from asfdesk.services.people.trainee_views import PlacementView, TraineeDetail
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues

FULL_BP = 10_000


class BackgroundForms(Errands):
    """Opens forms about what surrounds placements over a page and runs their commands."""

    def about_placement(self, view: PlacementView) -> None:
        """Ask what is known of the time before and after."""
        session, placement = self.page.context.session, view.placement
        self.page.run(
            lambda: (
                session.backgrounds.background(placement.id),
                asks_health(session, placement.trainee_id),
                support_bands(session),
            ),
            self._open_background,
        )

    def _open_background(self, found: tuple[Background, bool, Mapping[SupportLength, str]]) -> None:
        known, health, bands = found
        fields: list[Field] = [
            FormHeading("before_heading", _("Within the week before")),
            *before_fields(known),
            FormHeading("after_heading", _("Within the week after")),
            *after_fields(known),
        ]
        if health:
            fields += health_fields(known, bands)
        self.form(
            _("Before and after"),
            fields,
            lambda s, values: manage_background.change_background(
                s, background_from(values, known)
            ),
        )

    def about_follow_up(self, what: str, row: FollowUpRow) -> None:
        """Note how an asking went, or that it is to be asked again."""
        contact = row.contact
        if what == "follow_up.remove" and contact is not None:
            self.do(lambda s: follow_ups.remove_follow_up(s, contact))
        elif what == "follow_up.note":
            self._note(row)

    def _note(self, row: FollowUpRow) -> None:
        blank = FollowUpContact(0, row.placement_id, row.step, FollowUpState.ASKED, self.today)
        known = row.contact or blank
        occupations = [
            (None, _("Not answered")),
            *((one, occupation_word(one)) for one in Occupation),
        ]
        fields: list[Field] = [
            ChoiceField(
                "state",
                _("How it went"),
                known.state,
                options=[(state, follow_up_state_word(state)) for state in FollowUpState],
            ),
            DateField("asked_on", _("Asked, or last tried"), known.asked_on, required=True),
            DateField("answered_on", _("Answered on"), known.answered_on),
            ChoiceField("occupation", _("Does now"), known.occupation, options=occupations),
            PercentField(
                "occupation_bp", _("Share of full time (%)"), known.occupation_bp, at_least_one=True
            ),
        ]
        if not row.protected:
            fields.append(
                MultilineField(
                    "note",
                    _("Note (sealed)"),
                    known.note,
                    _("Do not write about health."),
                    enabled=self.owner,
                )
            )

        def save(session: WriteSession, values: FormValues) -> Changes:
            contact = replace(
                known,
                state=values.choice("state"),
                asked_on=values.day("asked_on"),
                answered_on=values.day("answered_on"),
                occupation=values.choice("occupation"),
                occupation_bp=values.whole("occupation_bp"),
                note=values.text("note") if "note" in values else known.note,
            )
            return follow_ups.note_follow_up(session, contact)

        intro = _("%(step)s after the end, %(day)s.") % {
            "step": follow_up_step_word(row.step),
            "day": day(row.ended_on),
        }
        self.form(_("Follow-up"), fields, save, intro)

    def about_trainee(self, what: str, detail: TraineeDetail) -> None:
        """Write down that the trainee has become an employee."""
        if what == "trainee_employment.add":
            ended = [v.placement.exit.ended_on for v in detail.placements if v.placement.exit]
            first = max(ended, default=self.today)
            blank = TraineeEmployment(0, detail.row.trainee.id, first, None, FULL_BP)
            self._ask_employment(blank)

    def about_employment(self, what: str, employment: TraineeEmployment) -> None:
        """Change an employment, or take it away."""
        if what == "trainee_employment.remove":
            self.do(lambda s: manage_background.remove_employment(s, employment))
        elif what == "trainee_employment.change":
            self._ask_employment(employment)

    def _ask_employment(self, employment: TraineeEmployment) -> None:
        """How somebody is employed can reveal health, so it is asked by choice only."""
        session = self.page.context.session
        self.page.run(
            lambda: asks_health(session, employment.trainee_id),
            lambda health: self._open_employment(employment, with_form=health),
        )

    def _open_employment(self, employment: TraineeEmployment, *, with_form: bool) -> None:
        fields: list[Field] = [
            DateField("starts_on", _("Employed from"), employment.starts_on, required=True),
            DateField("ends_on", _("Employed to"), employment.ends_on, _("Empty: still employed.")),
            PercentField(
                "fte_bp",
                _("Share of full time (%)"),
                employment.fte_bp,
                required=True,
                at_least_one=True,
            ),
        ]
        if with_form:
            forms = [
                (None, _("Not stated")),
                *((f, employment_form_word(f)) for f in EmploymentForm),
            ]
            fields.append(
                ChoiceField(
                    "form",
                    _("Form of employment (sealed)"),
                    employment.form,
                    _("It can reveal health."),
                    options=forms,
                )
            )
        self.form(_("Employment with us"), fields, partial(self._save_employment, employment))

    def _save_employment(
        self, employment: TraineeEmployment, session: WriteSession, values: FormValues
    ) -> Changes:
        made = replace(
            employment,
            starts_on=values.required_day("starts_on"),
            ends_on=values.day("ends_on"),
            fte_bp=values.required_whole("fte_bp"),
            form=values.choice("form") if "form" in values else employment.form,
        )
        if made.id:
            return manage_background.change_employment(session, made)
        return manage_background.add_employment(session, made)
