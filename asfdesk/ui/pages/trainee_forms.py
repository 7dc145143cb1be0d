"""What the trainees page can do: each errand opens a form or runs a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.erasure import ErasureKind
from asfdesk.domain.placements import Exit, Schedule
from asfdesk.domain.trainees import Identity
from asfdesk.i18n import _, day
from asfdesk.reports.words import exit_reason_word
from asfdesk.services import manage_placements, manage_trainees, protect_trainees
from asfdesk.services.manage_trainees import NewTrainee
from asfdesk.services.trainee_views import placement_options
from asfdesk.ui import theme
from asfdesk.ui.dialogs.erase_trainee import EraseTrainee
from asfdesk.ui.dialogs.placement_dialog import (
    PlacementDialog,
    blank_placement,
    placement_fields,
    placement_from,
    schedule_from,
    week_fields,
)
from asfdesk.ui.dialogs.trainee_fields import identity_from, new_trainee_fields, trainee_fields
from asfdesk.ui.kit.buttons import danger_button, primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormDialog,
    FormHeading,
    MultilineField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asfdesk.domain.placements import Placement
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession
    from asfdesk.services.trainee_views import PlacementOptions, PlacementView, TraineeDetail
    from asfdesk.ui.kit.form import Field, FormValues
    from asfdesk.ui.page import Page


_TAKEN_OUT = {
    "trainee.anonymise": ErasureKind.ANONYMISED,
    "trainee.erase": ErasureKind.ERASED,
}


class TraineeForms(QObject):
    """Opens forms over a page and runs their commands.

    Signals:
        opened: (trainee id, Identity) of a protected person, after a reason was given.
    """

    opened = Signal(int, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._today = page.context.today
        self._owner = page.context.session.identities_open

    def add_trainee(self) -> None:
        """One form for a trainee and, if wanted, the first placement."""
        self._with_options(self._open_new_trainee)

    def about_trainee(self, what: str, detail: TraineeDetail, opened: Identity | None) -> None:
        """Do what was asked about a trainee."""
        trainee_id = detail.row.trainee.id
        match what:
            case "trainee.change":
                self._change_trainee(detail, opened)
            case "placement.add":
                blank = blank_placement(trainee_id, self._today)
                self._with_options(lambda options: self._open_placement(blank, options))
            case "trainee.end":
                self._end_trainee(detail)
            case "trainee.reopen":
                self._do(lambda s: manage_trainees.reopen_trainee(s, trainee_id))
            case "trainee.remove":
                self._do(lambda s: manage_trainees.remove_trainee(s, trainee_id))
            case "trainee.protect":
                self._ask_protect(detail)
            case "trainee.unprotect":
                self._unprotect(trainee_id)
            case "trainee.open":
                self._open_identity(trainee_id)
            case "trainee.anonymise" | "trainee.erase":
                self._take_out(_TAKEN_OUT[what], trainee_id)

    def about_placement(self, what: str, view: PlacementView) -> None:
        """Do what was asked about a placement."""
        placement = view.placement
        match what:
            case "placement.change":
                self._with_options(lambda options: self._open_placement(placement, options))
            case "placement.prolong":
                self._prolong(placement)
            case "schedule.add":
                self._add_week(placement)
            case "schedule.change":
                self._change_week(placement.schedules[-1])
            case "placement.end":
                self._end_placement(placement)
            case "placement.reopen":
                self._do(lambda s: manage_placements.reopen_placement(s, placement.id))
            case "placement.remove":
                self._do(lambda s: manage_placements.remove_placement(s, placement.id))

    def _open_new_trainee(self, options: PlacementOptions) -> None:
        blank = blank_placement(0, self._today)
        fields = new_trainee_fields(self._today, identities_open=self._owner)
        intro = ""
        if not options.agreements:
            intro = _("There is no agreement to place in yet. The placement can be added later.")
        else:
            fields.append(FormHeading("placement", _("First placement")))
            fields += placement_fields(
                blank, options, identities_open=self._owner, with_week=True, optional=True
            )

        def save(session: WriteSession, values: FormValues) -> Changes:
            placement = None
            if "agreement_id" in values and values.choice("agreement_id") is not None:
                placement = _with_week(values, placement_from(values, blank))
            new = NewTrainee(
                sex=values.choice("sex"),
                registered_on=values.required_day("registered_on"),
                identity=identity_from(values, Identity()) if self._owner else Identity(),
                placement=placement,
            )
            return manage_trainees.add_trainee(session, new, self._today)

        self._placement_dialog(_("New trainee"), fields, save, options, intro=intro)

    def _change_trainee(self, detail: TraineeDetail, opened: Identity | None) -> None:
        trainee, today = detail.row.trainee, self._today
        identity = opened or detail.identity

        def save(session: WriteSession, values: FormValues) -> Changes:
            changed = replace(
                trainee, sex=values.choice("sex"), registered_on=values.day("registered_on")
            )
            read = None if identity is None else identity_from(values, identity)
            return manage_trainees.change_trainee(session, changed, read, today)

        self._form(_("Change trainee"), trainee_fields(trainee, identity), save)

    def _end_trainee(self, detail: TraineeDetail) -> None:
        trainee_id = detail.row.trainee.id
        last = [v.placement.last_day for v in detail.placements if v.placement.last_day]
        field = DateField("ended_on", _("Last day"), max(last, default=self._today), required=True)
        self._form(
            _("The trainee has left"),
            [field],
            lambda s, values: manage_trainees.end_trainee(
                s, trainee_id, values.required_day("ended_on")
            ),
        )

    def _ask_protect(self, detail: TraineeDetail) -> None:
        """Protecting wipes and cannot be undone, so it is the one thing that is asked twice."""
        dialog = MessageDialog(
            self._page,
            _("Protect the identity of %(name)s?") % {"name": detail.row.name},
            _(
                "Address, telephone, e-mail, contacts, notes and clock times are wiped. The name "
                "disappears from every list and report."
            ),
            _("This cannot be undone, and earlier changes can no longer be undone either."),
        )
        dialog.set_mark("lock", theme.tokens().warn)
        trainee_id = detail.row.trainee.id

        def protect() -> None:
            self._do(lambda s: protect_trainees.protect_trainee(s, trainee_id))

        dialog.ask(danger_button(_("Protect")), protect, careful=True)

    def _unprotect(self, trainee_id: int) -> None:
        self._form(
            _("End the protection"),
            [TextField("reason", _("Why (sealed and logged)"), required=True)],
            lambda s, values: protect_trainees.unprotect_trainee(
                s, trainee_id, values.text("reason"), datetime.now(UTC), self._today
            ),
        )

    def _open_identity(self, trainee_id: int) -> None:
        write = self._page.context.write
        if write is None:
            return
        dialog = FormDialog(
            self._page,
            _("Open a protected identity"),
            [TextField("reason", _("Why (sealed and logged)"), required=True)],
            lambda values: protect_trainees.open_protected(
                write, trainee_id, values.text("reason"), datetime.now(UTC)
            ),
            run=self._page.context.tasks.run,
            save_text=_("Open"),
        )
        dialog.saved.connect(lambda identity: self.opened.emit(trainee_id, identity))
        dialog.open()

    def _take_out(self, kind: ErasureKind, trainee_id: int) -> None:
        file = self._page.context.file
        if file is not None and file.write is not None:
            EraseTrainee(self._page, file, kind, trainee_id)

    def _open_placement(self, placement: Placement, options: PlacementOptions) -> None:
        new = placement.id == 0
        if new and not options.agreements:
            self._say_no_agreement()
            return
        fields = placement_fields(placement, options, identities_open=self._owner, with_week=new)

        def save(session: WriteSession, values: FormValues) -> Changes:
            made = placement_from(values, placement)
            if new:
                return manage_placements.add_placement(session, _with_week(values, made))
            return manage_placements.change_placement(session, made)

        title = _("New placement") if new else _("Change placement")
        self._placement_dialog(title, fields, save, options, follow=new)

    def _say_no_agreement(self) -> None:
        """A placement needs an agreement that has not ended; the way there is a button."""
        dialog = MessageDialog(
            self._page,
            _("There is no agreement to place in"),
            _("A placement belongs to an agreement that has not ended, and there is none."),
            _("Add the agreement first."),
        )
        dialog.set_mark("exclaim", theme.tokens().warn)
        there = partial(self._page.context.go, "agreements")
        dialog.ask(primary_button(_("Go to Agreements")), there, no=_("Close"))

    def _prolong(self, placement: Placement) -> None:
        field = DateField(
            "decision_to",
            _("Decision to"),
            placement.decision_to,
            _("Empty: until further notice."),
        )
        self._form(
            _("Prolong the decision"),
            [field],
            lambda s, values: manage_placements.prolong_placement(
                s, placement.id, values.day("decision_to")
            ),
        )

    def _add_week(self, placement: Placement) -> None:
        latest = placement.schedules[-1] if placement.schedules else None
        first = self._today if latest else placement.decision_from
        fields: list[Field] = [
            DateField("valid_from", _("Holds from"), first, required=True),
            *week_fields(latest),
        ]
        self._form(
            _("New week from a date"),
            fields,
            lambda s, values: manage_placements.add_schedule(
                s, placement.id, _schedule(values, values.required_day("valid_from"))
            ),
        )

    def _change_week(self, schedule: Schedule) -> None:
        title = _("Change the week from %(day)s") % {"day": day(schedule.valid_from)}
        self._form(
            title,
            week_fields(schedule),
            lambda s, values: manage_placements.change_schedule(
                s,
                replace(
                    _schedule(values, schedule.valid_from),
                    id=schedule.id,
                    placement_id=schedule.placement_id,
                ),
            ),
        )

    def _end_placement(self, placement: Placement) -> None:
        last = min(placement.decision_to or self._today, self._today)
        fields: list[Field] = [
            DateField("ended_on", _("Last day"), last, required=True),
            ChoiceField(
                "reason",
                _("Main reason (sealed)"),
                None,
                _("Statistics use only the group: work, studies, closer to work and so on."),
                options=[
                    (None, _("Choose a reason")),
                    *((reason, exit_reason_word(reason)) for reason in ExitReason),
                ],
                required=True,
            ),
            CheckField("employed_by_us", _("We employ the trainee")),
            MultilineField("note", _("Note (sealed)"), "", _("Do not write about health.")),
        ]
        self._form(
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
            ),
        )

    def _with_options(self, then: Callable[[PlacementOptions], None]) -> None:
        session, today = self._page.context.session, self._today
        self._page.run(lambda: placement_options(session, today), then)

    def _placement_dialog(
        self,
        title: str,
        fields: list[Field],
        save: Callable[[WriteSession, FormValues], Changes],
        options: PlacementOptions,
        *,
        follow: bool = True,
        intro: str = "",
    ) -> None:
        write = self._page.context.write
        if write is None:
            return
        dialog = PlacementDialog(
            self._page,
            title,
            fields,
            lambda values: save(write, values),
            options=options,
            run=self._page.context.tasks.run,
            follow=follow,
            intro=intro,
        )
        dialog.saved.connect(self._page.announce)
        dialog.open()

    def _form(
        self, title: str, fields: list[Field], save: Callable[[WriteSession, FormValues], Changes]
    ) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.form(title, fields, lambda values: save(write, values))

    @Slot()
    def _do(self, work: Callable[[WriteSession], Changes]) -> None:
        write = self._page.context.write
        if write is not None:
            self._page.command(lambda: work(write))


def _with_week(values: FormValues, placement: Placement) -> Placement:
    schedule = schedule_from(values, placement.decision_from)
    return replace(placement, schedules=(schedule,) if schedule else ())


def _schedule(values: FormValues, valid_from: date) -> Schedule:
    """The typed week; an empty one plans nothing from its day on."""
    return schedule_from(values, valid_from) or Schedule(0, 0, valid_from, 0)
