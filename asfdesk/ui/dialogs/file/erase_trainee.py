"""Erasing and anonymising: what stands in the way, the guarded question, and the certificate."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.i18n import _
from asfdesk.reports.erasure_words import reason_word
from asfdesk.services.file.erase_trainees import (
    CHANGED,
    ErasureRequest,
    certificate,
    erase_trainee,
    erasure_view,
    hindrance,
)
from asfdesk.services.file.open_file import utc_now
from asfdesk.ui import theme
from asfdesk.ui.dialogs.sending.document_dialog import DocumentDialog
from asfdesk.ui.dialogs.sending.report_output import Shown
from asfdesk.ui.kit.buttons import button, danger_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import CheckField, ChoiceField, FormDialog, TextField

if TYPE_CHECKING:
    from asfdesk.reports.document import Document
    from asfdesk.services.file.erase_trainees import ErasureView
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

_SIZE = (760, 640)


class EraseTrainee(QObject):
    """One errand from the trainee's panel; lives until it is done.

    Signals:
        erased: the certificate, as a document.
    """

    erased = Signal(object)

    def __init__(self, page: Page, file: OpenFile, kind: ErasureKind, trainee_id: int) -> None:
        super().__init__(page)
        self._page = page
        self._file = file
        self._kind = kind
        self._trainee = trainee_id
        self._number = 0
        session, today = page.context.session, page.context.today
        page.run(lambda: erasure_view(session, trainee_id, today), self._ask)

    @Slot(object)
    def _ask(self, view: ErasureView) -> None:
        self._number = view.number
        if view.obstacles.stops(self._kind):
            self._say_why_not(view)
            return
        dialog = FormDialog(
            self._page,
            _title(self._kind) % {"number": view.number},
            _fields(view),
            self._erase,
            run=self._page.context.tasks.run,
            save_text=_("Erase") if self._kind is ErasureKind.ERASED else _("Anonymise"),
            intro=_intro(self._kind),
        )
        dialog.saved.connect(self._done)
        dialog.open()

    def _say_why_not(self, view: ErasureView) -> None:
        """Say what stands in the way; anonymising is offered when it would be possible."""
        dialog = MessageDialog(self._page, *hindrance(view.obstacles, self._kind))
        dialog.set_mark("exclaim", theme.tokens().warn)
        close = button(_("Close"))
        close.clicked.connect(dialog.reject)
        dialog.buttons.addWidget(close)
        if not view.obstacles.stops(ErasureKind.ANONYMISED):
            instead = danger_button(_("Anonymise instead …"))
            instead.clicked.connect(dialog.accept)
            dialog.accepted.connect(partial(self._instead, view))
            dialog.buttons.addWidget(instead)
        dialog.open()
        close.setFocus()

    def _instead(self, view: ErasureView) -> None:
        self._kind = ErasureKind.ANONYMISED
        self._ask(view)

    def _erase(self, values: FormValues) -> Document:
        """On the worker: do it, save, rewrite the backups, and write the certificate."""
        request = ErasureRequest(
            trainee_id=self._trainee,
            kind=self._kind,
            reason=values.choice("reason"),
            typed_number=values.text("number"),
            checked="checked" in values and values.flag("checked"),
        )
        done = erase_trainee(self._file, request, self._page.context.today)
        return certificate(self._file, done, utc_now().astimezone())

    @Slot(object)
    def _done(self, document: Document) -> None:
        self._page.announce(CHANGED)
        stem = f"gallringsintyg_deltagare-{self._number}_{document.period.last.isoformat()}"
        DocumentDialog(self._page, self._page.context.tasks.run, Shown(document, stem)).open()
        self.erased.emit(document)


def _title(kind: ErasureKind) -> str:
    if kind is ErasureKind.ERASED:
        return _("Erase trainee %(number)d")
    return _("Anonymise trainee %(number)d")


def _intro(kind: ErasureKind) -> str:
    what = (
        _("Everything about the trainee goes: identity, placements and attendance.")
        if kind is ErasureKind.ERASED
        else _("Who it was goes: identity, contact, notes. The hours stay under the number.")
    )
    return f"{what} " + _(
        "The file is saved and every backup on this computer is rewritten. It cannot be undone, "
        "and earlier changes can no longer be undone either."
    )


def _fields(view: ErasureView) -> list[Field]:
    fields: list[Field] = [
        ChoiceField(
            "reason",
            _("Reason"),
            None,
            options=[
                (None, _("Choose a reason")),
                *((reason, reason_word(reason)) for reason in ErasureReason),
            ],
            required=True,
        )
    ]
    if view.obstacles.doubtful:
        fields.append(
            CheckField(
                "checked",
                _("I have checked that the records need not be kept longer"),
                help=_("No day is written for: %(names)s.")
                % {"names": ", ".join(view.obstacles.doubtful)},
            )
        )
    text = _("Write the trainee's number, %(number)d, to confirm") % {"number": view.number}
    fields.append(TextField("number", text, required=True))
    return fields
