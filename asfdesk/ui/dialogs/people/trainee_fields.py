"""The form of a trainee. Everything but sex and registration day is sealed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.codes import CoordinationStatus, Sex
from asfdesk.domain.people.identity import formatted
from asfdesk.i18n import _
from asfdesk.reports.words import coordination_status_word, sex_word
from asfdesk.ui.kit.form.form import (
    ChoiceField,
    DateField,
    FormHeading,
    IntegerField,
    MultilineField,
    TextField,
)

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.trainees import Identity, Trainee
    from asfdesk.ui.kit.form.form import Field, FormValues


def new_trainee_fields(today: date, *, identities_open: bool) -> list[Field]:
    """What is written when somebody begins; the rest can be added later."""
    fields: list[Field] = []
    if identities_open:
        fields += [
            TextField("name", _("Name")),
            TextField(
                "identity_number",
                _("Identity number"),
                "",
                _("Only if a buyer asks for it."),
            ),
        ]
    fields.append(_sex(None))
    if identities_open:
        fields.append(IntegerField("birth_year", _("Birth year, if there is no number")))
    fields.append(DateField("registered_on", _("Registered"), today, required=True))
    return fields


def trainee_fields(trainee: Trainee, identity: Identity | None) -> list[Field]:
    """The whole form.

    Args:
        trainee: contact fields are left out when protected.
        identity: None leaves the sealed part out (adviser, protected record not opened).
    """
    fields: list[Field] = [
        _sex(trainee.sex),
        DateField("registered_on", _("Registered"), trainee.registered_on),
    ]
    if identity is None:
        return fields
    fields = [
        TextField("name", _("Name"), identity.name),
        TextField("identity_number", _("Identity number"), formatted(identity.identity_number)),
        IntegerField(
            "birth_year",
            _("Birth year, if there is no number"),
            None if identity.identity_number else identity.birth_year,
        ),
        ChoiceField(
            "coordination_status",
            _("Only for a coordination number"),
            identity.coordination_status,
            options=[
                (None, _("Not stated")),
                *((status, coordination_status_word(status)) for status in CoordinationStatus),
            ],
        ),
        DateField(
            "checked_on",
            _("Identity document seen on"),
            identity.checked_on,
        ),
        *fields,
    ]
    return fields if trainee.protected else [*fields, *_contact(identity)]


def identity_from(values: FormValues, base: Identity) -> Identity:
    """The identity that was typed; contact from `base` where the form has none."""
    made = replace(
        base,
        name=values.text("name"),
        identity_number=values.text("identity_number"),
        birth_year=values.whole("birth_year"),
    )
    if "checked_on" in values:
        made = replace(
            made,
            coordination_status=values.choice("coordination_status"),
            checked_on=values.day("checked_on"),
        )
    if "phone" in values:
        made = replace(
            made,
            phone=values.text("phone"),
            email=values.text("email"),
            address=values.text("address"),
            emergency_contact=values.text("emergency_contact"),
            note=values.text("trainee_note"),
        )
    return made


def _sex(value: Sex | None) -> Field:
    """Sex is chosen, never guessed: statistics to authorities count by it."""
    options: list[tuple[Sex | None, str]] = [(sex, sex_word(sex)) for sex in Sex]
    if value is None:
        options.insert(0, (None, _("Choose sex")))
    return ChoiceField("sex", _("Sex"), value, options=options, required=True)


def _contact(identity: Identity) -> list[Field]:
    return [
        FormHeading("contact", _("Contact (sealed)")),
        TextField("phone", _("Telephone"), identity.phone),
        TextField("email", _("E-mail"), identity.email),
        TextField("address", _("Address"), identity.address),
        TextField("emergency_contact", _("Emergency contact"), identity.emergency_contact),
        MultilineField("trainee_note", _("Notes"), identity.note, _("Do not write about health.")),
    ]
