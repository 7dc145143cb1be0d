"""R7 E: what became of those who left in twelve months, against the goals of MIA."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.money import ratio
from asfdesk.domain.people.throughput import outcomes
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.disclosure import protect_mean
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.planning.quarterly_counts import (
    MEAN,
    NEARER_REASONS,
    REASON,
    exits_table,
    own_table,
    rolling_year,
)
from asfdesk.reports.planning.quarterly_told import hidden
from asfdesk.reports.words import exit_group_word

if TYPE_CHECKING:
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.planning.quarterly_told import QuarterlyExtras, Told


def outcome_blocks(facts: WorkFacts, told: Told, extras: QuarterlyExtras) -> list[doc.Block]:
    """Key figures of those who left in twelve months, and how many by group."""
    rolling = rolling_year(facts.period)
    table = exits_table(told.persons, rolling)
    rows = []
    for (code,) in table.cells:
        group = ExitGroup(code)
        rows.append(doc.row(exit_group_word(group), told.cell(table.name(code)), key=code))
        if group is ExitGroup.NEARER:
            word = _("of whom ready for ordinary measures")
            rows.append(doc.row(f"– {word}", _ordinary(told, table.name(code)), key="ordinary"))
    everybody = doc.row(_("All exits"), told.cell(table.name()), key="all")
    figures = [*_rates(facts, told, extras), *_means(facts, told, extras)]
    columns = [doc.text("group", _("Exits by group")), doc.integer("count", _("Number"))]
    return [
        doc.KeyFigures(tuple(figures)),
        doc.table("exits", "", columns, rows, totals=[everybody], compact=True),
    ]


def _ordinary(told: Told, group: Name) -> doc.Value:
    """Exits to ordinary measures, of those nearer work; nobody nearer needs no reasons."""
    if told.protected.value(group) == 0:
        return 0
    return told.cell(Name(REASON, group.period, ExitReason.ON_TO_ORDINARY.value))


def _rates(facts: WorkFacts, told: Told, extras: QuarterlyExtras) -> list[doc.KeyFigure]:
    """Shares of exits, of counts that are shown: they tell nothing that those don't."""
    rolling = rolling_year(facts.period)
    found = outcomes(told.persons.placements, rolling)
    table = exits_table(told.persons, rolling)
    names = [table.name(), *(table.name(code) for (code,) in table.cells)]
    may = all(told.protected.value(name) is not None for name in names)
    held = hidden() if found.exits else None

    def rate(*groups: ExitGroup) -> doc.Value:
        return found.rate(*groups) if may else held

    nearer = table.name(ExitGroup.NEARER.value)
    ordinary = _ordinary(told, nearer)
    reasons = (told.cell(nearer._replace(measure=REASON, cell=one)) for one in NEARER_REASONS)
    tells = told.protected.value(nearer) == 0 or all(isinstance(one, int) for one in reasons)
    share = ratio(ordinary, found.exits) if isinstance(ordinary, int) and may and tells else held
    figures = (
        (
            "work_or_studies",
            _("To work or studies"),
            rate(ExitGroup.WORK, ExitGroup.STUDIES),
            extras.goal_work_bp,
        ),
        ("ordinary", _("Ready for ordinary measures"), share, extras.goal_ordinary_bp),
        ("nearer", _("Nearer work"), rate(ExitGroup.NEARER), None),
    )
    return [
        doc.KeyFigure(
            title,
            value,
            doc.Kind.PERCENT,
            comparison="" if goal is None else _("goal %(share)d %%") % {"share": goal // 100},
            key=key,
        )
        for key, title, value, goal in figures
    ]


def _means(facts: WorkFacts, told: Told, extras: QuarterlyExtras) -> list[doc.KeyFigure]:
    rolling = rolling_year(facts.period)
    found = outcomes(told.persons.placements, rolling)
    may = any(base is not None for base in mean_told(facts, told, extras).values())
    months = found.mean_months if may else hidden() if told.persons.ended(rolling) else None
    own = told.cell(own_table(told.persons, rolling).name("own"))
    return [
        doc.KeyFigure(_("Mean months"), months, doc.Kind.DECIMAL, decimals=1, key="mean_months"),
        doc.KeyFigure(_("Employed by us"), own, doc.Kind.INTEGER, key="employed_by_us"),
    ]


def mean_told(facts: WorkFacts, told: Told, extras: QuarterlyExtras) -> dict[Name, int | None]:
    """Over how many the mean of the outcomes is shown; None = it is hidden."""
    rolling = rolling_year(facts.period)
    base = told.persons.ended(rolling)
    if not base:
        return {}
    may = protect_mean(base, extras.threshold, extras.means_differ_by)
    return {Name(MEAN, str(rolling)): base if may else None}
