"""Tables of a business plan's numeric parts: sales, staff, capital, break-even, sensitivity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import GRANTS, SALES, TRAINING, Group, base_code, group_of
from asfdesk.domain.drivers.cash_kronor import parts_of_line
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.sensitivity import CaseKey
from asfdesk.domain.money import ORE, kronor, ratio, round_half_up, whole_kronor
from asfdesk.domain.plan import BASIS_POINTS, Section
from asfdesk.i18n import N_, _, month_name
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.compare_words import facts_of
from asfdesk.reports.drivers.driver_words import month_word, role_word
from asfdesk.reports.drivers.what_if_words import break_even_headline
from asfdesk.reports.formula import Quotient, Ref, Sum
from asfdesk.reports.live_table import LiveTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asfdesk.domain.drivers.capital_need import CapitalNeed
    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.plan_break_even import PlanBreakEven
    from asfdesk.domain.drivers.result import Component, PlanResult
    from asfdesk.domain.drivers.sensitivity import TriedCase
    from asfdesk.domain.plan import PlanLine
    from asfdesk.domain.planning.month_budget import MonthBudget

_SOLD = (Part.TRAINING, Part.SALES)
_PAY = (Part.PAY, Part.FEES, Part.PENSION)
_CASES = {
    CaseKey.CAUTIOUS: N_("Cautious"),
    CaseKey.NORMAL: N_("Normal: the plan"),
    CaseKey.OPTIMISTIC: N_("Optimistic"),
    CaseKey.FEWER_PLACES: N_("Fewer places"),
    CaseKey.LOWER_PRICE: N_("Lower prices of training"),
    CaseKey.PAYER_LOST: N_("The largest buyer is lost"),
    CaseKey.LATER_PAYMENT: N_("Payment comes later"),
}
_CHANGES = {
    CaseKey.CAUTIOUS: N_("occupancy and sales volume a tenth lower"),
    CaseKey.NORMAL: N_("nothing"),
    CaseKey.OPTIMISTIC: N_("occupancy (at most 100 per cent) and sales volume a tenth higher"),
    CaseKey.FEWER_PLACES: N_("20 per cent fewer places"),
    CaseKey.LOWER_PRICE: N_("prices of training 5 per cent lower"),
    CaseKey.LATER_PAYMENT: N_("buyers pay 30 days later"),
}


@dataclass(frozen=True)
class PlanYears:
    """A computed plan with its years.

    Attributes:
        labels: of the fiscal years.
        spans: the months of each year, by number from 0.
        lines: every plan line.
        budgets: the plan's amounts in whole kronor that add up, one for each year.
        exact: the same to the öre.
    """

    model: PlanModel
    result: PlanResult
    labels: tuple[str, ...]
    spans: tuple[range, ...]
    lines: Sequence[PlanLine]
    budgets: tuple[MonthBudget, ...]
    exact: tuple[MonthBudget, ...]

    def by_year(self, amounts: Sequence[int]) -> list[int]:
        """One amount per month added up year by year."""
        return [sum(amounts[at] for at in span) for span in self.spans]

    def of_lines(self, codes: Iterable[str]) -> list[int]:
        """Some lines, year by year."""
        wanted = tuple(codes)
        return [one.amount(wanted, one.all_months) for one in self.budgets]

    def money_columns(self, key: str) -> list[doc.Column]:
        """A column of money for each year."""
        return [doc.money(f"{key}_{at}", label) for at, label in enumerate(self.labels, start=1)]


def double_idea(years: PlanYears) -> doc.Table:
    """What is sold to customers beside what creating work is paid with, and their shares."""
    groups: tuple[tuple[str, frozenset[str]], ...] = (
        (_("Goods and services sold to customers"), frozenset({SALES})),
        (_("Work training and rehabilitation sold"), frozenset({TRAINING})),
        (_("Wage support and public grants"), GRANTS),
    )
    income = [line for line in years.lines if line.section is Section.INCOME]
    named = frozenset().union(*(bases for _title, bases in groups))
    rest = frozenset(base_code(line) for line in income) - named
    rows = []
    totals = years.of_lines(line.code for line in income)
    for title, bases in (*groups, (_("Gifts and other income"), rest)):
        amounts = years.of_lines(line.code for line in income if base_code(line) in bases)
        rows.append(doc.row(title, *_with_shares(amounts, totals)))
    columns = [doc.text("row", _("kr"), 40)]
    spans = [doc.Span("", 1)]
    for at, label in enumerate(years.labels, start=1):
        columns += [doc.money(f"income_{at}", _("Income")), doc.percent(f"share_{at}", _("Share"))]
        spans.append(doc.Span(label, 2))
    total = doc.row(_("All income"), *_with_shares(totals, totals))
    table = doc.table("double_idea", "", columns, rows, totals=[total], spans=spans, compact=True)
    live = LiveTable(table)
    amounts_at = range(1, len(columns), 2)
    live.sum_rows(len(rows), range(len(rows)), columns=amounts_at)
    for column in amounts_at:
        for row in range(len(rows) + 1):
            live.cell(row, column + 1, Quotient(Ref(row, column), Ref(len(rows), column)))
    return live.table()


def _with_shares(amounts: Sequence[int], totals: Sequence[int]) -> list[doc.Value]:
    found: list[doc.Value] = []
    for ore, whole in zip(amounts, totals, strict=True):
        found += [ore, ratio(ore, whole)]
    return found


def sales_plan(years: PlanYears) -> doc.Table:
    """What each stream brings, year by year; together with what is typed it is the net sales."""
    net = {line.code for line in years.lines if group_of(line) is Group.NET_SALES}
    rows: list[doc.Row] = []
    parts: list[int] = []
    sold = [one for one in years.result.components if one.part in _SOLD]
    shown, rest = _by_line(years, sold, net)
    for part, title in ((Part.TRAINING, _("Work training")), (Part.SALES, _("Sales"))):
        inside = [at for at, one in enumerate(sold) if one.part is part]
        if inside:
            rows.append(doc.group_row(title))
        for at in inside:
            facts = _sold_facts(years.model, sold[at])
            parts.append(len(rows))
            rows.append(doc.row(sold[at].name, facts, *shown[at], indent=1))
    if any(rest):
        parts.append(len(rows))
        rows.append(doc.row(_("Typed by line"), "", *rest))
    sums = [
        sum(value for at in parts if isinstance(value := rows[at].cells[column].value, int))
        for column in range(2, 2 + len(years.labels))
    ]
    columns = [
        doc.text("name", _("What is sold"), 30),
        doc.text("facts", _("Reckoned with"), 44),
        *years.money_columns("year"),
    ]
    table = doc.table(
        "sales_plan",
        "",
        columns,
        rows,
        totals=[doc.row(_("Sum"), "", *sums)],
        empty=_("No sales are planned."),
        compact=True,
    )
    live = LiveTable(table)
    live.sum_rows(len(rows), parts)
    return live.table()


def _by_line(
    years: PlanYears, sold: Sequence[Component], net: Iterable[str]
) -> tuple[list[list[int]], list[int]]:
    """What each component brings by year, and what else the lines have, in whole kronor.

    A line's components and the rest of it make the line as the result budget shows it.
    """
    shown: list[list[int]] = [[] for _one in sold]
    rest = [0] * len(years.labels)
    wanted = set(net)
    for code in sorted(wanted | {one.line_code for one in sold}):
        inside = [at for at, one in enumerate(sold) if one.line_code == code]
        amounts = [years.by_year(sold[at].amounts) for at in inside]
        for year, line in enumerate(years.of_lines([code])):
            budget = years.exact[year]
            parts = [one[year] for one in amounts]
            left = budget.amount([code], budget.all_months) - sum(parts)
            *whole, more = parts_of_line(line, [*parts, left])
            for at, ore in zip(inside, whole, strict=True):
                shown[at].append(ore)
            rest[year] += more if code in wanted else 0
    return shown, rest


def _sold_facts(model: PlanModel, component: Component) -> str:
    drivers: Sequence[object] = model.streams if component.part is Part.TRAINING else model.sales
    ours = (one for one in drivers if getattr(one, "id", None) == component.driver_id)
    return facts_of(next(ours, None))


def staff_plan(years: PlanYears) -> doc.Table:
    """Each row of staff: what it costs, the support that comes with it, and what is left to pay."""
    count = len(years.labels)
    cost, support = _by_driver(years, _PAY), _by_driver(years, (Part.SUBSIDY,))
    rows = []
    for at, one in enumerate(years.model.staff):
        ours, theirs = cost[at], support[at]
        net = [ore + more for ore, more in zip(ours, theirs, strict=True)]
        rows.append(doc.row(one.name, role_word(one.role), facts_of(one), *ours, *theirs, *net))
    sums = [
        sum(value for row in rows if isinstance(value := row.cells[at].value, int))
        for at in range(3, 3 + 3 * count)
    ]
    columns = [
        doc.text("name", _("Staff"), 24),
        doc.text("role", _("Role")),
        doc.text("facts", _("Reckoned with"), 34),
        *years.money_columns("cost"),
        *years.money_columns("support"),
        *years.money_columns("net"),
    ]
    table = doc.table(
        "staff_plan",
        "",
        columns,
        rows,
        totals=[doc.row(_("Sum"), "", "", *sums)] if rows else [],
        spans=[
            doc.Span("", 3),
            doc.Span(_("Cost"), count),
            doc.Span(_("Support"), count),
            doc.Span(_("Net"), count),
        ],
        empty=_("No staff is planned row by row."),
        note=_("Pay with holiday supplement, contributions, insurance and pension."),
        compact=True,
    )
    live = LiveTable(table)
    for at in range(count):
        live.sum_columns(3 + 2 * count + at, (3 + at, 3 + count + at))
    live.sum_rows(len(rows), range(len(rows)))
    return live.table()


def _by_driver(years: PlanYears, parts: Sequence[Part]) -> list[list[int]]:
    """For each row of staff its amounts by year, in whole kronor that sum to those of all rows."""
    found = {one.id: [0] * len(years.labels) for one in years.model.staff}
    for one in years.result.components:
        if one.part in parts and one.driver_id in found:
            amounts = years.by_year(one.amounts)
            had = found[one.driver_id]
            found[one.driver_id] = [ore + more for ore, more in zip(had, amounts, strict=True)]
    by_year = [whole_kronor(one) for one in zip(*found.values(), strict=True)]
    return [list(row) for row in zip(*by_year, strict=True)]


def supervisors(years: PlanYears) -> doc.Table | None:
    """Supervisors planned and needed by ratio, mean of each year; None when no ratio is said."""
    needed = years.result.supervision.needed_bp
    if needed is None:
        return None
    planned = years.result.supervision.planned_bp
    columns = [
        doc.text("year", _("Fiscal year"), 20),
        doc.decimal("planned", _("Planned posts, mean")),
        doc.decimal("needed", _("Needed by ratio, mean")),
        doc.integer("lacking", _("Months with too few")),
    ]
    rows = [
        doc.row(
            label,
            Fraction(sum(planned[at] for at in span), len(span) * BASIS_POINTS),
            Fraction(sum(needed[at] for at in span), len(span) * BASIS_POINTS),
            sum(planned[at] < needed[at] for at in span),
        )
        for label, span in zip(years.labels, years.spans, strict=True)
    ]
    return doc.table("supervisors", _("Supervisors"), columns, rows, compact=True)


def capital_table(need: CapitalNeed) -> doc.Table:
    """What ties up money until the low point, and what pays for it."""
    month = month_name(need.month.year, need.month.number)
    rows = [
        doc.group_row(_("Capital need to the end of %(month)s") % {"month": month}),
        doc.row(_("Investments, VAT included"), need.investments_ore, indent=1),
        doc.row(_("Costs that come once, to start"), need.start_ore, indent=1),
        doc.row(_("Working capital to the low point"), need.working_ore, indent=1),
        doc.strong_row(_("Capital need"), need.need_ore),
        doc.group_row(_("What pays for it")),
        doc.row(_("Cash and bank at the start"), need.opening_ore, indent=1),
        doc.row(_("Loans paid out"), need.loans_ore, indent=1),
        doc.row(_("Repaid on loans"), -need.repaid_ore, indent=1),
        doc.strong_row(_("Financing"), need.financing_ore),
        doc.strong_row(_("Left, the balance of that month"), need.left_ore),
        doc.row(_("Overdraft that may be used"), need.credit_limit_ore),
        doc.strong_row(_("Left with the overdraft"), need.left_ore + need.credit_limit_ore),
    ]
    columns = [doc.text("row", _("kr"), 50), doc.money("amount", _("Amount"))]
    note = _("Working capital is what else has been paid before income has come; minus = given.")
    live = LiveTable(doc.table("capital", "", columns, rows, note=note, compact=True))
    live.sum_rows(4, (1, 2, 3))
    live.sum_rows(9, (6, 7, 8))
    live.sum_rows(10, (9,), minus=(4,))
    live.sum_rows(12, (10, 11))
    return live.table()


def break_even_table(labels: Sequence[str], found: Sequence[PlanBreakEven | None]) -> doc.Table:
    """Break-even in places, year by year."""
    columns = [
        doc.text("year", _("Fiscal year"), 20),
        doc.decimal("planned", _("Planned places")),
        doc.text("first", _("Break-even")),
        doc.money("fixed", _("To be covered by the places")),
        doc.money("each", _("What a place brings in the year")),
    ]
    rows = [
        doc.row(
            label,
            one.planned if one else None,
            break_even_headline(one),
            one.fixed_ore if one else None,
            round_half_up(one.per_place_ore) if one else None,
        )
        for label, one in zip(labels, found, strict=True)
    ]
    return doc.table("break_even", "", columns, rows, compact=True)


def case_word(key: CaseKey) -> str:
    """A case of the sensitivity."""
    return _(_CASES[key])


def sensitivity_table(labels: Sequence[str], cases: Sequence[TriedCase]) -> doc.Table:
    """Result and lowest cash of every case, beside the plan."""
    count = len(labels)
    normal = next(at for at, one in enumerate(cases) if one.key is CaseKey.NORMAL)
    cases = [replace(one, years=tuple(_rounded(ore) for ore in one.years)) for one in cases]
    rows = [_case_row(one, cases[normal]) for one in cases]
    columns = [
        doc.text("case", _("Case"), 24),
        doc.text("change", _("What is changed"), 34),
        *(doc.money(f"result_{at}", label) for at, label in enumerate(labels, start=1)),
        *(
            doc.money(f"difference_{at}", label, signed=True)
            for at, label in enumerate(labels, start=1)
        ),
        doc.money("lowest", _("Lowest cash")),
        doc.text("month", _("Month")),
        doc.money("headroom", _("Left with the overdraft")),
    ]
    table = doc.table(
        "sensitivity",
        "",
        columns,
        rows,
        spans=[
            doc.Span("", 2),
            doc.Span(_("Result"), count),
            doc.Span(_("Against the plan"), count),
            doc.Span(_("Cash"), 3),
        ],
        note=_(
            "One change at a time, all else as planned: staff and fixed costs are not adapted. No"
            " case is a forecast."
        ),
        compact=True,
    )
    live = LiveTable(table)
    for row in range(len(rows)):
        for at in range(2, 2 + count):
            against = Ref(normal, at)
            live.cell(row, at + count, Sum((Ref(row, at),), (against,)))
    return live.table()


def _rounded(ore: int) -> int:
    return ORE * round_half_up(kronor(ore))


def _case_row(one: TriedCase, normal: TriedCase) -> doc.Row:
    change = _(_CHANGES[one.key]) if one.key in _CHANGES else one.payer
    differences = [ore - plan for ore, plan in zip(one.years, normal.years, strict=True)]
    cells: list[doc.Value | doc.Cell] = [case_word(one.key), change, *one.years, *differences]
    if one.cash is None:
        cells += [None, "", None]
    else:
        month, ore = one.cash.lowest
        room = one.cash.headroom_ore
        tone = doc.Tone.BAD if room < 0 else doc.Tone.NEUTRAL
        cells += [ore, month_word(month), doc.Cell(room, tone)]
    style = doc.RowStyle.STRONG if one is normal else doc.RowStyle.NORMAL
    return doc.row(*cells, style=style)
