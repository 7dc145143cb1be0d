"""The forms of buyers and agreements: fields, and how what was typed becomes values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Agreement, Buyer, DayCount
from asfdesk.domain.codes import Form, PayerKind
from asfdesk.i18n import _
from asfdesk.reports.words import day_count_word, form_word, payer_kind_word
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    DateField,
    FormHeading,
    HoursField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.ui.kit.form.form import (
        Field,
        FormValues,
    )


def buyer_fields(buyer: Buyer | None, *, identities_open: bool) -> list[Field]:
    """The fields of a buyer; the contact person is sealed, so advisers cannot write one."""
    shown = buyer or Buyer(0, "", PayerKind.MUNICIPALITY)
    return [
        TextField("name", _("Name"), shown.name, required=True),
        ChoiceField(
            "kind",
            _("Kind of payer"),
            shown.kind,
            options=[(kind, payer_kind_word(kind)) for kind in PayerKind],
        ),
        TextField("org_number", _("Organisation number"), shown.org_number),
        TextField("invoice_reference", _("Invoice reference"), shown.invoice_reference),
        TextField("invoice_email", _("E-mail for invoices"), shown.invoice_email),
        TextField(
            "contact",
            _("Contact person"),
            shown.contact,
            _("Sealed: advisers cannot see it."),
            enabled=identities_open,
        ),
    ]


def buyer_from(values: FormValues, base: Buyer | None) -> Buyer:
    """The buyer that was typed."""
    return replace(
        base or Buyer(0, "", PayerKind.MUNICIPALITY),
        name=values.text("name"),
        kind=values.choice("kind"),
        org_number=values.text("org_number"),
        invoice_reference=values.text("invoice_reference"),
        invoice_email=values.text("invoice_email"),
        contact=values.text("contact"),
    )


def blank_agreement(buyer_id: int, today: date) -> Agreement:
    """What a new agreement begins with."""
    return Agreement(0, buyer_id, "", Form.WORK_TRAINING, today)


def agreement_fields(shown: Agreement, buyers: Sequence[tuple[int, str]]) -> list[Field]:
    """What every agreement needs: buyer, name, form, reference and period."""
    return [
        ChoiceField("buyer_id", _("Buyer"), shown.buyer_id, options=list(buyers), required=True),
        TextField("name", _("Name of the agreement"), shown.name, required=True),
        ChoiceField(
            "form",
            _("Form of placement"),
            shown.form,
            options=[(form, form_word(form)) for form in Form],
        ),
        TextField("reference", _("Reference at the buyer"), shown.reference),
        DateField("starts_on", _("First day"), shown.starts_on, required=True),
        DateField("ends_on", _("Last day"), shown.ends_on, _("Empty: until further notice.")),
    ]


def detail_fields(shown: Agreement, lines: Sequence[tuple[str, str]]) -> list[Field]:
    """What has a sensible default and is changed when needed."""
    return [
        FormHeading("counting", _("How days are counted and reported")),
        ChoiceField(
            "day_count",
            _("A place-day is counted in"),
            shown.day_count,
            options=[(count, day_count_word(count)) for count in DayCount],
            wide=True,
        ),
        HoursField(
            "place_day_minutes", _("Hours of a whole day"), shown.place_day_minutes, required=True
        ),
        HoursField(
            "half_day_limit_minutes",
            _("Half day up to"),
            shown.half_day_limit_minutes,
            required=True,
        ),
        ChoiceField("line_code", _("Income line of the plan"), shown.line_code, options=lines),
        TextField("project", _("Project"), shown.project),
        TextField("measure", _("Measure (insats)"), shown.measure),
        DateField(
            "keep_until",
            _("Keep the papers until"),
            shown.keep_until,
            _("From the buyer's or the funder's decision."),
        ),
        CheckField(
            "needs_identity_number",
            _("The buyer asks for identity numbers on reports"),
            shown.needs_identity_number,
            wide=True,
        ),
        CheckField("trainee_signs", _("The trainee signs attendance"), shown.trainee_signs),
        CheckField(
            "responsible_signs", _("The supervisor signs attendance"), shown.responsible_signs
        ),
    ]


def agreement_from(values: FormValues, base: Agreement) -> Agreement:
    """The agreement that `agreement_fields` hold, the rest from `base`."""
    return replace(
        base,
        buyer_id=values.choice("buyer_id") or 0,
        name=values.text("name"),
        form=values.choice("form"),
        reference=values.text("reference"),
        starts_on=values.required_day("starts_on"),
        ends_on=values.day("ends_on"),
    )


def details_from(values: FormValues, base: Agreement) -> Agreement:
    """The same with what `detail_fields` hold."""
    return replace(
        base,
        day_count=values.choice("day_count"),
        place_day_minutes=values.required_whole("place_day_minutes"),
        half_day_limit_minutes=values.required_whole("half_day_limit_minutes"),
        line_code=values.choice("line_code"),
        project=values.text("project"),
        measure=values.text("measure"),
        keep_until=values.day("keep_until"),
        needs_identity_number=values.flag("needs_identity_number"),
        trainee_signs=values.flag("trainee_signs"),
        responsible_signs=values.flag("responsible_signs"),
    )
