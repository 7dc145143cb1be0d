"""Making a report for somebody: who gets it, in which formats, and where the files go."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, ngettext
from asfdesk.services.sending.export_report import FORMATS
from asfdesk.services.sending.make_for_recipient import make_for_recipient, names_for_recipient
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import CheckField, ChoiceField, FormDialog, FormHeading, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.sending.export_report import Format
    from asfdesk.services.sending.make_for_recipient import MadeReport
    from asfdesk.services.sending.report_entry import ReportEntry, ReportRequest
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues

PROPOSED = ("pdf", "xlsx")
EACH = 0
"""In place of a buyer's id: one document for each."""


@dataclass(frozen=True)
class Errand:
    """What is to be made, before anybody has said for whom.

    Attributes:
        buyers: (id, name) of those that a report with one document each concerns; empty for others.
        recipient: proposed.
    """

    entry: ReportEntry
    request: ReportRequest
    buyers: tuple[tuple[int, str], ...] = ()
    recipient: str = ""


class ForRecipient(QObject):
    """Asks, and makes. `run` is Page.run.

    Signals:
        made: the MadeReport values, when the files are written and entered.

    Attributes:
        choose_folder: asks the user for a folder; None = changed their mind.
    """

    made = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        run: Callable[[Callable[[], Any], Callable[[Any], None]], None],
        choose_folder: Callable[[], Path | None],
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._run = run
        self.choose_folder = choose_folder

    def ask(self, session: WriteSession, errand: Errand) -> FormDialog:
        """Open the form; what follows happens when it is saved."""
        dialog = FormDialog(
            self._parent,
            _("Make for a recipient"),
            _fields(errand),
            partial(_asked, errand),
            save_text=_("Choose folder"),
            intro=_(
                "The report is kept in the file, sealed, so that you can see later exactly what "
                "was sent."
            ),
        )
        dialog.saved.connect(partial(self._go_on, session, errand.entry))
        dialog.open()
        return dialog

    def _go_on(self, session: WriteSession, entry: ReportEntry, wanted: _Wanted) -> None:
        folder = self.choose_folder()
        if folder is None:
            return

        def there() -> tuple[str, ...]:
            return tuple(
                name
                for request in wanted.requests
                for name in names_for_recipient(session, entry, request, wanted.formats)
                if (folder / name).exists()
            )

        make = partial(self._make, session, entry, wanted, folder)
        self._run(there, partial(self._replace, make))

    def _replace(self, make: Callable[[], None], there: tuple[str, ...]) -> None:
        """Make at once, or ask first when files would be replaced."""
        if not there:
            make()
            return
        dialog = MessageDialog(
            self._parent,
            ngettext(
                "%(num)d file is already there.", "%(num)d files are already there.", len(there)
            ),
            ", ".join(there),
            _("Replace with what is made now, or cancel and choose another folder."),
        )
        dialog.set_mark("exclaim", theme.tokens().warn)
        dialog.ask(primary_button(_("Replace")), make, careful=True)

    def _make(
        self, session: WriteSession, entry: ReportEntry, wanted: _Wanted, folder: Path
    ) -> None:
        def work() -> tuple[MadeReport, ...]:
            return tuple(
                made
                for request in wanted.requests
                for made in make_for_recipient(
                    session, entry, request, wanted.formats, folder, person=wanted.person
                )
            )

        self._run(work, self.made.emit)


@dataclass(frozen=True)
class _Wanted:
    """What the form was filled in with; one request for each recipient."""

    requests: tuple[ReportRequest, ...]
    formats: tuple[Format, ...]
    person: str = field(repr=False)


def _fields(errand: Errand) -> list[Field]:
    fields: list[Field] = []
    if errand.buyers:
        options = [*errand.buyers]
        if len(options) > 1:
            options.append((EACH, _("All, one document each")))
        fields.append(ChoiceField("buyer", _("Buyer"), options[0][0], options=options))
    help_text = (
        _("Leave empty if it goes to the buyer itself.")
        if errand.buyers
        else _("The organisation, for example SCB.")
    )
    fields += [
        TextField(
            "recipient",
            _("Recipient"),
            errand.recipient,
            help=help_text,
            required=not errand.buyers,
        ),
        TextField("person", _("Person"), help=_("Who gets it there. Sealed, may be left empty.")),
        FormHeading("formats", _("Formats")),
        *(CheckField(one.key, one.name(), one.key in PROPOSED) for one in FORMATS),
    ]
    return fields


def _asked(errand: Errand, values: FormValues) -> _Wanted:
    formats = tuple(one for one in FORMATS if values.flag(one.key))
    if not formats:
        raise InvalidInputError(
            FORMATS[0].key, _("Tick at least one format."), todo=_("PDF suits most recipients.")
        )
    recipient = values.text("recipient").strip()
    chosen = values.choice("buyer") if errand.buyers else None
    wanted = [one for one in errand.buyers if chosen in (EACH, one[0])]
    requests = tuple(
        replace(errand.request, buyer_id=buyer, recipient=recipient or name)
        for buyer, name in wanted
    ) or (replace(errand.request, recipient=recipient),)
    return _Wanted(requests, formats, values.text("person").strip())
