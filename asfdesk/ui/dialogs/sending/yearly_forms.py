"""Forms for the yearly facts: a field for each fact, and one for the document that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.sending.yearly_facts import (
    SECTIONS,
    WITH_PROOF,
    Fact,
    FactUnit,
    unit_of,
)
from asfdesk.i18n import _
from asfdesk.reports.people.yearly_words import fact_word
from asfdesk.ui.dialogs.names_field import NAMES, names_field, refuse_names
from asfdesk.ui.dialogs.places_field import PlacesField
from asfdesk.ui.kit.form.form import ChoiceField, DateField, IntegerField, MoneyField, TextField

if TYPE_CHECKING:
    from asfdesk.domain.sending.yearly_facts import (
        FactKey,
        Section,
        YearlyFacts,
    )
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues

_PROOF = "proof_"


@dataclass(frozen=True)
class PostsField(PlacesField):
    """Full-time posts, kept in thousandths; None when empty."""

    def complaint(self) -> str:
        """How posts are written."""
        return _("Write the number of full-time posts, for example 4 or 2.75.")


def section_fields(section: Section, facts: YearlyFacts) -> list[Field]:
    """The fields of a section, filled with what is offered."""
    fields: list[Field] = []
    for key in SECTIONS[section]:
        fields.append(_field(key, facts.value(key)))
        if key in WITH_PROOF:
            proof = _("Document that shows it")
            fields.append(TextField(f"{_PROOF}{key.value}", proof, facts.reference(key)))
    if any(key in WITH_PROOF for key in SECTIONS[section]):
        fields.append(names_field())
    return fields


def _field(key: FactKey, value: int | None) -> Field:
    name, title, unit = key.value, fact_word(key), unit_of(key)
    if unit is FactUnit.YES_NO:
        options = [(None, _("Not stated")), (1, _("Yes")), (0, _("No"))]
        return ChoiceField(name, title, value, options=options)
    if unit is FactUnit.ORE:
        return MoneyField(name, title, value)
    if unit is FactUnit.MILLI:
        return PostsField(name, title, value)
    if unit is FactUnit.DAY:
        day = None if value is None else date.fromisoformat(str(value))
        return DateField(name, title, day)
    return IntegerField(name, title, value)


def typed_facts(session: WriteSession, section: Section, values: FormValues) -> dict[FactKey, Fact]:
    """What was typed.

    Raises:
        InvalidInputError: a known name stands in a text and the box is not ticked.
    """
    found: dict[FactKey, Fact] = {}
    for key in SECTIONS[section]:
        proof = f"{_PROOF}{key.value}"
        text = values.text(proof) if proof in values else ""
        if text:
            refuse_names(session, text, allowed=values.flag(NAMES))
        found[key] = Fact(_value(key, values), text)
    return found


def _value(key: FactKey, values: FormValues) -> int | None:
    if unit_of(key) is FactUnit.DAY:
        day = values.day(key.value)
        return None if day is None else int(day.strftime("%Y%m%d"))
    return values.whole(key.value)
