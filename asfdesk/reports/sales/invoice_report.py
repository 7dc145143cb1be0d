"""R3 Fakturaunderlag per beställare: what each agreement's month comes to (domain.md §8.1).

Trainees stand with their own number only. A row is rounded to öre once; totals are sums of rows
(decisions A2). The program stores a VAT rate per agreement and never decides it (finance.md §4.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.codes import PriceBasis, PriceUnit
from asfdesk.domain.money import round_half_up
from asfdesk.domain.sales.billing import bill
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.hours.attendance_report import attachment
from asfdesk.reports.sales.invoice_corrections import correction_blocks, row_vat_bp
from asfdesk.reports.words import exit_group_word, form_word, price_basis_word, price_unit_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.domain.sales.billing import BillingRow
    from asfdesk.domain.sales.invoicing import InvoicedRow
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.sales.invoice_corrections import Corrections

WHOLE_BP = 10_000


@dataclass(frozen=True)
class Bill:
    """One agreement's invoice basis for one month; amounts in öre."""

    agreement: Agreement
    month: Month
    rows: tuple[BillingRow, ...]
    carried: tuple[InvoicedRow, ...] = ()
    """Corrections of earlier months that stand on this basis (decisions A14)."""

    @property
    def own_ore(self) -> int:
        """The month's own rows, excl. VAT."""
        return sum(row.amount_ore for row in self.rows)

    @property
    def net_ore(self) -> int:
        """Sum excl. VAT, corrections among it."""
        return self.own_ore + sum(row.amount_ore for row in self.carried)

    @property
    def vat_ore(self) -> int:
        """VAT: rounded once per rate, on the rate's sum."""
        by_rate: dict[int, int] = {}
        for row in self.rows:
            by_rate[row.terms.vat_bp] = by_rate.get(row.terms.vat_bp, 0) + row.amount_ore
        for one in self.carried:
            vat_bp = row_vat_bp(self.agreement, one)
            by_rate[vat_bp] = by_rate.get(vat_bp, 0) + one.amount_ore
        return sum(round_half_up(Fraction(ore * bp, WHOLE_BP)) for bp, ore in by_rate.items())

    @property
    def unfilled_days(self) -> int:
        """Planned days that nobody has written down and that therefore pay nothing yet.

        Booked time is paid whether it is written down or not.
        """
        attended = [row for row in self.rows if row.terms.basis is PriceBasis.ATTENDED]
        return sum(row.unfilled_days for row in attended)


def bills(facts: WorkFacts, corrections: Corrections | None = None) -> list[Bill]:
    """Every agreement's invoice basis for every month of the period; empty ones left out."""
    found = [
        Bill(
            agreement,
            month,
            tuple(bill(agreement, facts.placements, facts.entries, month, facts.is_workday)),
            corrections.carried(agreement, month) if corrections else (),
        )
        for agreement in facts.agreements
        for month in facts.period.months()
    ]
    return [one for one in found if one.rows or one.carried]


def build(
    facts: WorkFacts,
    head: doc.Head,
    plan_ore: Mapping[str, int] | None = None,
    plan_names: Mapping[str, str] | None = None,
    *,
    attached: bool = False,
    corrections: Corrections | None = None,
) -> doc.Document:
    """The invoice basis.

    Args:
        facts: of the agreements asked for.
        head: the common head.
        plan_ore: plan line code -> planned öre in the period; None when the report is limited to
            one agreement, for which the plan has no figure of its own.
        plan_names: plan line code -> what the line is called; the code is shown without.
        attached: whether R1 follows as an attachment, each trainee with the own number only.
        corrections: what has been invoiced, and what is corrected of it on these bases.
    """
    found = bills(facts, corrections)
    blocks: list[doc.Block] = []
    if len(found) != 1:
        blocks.append(_summary(facts, found))
    for one in found:
        blocks += _bill_blocks(facts, one)
        if corrections:
            blocks += correction_blocks(one.agreement, one.month, corrections)
    if plan_ore is not None and found:
        blocks.append(_against_plan(found, plan_ore, plan_names or {}))
    if attached:
        blocks.append(doc.Note(_("Attached: R1, the attendance per day behind each row.")))
        blocks += attachment(facts)
    else:
        said = _("Choose an agreement or a buyer to get R1, the attendance per day, attached.")
        blocks.append(doc.Note(said))
    return doc.Document(
        "R3", _("Invoice basis per buyer"), facts.period, head, tuple(blocks), landscape=True
    )


def _summary(facts: WorkFacts, found: list[Bill]) -> doc.Table:
    columns = [
        doc.text("buyer", _("Buyer")),
        doc.text("agreement", _("Agreement")),
        doc.text("month", _("Month")),
        doc.money("net", _("Excl. VAT, kr"), exact=True),
        doc.money("vat", _("VAT, kr"), exact=True),
        doc.money("gross", _("To invoice, kr"), exact=True),
    ]
    rows = [
        doc.row(
            facts.buyer(one.agreement).name,
            one.agreement.name,
            str(one.month),
            one.net_ore,
            one.vat_ore,
            one.net_ore + one.vat_ore,
        )
        for one in found
    ]
    net, vat = sum(one.net_ore for one in found), sum(one.vat_ore for one in found)
    return doc.table(
        "summary",
        _("To invoice"),
        columns,
        rows,
        totals=[doc.row(_("All"), "", "", net, vat, net + vat)] if rows else [],
        empty=_("Nothing was delivered or booked under an agreement in this period."),
    )


def _bill_blocks(facts: WorkFacts, one: Bill) -> list[doc.Block]:
    agreement, buyer = one.agreement, facts.buyer(one.agreement)
    month = i18n.month_name(one.month.year, one.month.number)
    about = [
        doc.Fact(_("Buyer"), buyer.name),
        doc.Fact(_("Organisation number"), buyer.org_number),
        doc.Fact(_("Your reference"), buyer.invoice_reference),
        doc.Fact(_("Agreement"), " · ".join(filter(None, (agreement.name, agreement.reference)))),
        doc.Fact(_("Project number"), agreement.project),
        doc.Fact(_("Measure (insats)"), agreement.measure),
    ]
    return [
        doc.Heading(f"{buyer.name} · {agreement.name} · {month}"),
        doc.Facts(tuple(fact for fact in about if fact.value)),
        _rows(facts, one),
    ]


def _rows(facts: WorkFacts, one: Bill) -> doc.Table:
    columns = [
        doc.integer("trainee", _("Trainee no.")),
        doc.text("form", _("Form")),
        doc.text("model", _("Price")),
        doc.integer("level", _("Level")),
        doc.money("price", _("Unit price, kr"), exact=True),
        doc.day("valid_from", _("Price from")),
        doc.decimal("booked", _("Booked")),
        doc.decimal("attended", _("Attended")),
        doc.decimal("paid_absence", _("Paid absence")),
        doc.decimal("unpaid_absence", _("Unpaid absence")),
        doc.decimal("payable", _("Payable")),
        doc.money("amount", _("Excl. VAT, kr"), exact=True),
        doc.percent("vat", _("VAT"), decimals=0),
        doc.text("vat_code", _("VAT code")),
    ]
    placements = {placement.id: placement for placement in facts.placements}
    rows = [_row(facts, one.agreement, line, placements) for line in one.rows]
    blank = [""] * 2
    sums = [""] * 7
    carried = one.net_ore - one.own_ore
    totals = [
        *(
            [
                doc.row(_words(_("The month excl. VAT")), *blank, "", *sums, one.own_ore, "", ""),
                doc.row(_words(_("Corrections")), *blank, "", *sums, carried, "", ""),
            ]
            if one.carried
            else []
        ),
        doc.row(_words(_("Sum excl. VAT")), *blank, "", *sums, one.net_ore, "", ""),
        doc.row(_words(_("VAT")), *blank, "", *sums, one.vat_ore, "", ""),
        doc.row(_words(_("To invoice")), *blank, "", *sums, one.net_ore + one.vat_ore, "", ""),
    ]
    note = ""
    if one.unfilled_days:
        note = i18n.ngettext(
            "%(num)d planned day is not filled in and pays nothing yet.",
            "%(num)d planned days are not filled in and pay nothing yet.",
            one.unfilled_days,
        )
    return doc.table(
        f"bill_{one.agreement.id}_{one.month}", "", columns, rows, totals=totals, note=note
    )


def _words(text: str) -> doc.Cell:
    """Words in the column of numbers."""
    return doc.Cell(text, kind=doc.Kind.TEXT)


def _row(
    facts: WorkFacts, agreement: Agreement, line: BillingRow, placements: Mapping[int, Placement]
) -> doc.Row:
    placement = placements.get(line.placement_id) if line.placement_id is not None else None
    number = (
        doc.Cell(facts.trainees[placement.trainee_id].number) if placement else _words(_("places"))
    )
    units, by_trainee = line.units, placement is not None
    return doc.row(
        number,
        form_word(placement.form if placement else agreement.form),
        _model(line),
        line.level if line.level is not None else "",
        line.unit_price_ore,
        line.terms.valid_from,
        units.booked,
        units.attended if by_trainee else "",
        units.paid_absence if by_trainee else "",
        units.unpaid_absence if by_trainee else "",
        units.payable,
        line.amount_ore,
        Fraction(line.terms.vat_bp, WHOLE_BP),
        vat_code(line.terms.vat_bp),
    )


def _model(line: BillingRow) -> str:
    """What the price is for; a result fee says what it is paid for."""
    unit = price_unit_word(line.terms.unit)
    if line.result_group is not None and line.result_on is not None:
        words = {"unit": unit, "group": exit_group_word(line.result_group).lower()}
        words["day"] = i18n.day(line.result_on)
        return _("%(unit)s: %(group)s, ended %(day)s") % words
    if line.terms.unit in (PriceUnit.LUMP_SUM, PriceUnit.RESULT):
        return unit
    return f"{unit} · {price_basis_word(line.terms.basis)}"


def vat_code(vat_bp: int) -> str:
    """The VAT category of an e-invoice to a public buyer: S with a rate, E without.

    UNCL 5305 as Peppol BIS Billing 3 uses it. Which rate holds is the enterprise's own decision.
    """
    return "S" if vat_bp else "E"


def _against_plan(
    found: list[Bill], plan_ore: Mapping[str, int], names: Mapping[str, str]
) -> doc.Table:
    by_line: dict[str, int] = {}
    for one in found:
        code = one.agreement.line_code
        by_line[code] = by_line.get(code, 0) + one.own_ore
    columns = [
        doc.text("line", _("Plan line")),
        doc.money("invoice", _("To invoice, kr")),
        doc.money("plan", _("Plan, kr")),
        doc.money("variance", _("Variance, kr"), signed=True),
    ]
    rows = [
        doc.row(
            names.get(code, code),
            ore,
            plan_ore.get(code),
            ore - plan_ore[code] if code in plan_ore else None,
        )
        for code, ore in sorted(by_line.items())
    ]
    return doc.table("against_plan", _("Compared with the plan"), columns, rows)
