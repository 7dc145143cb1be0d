"""R15 Socioekonomiskt bokslut: a range with every assumption in sight, never one proud number.

The form is our own: what results are worth to whom, after SEE's question and the generic formulas
of finance.md §9.6 (27, 28), beside the cautious count of the period alone (§3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.money import round_half_up
from asfdesk.domain.planning.society import VALUED, Actor, Case, Factor, actors_in_kronor
from asfdesk.i18n import _, ngettext
from asfdesk.reports import chart_spec
from asfdesk.reports import document as doc
from asfdesk.reports.formula import Quotient, Ref, Sum
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.society_calculation import case_tables, today_column
from asfdesk.reports.planning.society_words import (
    actor_word,
    assumption_text,
    assumption_word,
    case_word,
    factor_words,
    how_counted,
    left_out,
    range_words,
    ratio_words,
)
from asfdesk.reports.words import exit_group_word

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from asfdesk.domain.planning.society import Effort, SocietyCalculation, Value
    from asfdesk.reports.planning.society_calculation import CaseTables

    Part = Callable[[Value], Fraction | None]

KEY = "R15"
OUTCOME = "outcome"


def build(found: SocietyCalculation, head: doc.Head, threshold: int) -> doc.Document:
    """The report.

    Args:
        found: the calculation; without an effort it shows assumptions only.
        head: the common head.
        threshold: counts of persons below this are not shown.
    """
    blocks: list[doc.Block] = []
    if found.effort is None:
        blocks.append(_too_few(threshold))
    else:
        blocks += _results(found, found.effort)
    blocks += [_assumptions(found), *_sensitivity(found)]
    blocks.append(doc.Heading(_("How it is counted")))
    blocks += [doc.Paragraph(sentence) for sentence in how_counted()]
    blocks.append(doc.Heading(_("What is not in it")))
    blocks += [doc.Paragraph(f"• {sentence}") for sentence in left_out()]
    title = _("Socio-economic account")
    return doc.Document(KEY, title, found.period, head, tuple(blocks), landscape=False)


def _too_few(threshold: int) -> doc.Note:
    return doc.Note(
        ngettext(
            "Fewer than %(num)d person reached a result, or did not: a value would tell who."
            " Choose a longer period, for example several years.",
            "Fewer than %(num)d persons reached a result, or did not: a value would tell who."
            " Choose a longer period, for example several years.",
            threshold,
        ),
        doc.Tone.WARN,
    )


def _results(found: SocietyCalculation, effort: Effort) -> list[doc.Block]:
    """The range in words; then step by step, so that a workbook can work it out again."""
    cautious, favourable = found.values[Case.CAUTIOUS], found.values[Case.FAVOURABLE]
    span = range_words(cautious.ratio, favourable.ratio)
    headline = doc.Paragraph(
        _("From %(range)s kronor of value for each krona the training cost.") % {"range": span}
        if cautious.ratio is not None
        else _missing_words(found)
    )
    outcome = _outcome(effort)
    if cautious.total is None:
        return [headline, outcome, _cases(found)]
    tables = case_tables(found, effort)
    return [
        headline,
        outcome,
        _cases(found),
        _actors(found),
        _chart(found),
        *tables.blocks,
        _ratio(found, outcome, tables),
    ]


def _missing_words(found: SocietyCalculation) -> str:
    if not found.valued:
        return _("Nobody has said what a result is worth, so only the results are counted.")
    if found.missing:
        missing = factor_words(found.missing)
        return _("These assumptions are missing: %(names)s.") % {"names": missing}
    return _("What the training cost is not known, so there is a value but no ratio.")


def _outcome(effort: Effort) -> doc.Table:
    rows = [doc.row(exit_group_word(group), effort.results.get(group, 0)) for group in VALUED]
    rows.append(doc.row(_("All exits"), effort.ended))
    rows.append(doc.row(_("Training cost, kr"), doc.Cell(effort.cost_ore, kind=doc.Kind.MONEY)))
    columns = [doc.text("what", _("What was done"), 34), doc.integer("count", _("Number"))]
    return doc.table(OUTCOME, _("What came of the period"), columns, rows, compact=True)


def _cases(found: SocietyCalculation) -> doc.Table:
    columns = [
        doc.text("what", "", 34),
        *(doc.decimal(case.value, case_word(case)) for case in Case),
    ]
    parts: list[tuple[str, Part, doc.Kind]] = [
        (_("Value the first year, kr"), lambda v: v.impact, doc.Kind.MONEY),
        (_("Value today of all years, kr"), lambda v: v.total, doc.Kind.MONEY),
        (_("Value per krona of cost (SROI)"), lambda v: v.ratio, doc.Kind.DECIMAL),
        (_("Months until it has paid back"), lambda v: v.payback_months, doc.Kind.DECIMAL),
        (_("The period alone, kr"), lambda v: v.period_only, doc.Kind.MONEY),
        (_("The period alone, per krona"), lambda v: v.period_ratio, doc.Kind.DECIMAL),
    ]
    rows = [
        doc.row(
            title,
            *(doc.Cell(_amount(part(found.values[case]), kind), kind=kind) for case in Case),
        )
        for title, part, kind in parts
    ]
    note = ""
    if found.pays_back_at is not None:
        said = _(
            "In the likely case, value and cost are equal when the value is %(times)s times what"
            " is assumed."
        )
        note = said % {"times": ratio_words(found.pays_back_at)}
    return doc.table("cases", _("What it comes to"), columns, rows, note=note)


def _ratio(found: SocietyCalculation, outcome: doc.Table, tables: CaseTables) -> doc.Table:
    """The last step, by itself so that a workbook ends in it."""
    values = [found.values[case] for case in Case]
    cost = found.effort.cost_ore if found.effort else None
    rows = [
        doc.row(
            _("Value today of all years, kr"),
            *(doc.Cell(one.total, kind=doc.Kind.MONEY) for one in values),
        ),
        doc.row(_("Training cost, kr"), *(doc.Cell(cost, kind=doc.Kind.MONEY) for _one in values)),
        doc.row(_("Value per krona of cost (SROI)"), *(one.ratio for one in values)),
    ]
    columns = [doc.text("what", _("The last step"), 34)]
    columns += [doc.decimal(case.value, case_word(case)) for case in Case]
    note = _("In the Excel file these tables are worked out anew when a number in them is changed.")
    made = doc.table("ratio", _("Value over cost"), columns, rows, note=note, compact=True)
    live = LiveTable(made, [outcome, tables.years])
    for at, case in enumerate(Case, 1):
        live.cell(0, at, Sum((Ref(tables.total_row, today_column(case), tables.years.key),)))
        live.cell(1, at, Sum((Ref(len(outcome.rows) - 1, 1, outcome.key),)))
        live.cell(2, at, Quotient(Ref(0, at), Ref(1, at)))
    return live.table()


def _amount(value: Fraction | None, kind: doc.Kind) -> doc.Value:
    if value is None or kind is not doc.Kind.MONEY:
        return value
    return round_half_up(value)


def _actors(found: SocietyCalculation) -> doc.Table:
    columns = [doc.text("actor", _("Who gains"), 34)]
    columns += [doc.money(case.value, case_word(case)) for case in Case]
    shown = [actors_in_kronor(found.values[case]) for case in Case]
    rows = [doc.row(actor_word(actor), *(one[actor] for one in shown)) for actor in Actor]
    total = doc.row(_("All"), *(sum(one.values()) for one in shown))
    title = _("Value today of all years by who gains, kr")
    return doc.table("actors", title, columns, rows, totals=[total])


def _chart(found: SocietyCalculation) -> doc.Chart:
    """Each year's value as worth today; its numbers stand in the table of years."""
    longest = max(len(found.values[case].years) for case in Case)
    looks = (chart_spec.Look.OUTLINE, chart_spec.Look.FILLED, chart_spec.Look.LIGHT)
    chart = chart_spec.BarChart(
        tuple(str(at + 1) for at in range(longest)),
        tuple(
            chart_spec.Series(case_word(case), _padded(found.values[case].years, longest), look)
            for case, look in zip(Case, looks, strict=True)
        ),
        summary=_("Value of each year as worth today, in three cases."),
    )
    return doc.Chart(chart, _("Value today of each year, thousands of kronor"))


def _padded(years: tuple[Fraction, ...], count: int) -> tuple[int | None, ...]:
    known = tuple(round_half_up(value) for value in years)
    return (*known, *(None,) * (count - len(known)))


def _assumptions(found: SocietyCalculation) -> doc.Table:
    columns = [
        doc.text("what", _("Assumption"), 34),
        doc.text("low", _("Low")),
        doc.text("likely", _("Likely")),
        doc.text("high", _("High")),
        doc.text("source", _("Where it is from"), 24),
        doc.day("checked", _("Checked")),
    ]
    order = {key: at for at, key in enumerate(Factor)}
    known = sorted(found.assumptions, key=lambda one: (one.key in order, one.key))
    rows = [
        doc.row(
            assumption_word(one.key),
            assumption_text(one.key, one.low),
            assumption_text(one.key, one.likely),
            assumption_text(one.key, one.high),
            one.source or doc.Cell(_("no source stated"), doc.Tone.WARN),
            one.checked_on,
        )
        for one in known
    ]
    return doc.table(
        "assumptions",
        _("The assumptions"),
        columns,
        rows,
        empty=_("No assumptions have been made. The program has none of its own."),
        note=_("The assumptions are the enterprise's own; none came with the program."),
        compact=True,
    )


def _sensitivity(found: SocietyCalculation) -> list[doc.Block]:
    if not found.swings:
        return []
    columns = [
        doc.text("what", _("Only this is changed"), 34),
        doc.decimal("cautious", _("Cautious end")),
        doc.decimal("favourable", _("Favourable end")),
        doc.decimal("size", _("Difference")),
    ]
    rows = [
        doc.row(assumption_word(one.key), one.cautious, one.favourable, one.size)
        for one in found.swings
    ]
    title = _("What each assumption does to the value per krona")
    return [doc.table("sensitivity", title, columns, rows, compact=True)]
