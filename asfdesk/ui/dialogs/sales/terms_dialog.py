"""What a buyer pays: the form shows only what the chosen price needs.

While one types it says in words what will be paid, in the same sentences as the page.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout

from asfdesk.domain.agreements import Terms, bases_of
from asfdesk.domain.codes import AttendanceCode, PriceBasis, PriceUnit
from asfdesk.domain.sales.billed_time import absence_share_bp
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.sales.terms_words import counts_absence, payment_words
from asfdesk.reports.words import attendance_code_word, price_basis_word, price_unit_word
from asfdesk.ui.dialogs.places_field import PlacesField
from asfdesk.ui.kit.card import PADDING, Card
from asfdesk.ui.kit.form.form import (
    ChoiceField,
    DateField,
    FormDialog,
    FormHeading,
    FormValues,
    HoursField,
    MoneyField,
    PercentField,
)
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.agreements import Agreement
    from asfdesk.ui.kit.form.form import (
        Field,
        Runner,
    )

LEVELS = range(1, 6)
BESIDE = 280
SUMS = (PriceUnit.LUMP_SUM, PriceUnit.RESULT)


def terms_fields(terms: Terms | None, first_day: date | None = None) -> list[Field]:
    """The fields of terms.

    Args:
        terms: what to begin with, or None for a day price on attendance.
        first_day: the proposed first day; None leaves the field out (first terms).
    """
    shown = terms or _plain()
    fields: list[Field] = []
    if first_day is not None:
        fields.append(DateField("valid_from", _("Holds from"), first_day, required=True))
    fields += [
        ChoiceField(
            "unit",
            _("Price"),
            shown.unit,
            options=[(unit, price_unit_word(unit)) for unit in PriceUnit],
        ),
        ChoiceField(
            "basis",
            _("Counted on"),
            shown.basis,
            options=[(basis, price_basis_word(basis)) for basis in PriceBasis],
        ),
        MoneyField("price_ore", _("Price without VAT (kr)"), shown.price_ore or None),
        PlacesField("places_milli", _("Places sold"), shown.places_milli or None),
        PercentField("vat_bp", _("VAT (%)"), shown.vat_bp),
    ]
    fields += [
        MoneyField(
            f"level_{level}",
            _("Whole day, level %(level)d (kr)") % {"level": level},
            shown.level_prices_ore.get(level),
        )
        for level in LEVELS
    ]
    fields += [
        PercentField("half_day_bp", _("A half day pays (%)"), shown.half_day_bp),
        HoursField(
            "part_day_limit_minutes",
            _("Part day up to"),
            shown.part_day_limit_minutes,
        ),
        PercentField("part_day_bp", _("A part day pays (%)"), shown.part_day_bp),
    ]
    fields.append(FormHeading("absence", _("How many per cent of absence is paid")))
    fields += [
        PercentField(
            f"code_{code.value}",
            f"{attendance_code_word(code)} ({code.value})",
            absence_share_bp(shown, code),
        )
        for code in AttendanceCode
    ]
    return fields


def terms_from(values: FormValues, base: Terms | None) -> Terms:
    """The terms that were typed; ids and dates from `base` where the form has none."""
    start = base or _plain()
    made = replace(
        start,
        unit=values.choice("unit"),
        basis=values.choice("basis"),
        price_ore=values.whole("price_ore") or 0,
        places_milli=values.whole("places_milli") or 0,
        vat_bp=values.whole("vat_bp") or 0,
        half_day_bp=values.whole("half_day_bp") or 0,
        part_day_bp=values.whole("part_day_bp"),
        part_day_limit_minutes=values.whole("part_day_limit_minutes"),
        payable={code: values.whole(f"code_{code.value}") or 0 for code in AttendanceCode},
        level_prices_ore={
            level: price
            for level in LEVELS
            if (price := values.whole(f"level_{level}")) is not None
        },
    )
    if made.unit is not PriceUnit.LEVEL_DAY:
        made = replace(made, level_prices_ore={}, part_day_bp=None, part_day_limit_minutes=None)
    return made if counts_absence(made) else replace(made, payable={})


def _plain() -> Terms:
    """A day price on attendance, from whatever day the form says."""
    return Terms(0, 0, date.min, PriceUnit.DAY, PriceBasis.ATTENDED, 0, 0)


class TermsDialog(FormDialog):
    """A form that holds `terms_fields`, alone or after other fields."""

    def __init__(  # noqa: PLR0913 - what a form is
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        save: Callable[[FormValues], Any],
        *,
        agreement: Agreement,
        run: Runner | None = None,
        save_text: str = "",
    ) -> None:
        super().__init__(parent, title, fields, save, run=run, save_text=save_text)
        self._agreement = agreement
        self.explanation = label("", Look.BODY, wrap=True)
        self._put_beside(self.explanation)
        for row in self.rows.values():
            if isinstance(row.editor, QLineEdit):
                row.editor.textChanged.connect(self._explain)
            elif isinstance(row.editor, QComboBox):
                row.editor.currentIndexChanged.connect(self._explain)
        self._combo("unit").currentIndexChanged.connect(self._unit_chosen)
        self._combo("basis").currentIndexChanged.connect(self._show_needed)
        self._unit_chosen()

    def _put_beside(self, explanation: QWidget) -> None:
        """The words stand at the right of the fields, so that the form fits a small screen."""
        card = Card(_("This is what will be paid"))
        card.setFixedWidth(BESIDE)
        card.body.addWidget(explanation)
        fields, layout = self.findChild(QScrollArea), self.layout()
        if isinstance(fields, QScrollArea) and isinstance(layout, QVBoxLayout):
            line = QHBoxLayout()
            line.setSpacing(18)
            layout.insertLayout(layout.indexOf(fields), line, 1)
            line.addWidget(fields, 1)
            line.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)

    def _combo(self, name: str) -> QComboBox:
        editor = self.rows[name].editor
        if not isinstance(editor, QComboBox):
            raise TypeError(name)
        return editor

    @Slot()
    def _unit_chosen(self) -> None:
        """Offer the bases that the unit can have."""
        unit = self.rows["unit"].read()
        allowed = bases_of(unit)
        box = self._combo("basis")
        model = box.model()
        bases = list(PriceBasis)
        if isinstance(model, QStandardItemModel):
            for at, basis in enumerate(bases):
                model.item(at).setEnabled(basis in allowed)
        if self.rows["basis"].read() not in allowed:
            box.setCurrentIndex(bases.index(allowed[0]))
        self._show_needed()

    @Slot()
    def _show_needed(self) -> None:
        """Show the rows that the price needs, hide the others."""
        unit, basis = self.rows["unit"].read(), self.rows["basis"].read()
        levels = {
            *(f"level_{level}" for level in LEVELS),
            "half_day_bp",
            "part_day_bp",
            "part_day_limit_minutes",
        }
        hidden = {"price_ore"} if unit is PriceUnit.LEVEL_DAY else levels
        if unit in SUMS:
            hidden = hidden | {"basis"}
        if not counts_absence(replace(_plain(), unit=unit, basis=basis)):
            hidden = hidden | {"absence", *(f"code_{code.value}" for code in AttendanceCode)}
        self.panel.hide_fields(hidden)
        self._explain()

    @Slot()
    def _explain(self) -> None:
        """Say what will be paid as it stands now."""
        terms = self._typed()
        words = _("Write a price to see what will be paid.")
        if terms.price_ore or terms.level_prices_ore:
            words = " ".join(payment_words(terms, self._agreement))
        self.explanation.setText(words)
        # The card is aligned to the top, so it does not ask how high the text is at its width.
        room = self.explanation.heightForWidth(BESIDE - 2 * PADDING)
        self.explanation.setMinimumHeight(room)

    def _typed(self) -> Terms:
        found: dict[str, Any] = {}
        for name, row in self.rows.items():
            try:
                found[name] = row.read()
            except InvalidInputError:
                found[name] = None
        return terms_from(FormValues(found), None)
