"""What can be done about a trainee: each errand opens a form or runs a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from asfdesk.domain.file.erasure import ErasureKind
from asfdesk.domain.people.background import TraineeEmployment
from asfdesk.domain.people.decisions import Decision, Pause
from asfdesk.domain.people.trainees import Identity
from asfdesk.i18n import _
from asfdesk.services.people import manage_trainees, protect_trainees
from asfdesk.services.people.follow_ups import FollowUpRow
from asfdesk.services.people.manage_decisions import Letter
from asfdesk.services.people.manage_trainees import NewTrainee
from asfdesk.services.people.trainee_views import PlacementView, TraineeDetail
from asfdesk.ui import theme
from asfdesk.ui.dialogs.file.erase_trainee import EraseTrainee
from asfdesk.ui.dialogs.people.decision_fields import first_decision
from asfdesk.ui.dialogs.people.placement_dialog import (
    blank_placement,
    placement_fields,
    placement_from,
)
from asfdesk.ui.dialogs.people.trainee_fields import (
    identity_from,
    new_trainee_fields,
    trainee_fields,
)
from asfdesk.ui.dialogs.sending.extract_trainee import ExtractTrainee
from asfdesk.ui.kit.buttons import danger_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import DateField, FormDialog, FormHeading, TextField
from asfdesk.ui.pages.errands import Errands
from asfdesk.ui.pages.people.background_forms import BackgroundForms
from asfdesk.ui.pages.people.decision_forms import DecisionForms
from asfdesk.ui.pages.people.placement_forms import PlacementForms, with_week

if TYPE_CHECKING:
    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import PlacementOptions
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.page import Page


_TAKEN_OUT = {
    "trainee.anonymise": ErasureKind.ANONYMISED,
    "trainee.erase": ErasureKind.ERASED,
}

DECIDED = (
    "placement.prolong",
    "decision.extent",
    "decision.shorten",
    "decision.note",
    "pause.add",
)
"""Errands about a placement that `DecisionForms` does."""


class TraineeForms(Errands):
    """Opens forms over a page and runs their commands.

    Signals:
        opened: (trainee id, Identity) of a protected person, after a reason was given.
    """

    opened = Signal(int, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.placements = PlacementForms(page)
        self.decisions = DecisionForms(page)
        self.background = BackgroundForms(page)

    def add_trainee(self) -> None:
        """One form for a trainee and, if wanted, the first placement."""
        self.with_options(self._open_new_trainee)

    def say_no_agreement(self) -> None:
        """A placement needs an agreement that has not ended; the way there is a button."""
        self.placements.say_no_agreement()

    def ask(self, what: str, about: object, opened: Identity | None = None) -> None:
        """Do an errand about whatever it is about; see the links for what can be asked."""
        match about:
            case TraineeDetail() if what.startswith("trainee_employment"):
                self.background.about_trainee(what, about)
            case TraineeDetail():
                self.about_trainee(what, about, opened)
            case PlacementView() if what in DECIDED:
                self.decisions.ask(what, about)
            case PlacementView() if what.startswith("background"):
                self.background.about_placement(about)
            case PlacementView():
                self.placements.ask(what, about)
            case (PlacementView() as view, Decision() as decision):
                self.decisions.about_decision(what, decision, protected=view.protected)
            case (PlacementView() as view, Pause() as pause):
                self.decisions.about_pause(what, pause, protected=view.protected)
            case FollowUpRow():
                self.background.about_follow_up(what, about)
            case TraineeEmployment():
                self.background.about_employment(what, about)

    def about_trainee(self, what: str, detail: TraineeDetail, opened: Identity | None) -> None:
        """Do what was asked about a trainee."""
        trainee_id = detail.row.trainee.id
        match what:
            case "trainee.change":
                self._change_trainee(detail, opened)
            case "placement.add":
                blank = blank_placement(trainee_id, self.today)
                protected = detail.row.trainee.protected
                show = partial(self.placements.open_placement, blank, protected=protected)
                self.with_options(show)
            case "trainee.end":
                self._end_trainee(detail)
            case "trainee.reopen":
                self.do(lambda s: manage_trainees.reopen_trainee(s, trainee_id))
            case "trainee.remove":
                self.do(lambda s: manage_trainees.remove_trainee(s, trainee_id))
            case "trainee.protect":
                self._ask_protect(detail)
            case "trainee.unprotect":
                self._unprotect(trainee_id)
            case "trainee.open" | "trainee.extract":
                self._show_who(what, detail.row.trainee)
            case "trainee.anonymise" | "trainee.erase":
                self._take_out(_TAKEN_OUT[what], trainee_id)

    def _open_new_trainee(self, options: PlacementOptions) -> None:
        blank = blank_placement(0, self.today)
        fields = new_trainee_fields(self.today, identities_open=self.owner)
        intro = ""
        if not options.agreements:
            intro = _("There is no agreement to place in yet. The placement can be added later.")
        else:
            fields.append(FormHeading("placement", _("First placement")))
            fields += placement_fields(
                blank, options, identities_open=self.owner, with_week=True, optional=True
            )

        def save(session: WriteSession, values: FormValues) -> Changes:
            placement = None
            if "agreement_id" in values and values.choice("agreement_id") is not None:
                placement = with_week(values, placement_from(values, blank))
                noted = Letter(values.required_day("registered_on"))
                placement = first_decision(noted, placement)
            new = NewTrainee(
                sex=values.choice("sex"),
                registered_on=values.required_day("registered_on"),
                identity=identity_from(values, Identity()) if self.owner else Identity(),
                placement=placement,
            )
            return manage_trainees.add_trainee(session, new, self.today)

        self.placement_dialog(_("New trainee"), fields, save, options, intro=intro)

    def _change_trainee(self, detail: TraineeDetail, opened: Identity | None) -> None:
        trainee, today = detail.row.trainee, self.today
        identity = opened or detail.identity

        def save(session: WriteSession, values: FormValues) -> Changes:
            changed = replace(
                trainee, sex=values.choice("sex"), registered_on=values.day("registered_on")
            )
            read = None if identity is None else identity_from(values, identity)
            return manage_trainees.change_trainee(session, changed, read, today)

        self.form(_("Change trainee"), trainee_fields(trainee, identity), save)

    def _end_trainee(self, detail: TraineeDetail) -> None:
        trainee_id = detail.row.trainee.id
        last = [v.placement.last_day for v in detail.placements if v.placement.last_day]
        field = DateField("ended_on", _("Last day"), max(last, default=self.today), required=True)
        self.form(
            _("The trainee has left"),
            [field],
            lambda s, values: manage_trainees.end_trainee(
                s, trainee_id, values.required_day("ended_on")
            ),
        )

    def _ask_protect(self, detail: TraineeDetail) -> None:
        """Protecting wipes and cannot be undone, so it is the one thing that is asked twice."""
        dialog = MessageDialog(
            self.page,
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
            self.do(lambda s: protect_trainees.protect_trainee(s, trainee_id))

        dialog.ask(danger_button(_("Protect")), protect, careful=True)

    def _unprotect(self, trainee_id: int) -> None:
        self.form(
            _("End the protection"),
            [TextField("reason", _("Why (sealed and logged)"), required=True)],
            lambda s, values: protect_trainees.unprotect_trainee(
                s, trainee_id, values.text("reason"), datetime.now(UTC), self.today
            ),
        )

    def _show_who(self, what: str, trainee: Trainee) -> None:
        if what == "trainee.extract":
            ExtractTrainee(self.page, trainee)
        else:
            self._open_identity(trainee.id)

    def _open_identity(self, trainee_id: int) -> None:
        write = self.page.context.write
        if write is None:
            return
        dialog = FormDialog(
            self.page,
            _("Open a protected identity"),
            [TextField("reason", _("Why (sealed and logged)"), required=True)],
            lambda values: protect_trainees.open_protected(
                write, trainee_id, values.text("reason"), datetime.now(UTC)
            ),
            run=self.page.context.tasks.run,
            save_text=_("Open"),
        )
        dialog.saved.connect(lambda identity: self.opened.emit(trainee_id, identity))
        dialog.open()

    def _take_out(self, kind: ErasureKind, trainee_id: int) -> None:
        file = self.page.context.file
        if file is not None and file.write is not None:
            EraseTrainee(self.page, file, kind, trainee_id)
