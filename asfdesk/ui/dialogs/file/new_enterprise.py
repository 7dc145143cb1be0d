"""A new client file for an enterprise that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from asfdesk.domain.codes import LegalForm
from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _, month_name
from asfdesk.reports.words import legal_form_word
from asfdesk.services.checks import org_number
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.ui.dialogs.file.new_file import FirstStep, NewFileDialog
from asfdesk.ui.kit.form.fields import ChoiceField, TextField
from asfdesk.ui.kit.form.form_panel import FormPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.ui.tasks import Tasks

USUAL_STARTS = (1, 5, 7, 9)
"""A broken fiscal year usually begins in one of these months; the others can be chosen too."""


class NewEnterpriseDialog(NewFileDialog):
    """Emits `made(OpenFile)` when the recovery code has been kept.

    Attributes:
        about: the form about the enterprise.
    """

    def __init__(
        self,
        tasks: Tasks,
        today: date,
        folder: Path,
        parent: QWidget | None = None,
        make: Callable[..., tuple[OpenFile, str]] = create_client_file,
    ) -> None:
        first = _Enterprise(today, make)
        self.about = first.about
        super().__init__(tasks, _("New enterprise"), first, folder, parent)


class _Enterprise(FirstStep):
    """Whose file it is."""

    def __init__(self, today: date, make: Callable[..., tuple[OpenFile, str]]) -> None:
        super().__init__()
        self.heading = _("Your enterprise")
        self._today = today
        self._make = make
        self.about = FormPanel(_about_fields())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.about)

    @property
    def suggested_name(self) -> str:
        values = self.about.values()
        return values.text("name") if values is not None else ""

    def is_ready(self) -> bool:
        values = self.about.values()
        if values is None:
            return False
        try:
            org_number("org_number", values.text("org_number"))
        except AsfDeskError as error:
            self.about.show_error(error)
            return False
        return True

    def focus_first(self) -> None:
        self.about.focus_first()

    def show_error(self, error: AsfDeskError) -> bool:
        return self.about.show_error(error)

    def maker(self, path: Path, password: str) -> Callable[[], tuple[OpenFile, str]]:
        values = self.about.values()
        if values is None:
            raise ValueError(path)
        enterprise = NewEnterprise(
            name=values.text("name"),
            org_number=values.text("org_number"),
            year_starts=(values.choice("year_starts"), 1),
            legal_form=values.choice("legal_form"),
        )
        make, today = self._make, self._today
        return lambda: make(path, enterprise, password, today)


def _about_fields() -> list[TextField | ChoiceField]:
    forms: list[tuple[LegalForm | None, str]] = [(None, _("As the organisation number says"))]
    forms += [(form, legal_form_word(form)) for form in LegalForm]
    months = [*USUAL_STARTS, *(n for n in range(1, 13) if n not in USUAL_STARTS)]
    return [
        TextField("name", _("Name"), "", _("As in the registration certificate"), required=True),
        TextField(
            "org_number",
            _("Organisation number"),
            "",
            _("For example 769600-1234; can be filled in later"),
        ),
        ChoiceField("legal_form", _("Legal form"), None, options=forms),
        ChoiceField(
            "year_starts",
            _("The fiscal year begins in"),
            1,
            options=[(number, month_name(2026, number, with_year=False)) for number in months],
        ),
    ]
