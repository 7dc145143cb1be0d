"""R18 Likviditetsbudget: a plan's cash by month, for the board and the bank (finance.md §1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.cash_kronor import cash_in_kronor
from asfdesk.i18n import _, money, month_name
from asfdesk.reports import document as doc
from asfdesk.reports.drivers.assumption_blocks import assumption_blocks
from asfdesk.reports.drivers.budget_tables import by_month
from asfdesk.reports.drivers.cash_chart import cash_chart
from asfdesk.reports.drivers.cash_tables import cash_tables
from asfdesk.reports.drivers.liquidity_words import (
    cash_word,
    inside_the_month,
    left_words,
    low_point_words,
    paid_how,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.result import Liquidity
    from asfdesk.domain.period import FiscalYear, Month, Period
    from asfdesk.reports.drivers.assumption_blocks import Assumed

CHART_HEIGHT = 150


@dataclass(frozen=True)
class LiquidityData:
    """What the report is made from.

    Attributes:
        subtitle: the plan and its state.
        years: the plan's fiscal years.
        cash: None when the opening balance is not known.
        opening_words: the opening balance beside that of the books; "" = nothing to say.
    """

    subtitle: str
    years: tuple[FiscalYear, ...]
    cash: Liquidity | None
    opening_words: str
    assumed: Assumed | None


def build(period: Period, head: doc.Head, data: LiquidityData) -> doc.Document:
    """The report; `head` says who it is for."""
    blocks: list[doc.Block] = []
    if data.cash is None:
        blocks.append(no_cash_note())
    else:
        blocks += [cash_figures(data.cash), *cash_words(data.cash, data.opening_words)]
        blocks.append(cash_chart_block(data.cash))
        blocks += year_tables(data.cash, data.years)
        blocks.append(how_paid(data.cash))
    if data.assumed is not None:
        blocks += [doc.PageBreak(), doc.Heading(_("Assumptions"))]
        blocks += assumption_blocks(data.assumed)
    return doc.Document(
        key="R18",
        title=_("Liquidity budget"),
        period=period,
        head=head,
        blocks=tuple(blocks),
        subtitle=data.subtitle,
        landscape=True,
    )


def no_cash_note() -> doc.Note:
    """Said instead of a row of zeros."""
    return doc.Note(
        _(
            "There is no liquidity budget: what is in cash and bank when the plan begins is not"
            " filled in. Write it on the Plan page, under what the plan takes for granted."
        ),
        doc.Tone.WARN,
    )


def cash_figures(cash: Liquidity) -> doc.KeyFigures:
    """Lowest balance with its month, what is left with the overdraft, start and end."""
    month, ore = cash.lowest
    tone = doc.Tone.BAD if cash.headroom_ore < 0 else doc.Tone.NEUTRAL
    figures = [
        doc.KeyFigure(
            _("Lowest cash"), ore, doc.Kind.MONEY, _("kr"), _end_of(month), tone, key="lowest"
        ),
        doc.KeyFigure(
            _("Left with the overdraft"),
            cash.headroom_ore,
            doc.Kind.MONEY,
            _("kr"),
            _("overdraft %(amount)s kr") % {"amount": money(cash.credit_limit_ore)},
            tone,
            key="headroom",
        ),
        doc.KeyFigure(
            _("Opening balance"),
            cash.opening_ore,
            doc.Kind.MONEY,
            _("kr"),
            month_name(cash.months[0].year, cash.months[0].number),
            key="opening",
        ),
        doc.KeyFigure(
            _("Closing balance"),
            cash.balances[-1],
            doc.Kind.MONEY,
            _("kr"),
            _end_of(cash.months[-1]),
            key="closing",
        ),
    ]
    return doc.KeyFigures(tuple(figures))


def _end_of(month: Month) -> str:
    return _("end of %(month)s") % {"month": month_name(month.year, month.number)}


def cash_words(cash: Liquidity, opening: str = "") -> list[doc.Block]:
    """The low point, that it may be lower inside the month, and what comes after."""
    said = [low_point_words(cash), inside_the_month(), left_words(cash)]
    return [
        doc.Paragraph(" ".join(one for one in said if one)),
        *([doc.Note(opening)] if opening else []),
    ]


def cash_chart_block(cash: Liquidity) -> doc.Chart:
    """Month-ends with the low point marked."""
    return doc.Chart(cash_chart(cash), _("Cash and bank at month ends"), height=CHART_HEIGHT)


def year_tables(cash: Liquidity, years: Sequence[FiscalYear]) -> list[doc.Block]:
    """A table for each fiscal year that the budget reaches, by month, in whole kronor."""
    made: list[doc.Table] = []
    blocks: list[doc.Block] = []
    shown = cash_in_kronor(cash)
    for year in years:
        inside = [month for month in year.months() if month in cash.months]
        if not inside:
            continue
        first = cash.months.index(inside[0])
        spans = [str(month.year) for month in inside]
        slots = by_month(inside, spans.__getitem__)
        shifted = [one.shifted(first) for one in slots]
        title = _("Liquidity budget %(year)s") % {"year": year.label}
        tables = cash_tables(f"cash_{year.id}", title, shown, shifted, made)
        made += tables
        blocks += [doc.PageBreak(), *tables]
    return blocks


def how_paid(cash: Liquidity) -> doc.Table:
    """When each row's amounts are paid."""
    columns = [doc.text("row", _("Row"), 30), doc.text("when", _("When it is paid"), 90)]
    rows = [doc.row(cash_word(kind), paid_how(kind)) for kind in cash.rows]
    return doc.table("paid", _("When money comes and goes"), columns, rows, compact=True)
