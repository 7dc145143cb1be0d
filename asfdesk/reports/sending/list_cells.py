"""What stands in each cell of a list of participants: one field of the layout, one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.sending.list_layout import DateForm, IdentityForm, ListField
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.words import sex_word

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import Sex
    from asfdesk.domain.hours.participation import Participation
    from asfdesk.domain.period import Month
    from asfdesk.domain.sending.list_layout import ListColumn, ListLayout

_DIGITS = 12
_KINDS = {
    ListField.OWN_NUMBER: doc.Kind.INTEGER,
    ListField.HOURS: doc.Kind.DECIMAL,
    ListField.CUMULATIVE: doc.Kind.DECIMAL,
    ListField.EXACT_HOURS: doc.Kind.HOURS,
    ListField.MINUTES: doc.Kind.INTEGER,
}


@dataclass(frozen=True)
class Person:
    """Somebody in the list; a protected person comes with the own number and sex only.

    Attributes:
        identity_number: twelve digits, or what was noted; "" for none.
        employed: whether the enterprise employed the person on the month's last day.
    """

    number: int
    sex: Sex
    protected: bool = False
    name: str = field(default="", repr=False)
    identity_number: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    employed: bool = False


@dataclass(frozen=True)
class ListCells:
    """Makes the cells of one list.

    Attributes:
        references: project number -> the agreement's reference.
        employer: the enterprise's organisation number.
    """

    layout: ListLayout
    month: Month
    references: dict[str, str]
    employer: str

    def columns(self) -> tuple[doc.Column, ...]:
        """The layout's columns, titles exactly as they are there."""
        return tuple(
            doc.Column(f"c{at}_{column.field}", column.title, self._kind(column), decimals=decimals)
            for at, column in enumerate(self.layout.columns, start=1)
            for decimals in [0 if column.field in (ListField.HOURS, ListField.CUMULATIVE) else None]
        )

    def _kind(self, column: ListColumn) -> doc.Kind:
        days = column.field in (ListField.START, ListField.END)
        if days and self.layout.date_form is DateForm.DATE:
            return doc.Kind.DATE
        return _KINDS.get(column.field, doc.Kind.TEXT)

    def row(self, line: Participation, person: Person) -> doc.Row:
        """One person's row."""
        return doc.row(*(self._cell(column, line, person) for column in self.layout.columns))

    def _cell(self, column: ListColumn, line: Participation, person: Person) -> doc.Cell:
        if column.field in (ListField.HOURS, ListField.CUMULATIVE):
            hours = line.hours if column.field is ListField.HOURS else line.cumulative
            return doc.Cell(hours, decimals=0 if hours.denominator == 1 else 2)
        if column.field.names_person:
            return doc.Cell(self._who(column.field, person))
        return doc.Cell(self._value(column, line, person))

    def _who(self, which: ListField, person: Person) -> str:
        """Who it is; for a protected person only the layout's own code."""
        if person.protected:
            if which is ListField.IDENTITY:
                return self.layout.protected_code(person.sex, person.number)
            return ""
        return {
            ListField.IDENTITY: identity_text(person.identity_number, self.layout.identity_form),
            ListField.NAME: person.name,
            ListField.EMAIL: person.email,
            ListField.PHONE: person.phone,
        }[which]

    def _value(self, column: ListColumn, line: Participation, person: Person) -> doc.Value:
        match column.field:
            case ListField.OWN_NUMBER:
                return person.number
            case ListField.START:
                first = line.starts_on
                here = (first.year, first.month) == (self.month.year, self.month.number)
                return self._day(first if here or not column.only_in_month else None)
            case ListField.END:
                return self._day(line.ended_on)
            case ListField.EXACT_HOURS | ListField.MINUTES:
                return line.minutes
            case ListField.EMPLOYER:
                return self.employer if person.employed else ""
            case _:
                return self._text(column, line, person)

    def _text(self, column: ListColumn, line: Participation, person: Person) -> str:
        layout = self.layout
        return {
            ListField.SEX: sex_word(person.sex),
            ListField.PROJECT: line.project,
            ListField.AGREEMENT: self.references.get(line.project, ""),
            ListField.MONTH: str(self.month),
            ListField.SIDE: side_words(layout, person),
            ListField.FIXED: column.text,
        }.get(column.field, "")

    def _day(self, day: date | None) -> doc.Value:
        if day is None:
            return ""
        match self.layout.date_form:
            case DateForm.DATE:
                return day
            case DateForm.DASHES:
                return day.isoformat()
            case DateForm.PLAIN:
                return f"{day:%Y%m%d}"


def identity_text(number: str, form: IdentityForm) -> str:
    """An identity number as the recipient writes it; what has not twelve digits stays as it is."""
    if len(number) != _DIGITS or not number.isdecimal():
        return number
    return {
        IdentityForm.TWELVE: number,
        IdentityForm.TWELVE_DASH: f"{number[:8]}-{number[8:]}",
        IdentityForm.TEN: number[2:],
        IdentityForm.TEN_DASH: f"{number[2:8]}-{number[8:]}",
    }[form]


def side_words(layout: ListLayout, person: Person) -> str:
    """The programme side in the layout's words, or else the program's own."""
    if person.employed:
        return layout.employed or _("Employed")
    return layout.not_employed or _("Not employed")
