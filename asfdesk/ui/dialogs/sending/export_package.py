"""Skapa exportpaket: for whom and about which quarter, then what it holds, then where it goes."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from asfdesk.domain.period import PeriodKind
from asfdesk.i18n import _, ngettext
from asfdesk.reports.period_words import period_words
from asfdesk.services.sending.make_package import (
    MAIN,
    PackageOrder,
    make_package,
    preview_package,
    reports_for_packages,
)
from asfdesk.services.sending.report_period import offered_periods
from asfdesk.ui import theme
from asfdesk.ui.kit.buttons import primary_button
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.form import CheckField, ChoiceField, FormDialog, FormHeading, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Month
    from asfdesk.domain.sending.packages import Recipient
    from asfdesk.services.sending.make_package import PackagePreview
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues

NOBODY = 0
"""In place of a recipient's id: somebody whose card has not been imported."""


class ExportPackage(QObject):
    """Asks, shows what the package would hold, and writes it. `run` is Page.run.

    Signals:
        made: the WrittenPackage, when the file is written and entered.

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

    def ask(
        self, session: WriteSession, recipients: Sequence[Recipient], month: Month, today: date
    ) -> FormDialog:
        """Open the form; what follows happens when it is saved."""
        able = [one for one in recipients if one.takes(today)]
        dialog = FormDialog(
            self._parent,
            _("Create export package"),
            _fields(able, month, today),
            partial(_ordered, today),
            save_text=_("Show what it holds"),
            intro=_("A package holds figures and reports, never anything about one person."),
        )
        dialog.saved.connect(partial(self._preview, session))
        dialog.open()
        return dialog

    def _preview(self, session: WriteSession, order: PackageOrder) -> None:
        self._run(lambda: preview_package(session, order), partial(self._show, session, order))

    def _show(self, session: WriteSession, order: PackageOrder, shown: PackagePreview) -> None:
        """What would be in it, before anything is written."""
        dialog = MessageDialog(
            self._parent,
            _("Package %(number)d of %(period)s for %(name)s")
            % {
                "number": shown.number,
                "period": period_words(order.period),
                "name": shown.recipient,
            },
            "\n".join(preview_lines(shown)),
            _("Nothing has been written yet. Go on to choose a folder."),
        )
        dialog.set_mark("info", theme.tokens().accent)
        dialog.ask(
            primary_button(_("Choose folder")), partial(self._write, session, order), careful=True
        )

    def _write(self, session: WriteSession, order: PackageOrder) -> None:
        folder = self.choose_folder()
        if folder is not None:
            self._run(lambda: make_package(session, order, folder), self.made.emit)


def preview_lines(shown: PackagePreview) -> list[str]:
    """What a package would hold, one sentence or name a line."""
    lines = [_("It holds: %(parts)s.") % {"parts": ", ".join(shown.contents)}]
    lines.append(
        _("It is encrypted: only %(name)s can open it.") % {"name": shown.recipient}
        if shown.encrypted
        else _("It is not encrypted: anybody who gets it can read it.")
    )
    if shown.replaces is not None:
        lines.append(_("It replaces package %(number)d.") % {"number": shown.replaces})
    if shown.hidden:
        lines.append(
            ngettext(
                "%(num)d figure is hidden, because few people stand behind it.",
                "%(num)d figures are hidden, because few people stand behind them.",
                shown.hidden,
            )
        )
    if shown.exact:
        lines.append(
            ngettext(
                "%(num)d exact total is in it, marked as confidential.",
                "%(num)d exact totals are in it, marked as confidential.",
                len(shown.exact),
            )
        )
    return [*lines, *shown.issues]


def _fields(able: Sequence[Recipient], month: Month, today: date) -> list[Field]:
    quarters = offered_periods(PeriodKind.QUARTER, month, ())
    ended = [one for one in quarters if one.last < today]
    people = [(one.id, one.card.name) for one in able]
    return [
        ChoiceField(
            "period",
            _("Quarter"),
            (ended or quarters)[0],
            options=[(one, period_words(one)) for one in quarters],
        ),
        ChoiceField(
            "recipient",
            _("Recipient"),
            people[0][0] if people else NOBODY,
            options=[*people, (NOBODY, _("Somebody without a card (not encrypted)"))],
        ),
        TextField("name", _("Name"), help=_("Only for somebody without a card.")),
        FormHeading("reports", _("Reports")),
        *(
            CheckField(one.key.lower(), f"{one.key} {one.title()}", one.key == MAIN)
            for one in reports_for_packages()
        ),
        CheckField(
            "exact",
            _("Exact totals, marked as confidential"),
            False,  # noqa: FBT003 - the field's value
            help=_("Only if you have agreed on it: the recipient can then add up small counts."),
        ),
    ]


def _ordered(today: date, values: FormValues) -> PackageOrder:
    chosen = values.choice("recipient")
    now = datetime.now().astimezone()
    return PackageOrder(
        values.choice("period"),
        today,
        datetime.combine(today, now.timetz()),
        chosen or None,
        values.text("name").strip(),
        tuple(one.key for one in reports_for_packages() if values.flag(one.key.lower())),
        exact=values.flag("exact"),
    )
