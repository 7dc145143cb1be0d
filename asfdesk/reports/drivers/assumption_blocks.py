"""What a plan rests on, on paper: its drivers with terms and VAT, rates with source, days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.premises import CashItem
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.compare_words import facts_of
from asfdesk.reports.drivers.driver_facts import (
    cash_premises_facts,
    sale_change_facts,
    stream_change_facts,
    supervision_facts,
    workday_facts,
)
from asfdesk.reports.drivers.driver_words import month_word, share_word
from asfdesk.reports.drivers.liquidity_words import typed_words, vat_words
from asfdesk.reports.drivers.parameter_words import holds_words, parameter_word, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from asfdesk.domain.drivers.kinds import Driver
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.parameters import Parameter
    from asfdesk.domain.period import Month

FACTS_WIDTH = 60


@dataclass(frozen=True)
class Assumed:
    """What one plan rests on.

    Attributes:
        title: of the plan.
        model: as it is computed, shocks applied.
        used: the parameters that it looks up.
        text: what the user wrote about it.
        today: parameters that were not checked in its year are marked.
    """

    title: str
    model: PlanModel
    used: tuple[Parameter, ...]
    text: str
    today: date


def assumption_blocks(assumed: Assumed, number: int = 1) -> list[doc.Block]:
    """Everything a reader must know to judge the figures.

    Args:
        assumed: the plan.
        number: makes the keys of the tables unlike those of another plan in the report.
    """
    model = assumed.model
    blocks: list[doc.Block] = [doc.Heading(assumed.title, 2)]
    if assumed.text:
        blocks.append(doc.Paragraph(assumed.text))
    facts = [
        doc.Fact(_("Cash and VAT"), cash_premises_facts(model.premises)),
        doc.Fact(_("VAT"), vat_words(model.premises)),
        doc.Fact(_("Working days"), workday_facts(model.months, model.workdays)),
        doc.Fact(_("Supervision"), supervision_facts(model.premises)),
        doc.Fact(_("Tax drawn from gross pay"), share_word(model.premises.payroll_tax_bp)),
    ]
    blocks.append(doc.Facts(tuple(facts)))
    blocks.append(doc.Note(typed_words()))
    blocks.append(_drivers(model, number))
    blocks.append(parameter_table(assumed.used, assumed.today, f"parameters_{number}"))
    return blocks


def parameter_table(values: Sequence[Parameter], today: date, key: str = "parameters") -> doc.Table:
    """Rates and caps, each with the days it holds, its source and when it was checked."""
    columns = [
        doc.text("parameter", _("Rate or cap"), 30),
        doc.text("value", _("Value")),
        doc.text("holds", _("Holds")),
        doc.text("source", _("Source"), 30),
        doc.day("checked", _("Checked")),
        doc.text("changed", _("Changed here")),
    ]
    rows = [
        doc.row(
            parameter_word(one.key),
            value_words(one),
            holds_words(one),
            one.source,
            _checked(one, today),
            _("yes") if one.changed else "",
        )
        for one in values
    ]
    return doc.table(
        key,
        _("Rates and caps"),
        columns,
        rows,
        empty=_("The plan uses no rates: it has no staff."),
        note=_("! = never checked, or not this year, against the source."),
        compact=True,
    )


def _checked(one: Parameter, today: date) -> doc.Cell:
    if one.checked_on is None:
        return doc.Cell(_("never"), doc.Tone.WARN, kind=doc.Kind.TEXT)
    late = one.checked_on.year != today.year
    return doc.Cell(one.checked_on, doc.Tone.WARN if late else doc.Tone.NEUTRAL)


def _drivers(model: PlanModel, number: int) -> doc.Table:
    columns = [
        doc.text("name", _("What"), 24),
        doc.text("facts", _("Reckoned with"), FACTS_WIDTH),
        doc.text("paid", _("Paid after")),
        doc.text("vat", _("VAT")),
    ]
    groups: tuple[tuple[str, Sequence[Driver]], ...] = (
        (_("Work training"), model.streams),
        (_("Sales of goods and services"), model.sales),
        (_("Staff"), model.staff),
        (_("Costs and other income"), model.fixed),
        (_("Grants"), model.grants),
        (_("Investments"), model.investments),
        (_("Loans"), model.loans),
        (_("On its way at the start, or outside the result"), model.cash_items),
    )
    rows: list[doc.Row] = []
    for title, drivers in groups:
        if drivers:
            rows.append(doc.group_row(title))
        for driver in drivers:
            rows += _driver_rows(driver)
    return doc.table(
        f"drivers_{number}",
        _("What the plan is made from"),
        columns,
        rows,
        empty=_("The plan is typed line by line."),
        compact=True,
    )


def _driver_rows(driver: Driver) -> Iterator[doc.Row]:
    yield doc.row(_name(driver), facts_of(driver), _paid(driver), _vat(driver), indent=1)
    match driver:
        case TrainingStream():
            for change in driver.changes:
                facts = stream_change_facts(driver, change)
                yield doc.row(_from(change.first), facts, "", "", indent=2)
        case SalesStream():
            for sold in driver.changes:
                yield doc.row(_from(sold.first), sale_change_facts(sold), "", "", indent=2)
        case _:
            return


def _from(month: Month) -> str:
    return _("from %(month)s") % {"month": month_word(month)}


def _name(driver: Driver) -> str:
    return str(getattr(driver, "name", ""))


def _paid(driver: Driver) -> str:
    if isinstance(driver, StaffRow | CashItem):
        return ""
    days = getattr(driver, "terms_days", None)
    if days is None:
        return ""
    return ngettext("%(num)d day", "%(num)d days", days) if days else _("at once")


def _vat(driver: Driver) -> str:
    bp = getattr(driver, "vat_bp", None)
    return "" if bp is None else share_word(bp)
