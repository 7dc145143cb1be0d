"""The fields of a form: what each shows, and how what is typed becomes a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import GROUP, _, hours, money_exact
from asfdesk.ui.kit.form import parse
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.form.date_edit import DateEdit
from asfdesk.ui.kit.form.password_edit import PasswordEdit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

TEXT_LINES = 4


@dataclass(frozen=True)
class Field:
    """What all fields have.

    Attributes:
        name: the value's name; InvalidInputError(field=name) is shown here.
        label: above the field.
        value: what it starts with; None = empty.
        help: a quiet line under it.
        required: whether it must be filled in.
    """

    name: str
    label: str
    value: Any = None
    help: str = ""
    required: bool = field(default=False, kw_only=True)
    wide: bool = field(default=False, kw_only=True)
    enabled: bool = field(default=True, kw_only=True)

    def make(self) -> QWidget:
        """The widget, filled with the value."""
        editor = QLineEdit(self.show())
        editor.setPlaceholderText(self.hint())
        return editor

    def show(self) -> str:
        """The value as text."""
        return "" if self.value is None else str(self.value)

    def hint(self) -> str:
        """What stands in the field while it is empty."""
        return ""

    def typed(self, widget: QWidget) -> str:
        """The text in the widget, without spaces around it (a password keeps them)."""
        if isinstance(widget, PasswordEdit):
            return widget.text()
        return widget.text().strip() if isinstance(widget, QLineEdit) else ""

    def read(self, widget: QWidget) -> Any:  # noqa: ANN401 - each field has its own type
        """The value typed; InvalidInputError names this field if it cannot be right."""
        text = self.typed(widget)
        if not text:
            if self.required:
                raise self.wrong(_("This must be filled in."))
            return self.empty()
        try:
            return self.parse(text)
        except ValueError as error:
            raise self.wrong(self.complaint()) from error

    def parse(self, text: str) -> Any:  # noqa: ANN401 - each field has its own type
        """Text to value; ValueError if it is not one."""
        return text

    def empty(self) -> Any:  # noqa: ANN401 - each field has its own type
        """The value of an empty field."""
        return None

    def complaint(self) -> str:
        """What is said when `parse` refuses."""
        return _("This cannot be read.")

    def wrong(self, what: str) -> InvalidInputError:
        """An error for this field."""
        return InvalidInputError(self.name, what)


@dataclass(frozen=True)
class TextField(Field):
    """One line of text; "" when empty."""

    secret: bool = field(default=False, kw_only=True)

    def make(self) -> QWidget:
        """A line; dots instead of letters when it is secret."""
        if self.secret:
            return PasswordEdit(self.label)
        return QLineEdit(self.show())

    def empty(self) -> str:
        """No text."""
        return ""


@dataclass(frozen=True)
class MultilineField(Field):
    """Several lines of text; "" when empty."""

    def make(self) -> QWidget:
        """A box of a few lines; Tab goes on to the next field."""
        editor = QPlainTextEdit(self.show())
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * TEXT_LINES + 18)
        return editor

    def typed(self, widget: QWidget) -> str:
        """The text in the box."""
        return widget.toPlainText().strip() if isinstance(widget, QPlainTextEdit) else ""

    def empty(self) -> str:
        """No text."""
        return ""


@dataclass(frozen=True)
class DateField(Field):
    """A day as YYYY-MM-DD, with a calendar to pick from; None when empty."""

    value: date | None = None

    def make(self) -> QWidget:
        """A line with a calendar."""
        return DateEdit(self.value)

    def typed(self, widget: QWidget) -> str:
        """The text in the line."""
        return widget.text() if isinstance(widget, DateEdit) else ""

    def parse(self, text: str) -> date:
        """A day."""
        return parse.parse_day(text)

    def complaint(self) -> str:
        """How a day is written."""
        return _("Write the date as YYYY-MM-DD, for example 2026-10-21.")


@dataclass(frozen=True)
class ChoiceField(Field):
    """One of several values; shows the first when `value` is not among them."""

    options: Sequence[tuple[Any, str]] = ()

    def make(self) -> QWidget:
        """A drop-down list."""
        box = ComboBox()
        for value, text in self.options:
            box.addItem(text, value)
        values = [value for value, _text in self.options]
        box.setCurrentIndex(values.index(self.value) if self.value in values else 0)
        return box

    def read(self, widget: QWidget) -> Any:  # noqa: ANN401 - the page's own values
        """The chosen value itself (not its copy through Qt)."""
        if not isinstance(widget, QComboBox) or not 0 <= widget.currentIndex() < len(self.options):
            if self.required:
                raise self.wrong(_("This must be filled in."))
            return None
        chosen = self.options[widget.currentIndex()][0]
        if chosen is None and self.required:
            raise self.wrong(_("This must be filled in."))
        return chosen


@dataclass(frozen=True)
class MoneyField(Field):
    """Kronor, kept as öre; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """Without needless decimals."""
        text = "" if self.value is None else money_exact(self.value).replace(GROUP, " ")
        return text[:-3] if text.endswith((",00", ".00")) else text

    def hint(self) -> str:
        """The unit."""
        return _("kr")

    def parse(self, text: str) -> int:
        """Öre."""
        return parse.parse_money(text)

    def complaint(self) -> str:
        """How an amount is written."""
        return _("Write an amount in kronor, for example 1 250 or 320.50.")


@dataclass(frozen=True)
class HoursField(Field):
    """Hours, kept as minutes; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """Decimal hours."""
        return "" if self.value is None else hours(self.value).replace(GROUP, "")

    def hint(self) -> str:
        """The unit."""
        return _("hours")

    def parse(self, text: str) -> int:
        """Minutes."""
        return parse.parse_hours(text)

    def complaint(self) -> str:
        """How hours are written."""
        return _("Write hours as 2.5 or 2:30.")


@dataclass(frozen=True)
class PercentField(Field):
    """Per cent, kept as basis points; None when empty.

    Attributes:
        at_least_one: less than one per cent is hardly meant, so 0,30 is asked about: it is taken
            neither for 30 % nor for 0,3 % until a sign or a whole number says which.
    """

    value: int | None = None
    at_least_one: bool = field(default=False, kw_only=True)

    def show(self) -> str:
        """Without needless decimals; with the sign where it would be asked about without."""
        if self.value is None:
            return ""
        text = _percent_text(self.value)
        return f"{text} %" if self.at_least_one and is_doubtful_percent(self.value, text) else text

    def hint(self) -> str:
        """The unit."""
        return "%"

    def parse(self, text: str) -> int:
        """Basis points."""
        bp = parse.parse_percent(text)
        if self.at_least_one and is_doubtful_percent(bp, text):
            raise self.wrong(doubtful_percent_words(bp))
        return bp

    def complaint(self) -> str:
        """How a share is written."""
        return _("Write a percentage, for example 80 or 12.5.")


@dataclass(frozen=True)
class IntegerField(Field):
    """A whole number; None when empty."""

    value: int | None = None

    def parse(self, text: str) -> int:
        """A whole number."""
        return parse.parse_integer(text)

    def complaint(self) -> str:
        """What is meant."""
        return _("Write a whole number.")


@dataclass(frozen=True)
class CheckField(Field):
    """Yes or no."""

    value: bool = False

    def make(self) -> QWidget:
        """A tick box that carries the label itself."""
        box = QCheckBox(self.label)
        box.setChecked(self.value)
        return box

    def read(self, widget: QWidget) -> bool:
        """Whether it is ticked."""
        return isinstance(widget, QCheckBox) and widget.isChecked()


@dataclass(frozen=True)
class FormHeading(Field):
    """A heading between groups of fields; `label` is what it says."""


ONE_PER_CENT = 100


def is_doubtful_percent(bp: int, text: str) -> bool:
    """Whether it is less than one per cent and no sign says that this is meant."""
    return 0 < bp < ONE_PER_CENT and "%" not in text


def doubtful_percent_words(bp: int) -> str:
    """Asks which of the two is meant, and says how to write each."""
    said = {"large": _percent_text(bp * 100), "small": _percent_text(bp)}
    return (
        _("Is it %(large)s %% or %(small)s %%? Write %(large)s, or %(small)s %% with the sign.")
        % said
    )


def _percent_text(bp: int) -> str:
    whole, rest = divmod(bp, 100)
    return f"{whole}{_decimal_mark()}{rest:02d}".rstrip("0") if rest else str(whole)


def _decimal_mark() -> str:
    return money_exact(0)[1]
