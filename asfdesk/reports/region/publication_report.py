"""A quarter of a region as it may be published: persons, targets, places and businesslikeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, Sex
from asfdesk.domain.money import ratio
from asfdesk.domain.region.business import LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES
from asfdesk.domain.region.publication import TOGETHER
from asfdesk.domain.region.rollup import WORK
from asfdesk.i18n import N_, _
from asfdesk.reports import document as doc
from asfdesk.reports.region.region_words import HELD_BACK, figure_cell, figure_word
from asfdesk.reports.words import exit_group_word, sex_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.business import Business, Middle, Told
    from asfdesk.domain.region.publication import Counted, Publication

_NUMBERS = {
    "dependent": N_("Get more than half of their income from one buyer"),
    "short": N_("Have cash for less than two months"),
}


def publication_document(
    found: Publication, period: Period, head: doc.Head, threshold: int
) -> doc.Document:
    """Exits and people by part of the region, and its enterprises, as they may be published."""
    blocks = (
        _counted("exits", _("Exits in twelve months, at least"), found.exits, _exit_word),
        _targets(found.exits),
        _counted("people", _("Trainees in the quarter, at least"), found.people, _sex_word),
        *_business(found.business),
        doc.Note(
            _("*: held back, so that no count of fewer than %(num)d persons can be worked out.")
            % {"num": threshold}
        ),
        doc.Note(
            _(
                "Medians are told from %(median)d enterprises, quartiles from %(quartiles)d, and"
                " sums when no enterprise can work out another's share of them."
            )
            % {"median": LEAST_FOR_MEDIAN, "quartiles": LEAST_FOR_QUARTILES}
        ),
    )
    title = _("The region, for publication")
    return doc.Document("REGION", title, period, head, blocks, counts=found.counts)


def _exit_word(code: str) -> str:
    return exit_group_word(ExitGroup(code))


def _sex_word(code: str) -> str:
    return sex_word(Sex(code))


def _counted(key: str, title: str, table: Counted, word: Callable[[str], str]) -> doc.Table:
    columns = [
        doc.text("part", ""),
        *(doc.integer(code, word(code)) for code in table.codes),
        doc.integer("all", _("All")),
        doc.integer("enterprises", _("Enterprises")),
        doc.integer("hidden", _("Held back")),
    ]
    lines = [
        doc.row(
            _part_word(part),
            *(_shown(table.cells[part, code].value) for code in (*table.codes, "")),
            table.enterprises.get(part, 0),
            table.hidden.get(part, 0),
            key=part,
        )
        for part in _parts(table)
    ]
    nothing = _("Too few enterprises to publish anything.")
    return doc.table(key, title, columns, lines[:-1], totals=lines[-1:], empty=nothing)


def _targets(exits: Counted) -> doc.Table:
    """Shares of all exits, where every count behind them is shown."""
    columns = [
        doc.text("part", ""),
        doc.percent("work", _("To work or studies")),
        doc.percent("nearer", _("Nearer to work")),
    ]
    lines = [
        doc.row(
            _part_word(part),
            _share(exits, part, WORK),
            _share(exits, part, (ExitGroup.NEARER.value,)),
            key=part,
        )
        for part in _parts(exits)
    ]
    title = _("Where trainees left to, share of exits in twelve months")
    nothing = _("Too few enterprises to publish anything.")
    return doc.table("targets", title, columns, lines[:-1], totals=lines[-1:], empty=nothing)


def _share(exits: Counted, part: str, groups: Sequence[str]) -> Fraction | doc.Hidden | None:
    whole = exits.cells[part, ""].value
    counts = [exits.cells[part, group].value for group in groups]
    shown = [count for count in counts if count is not None]
    if whole is None or len(shown) < len(counts):
        return doc.Hidden(HELD_BACK)
    return ratio(sum(shown), whole)


def _parts(table: Counted) -> tuple[str, ...]:
    return (*table.parts, "") if table.parts else ()


def _part_word(part: str) -> str:
    return {TOGETHER: _("Others together"), "": _("The whole region")}.get(part, part)


def _shown(value: int | None) -> int | doc.Hidden:
    return doc.Hidden(HELD_BACK) if value is None else value


def _business(found: Business) -> tuple[doc.Table, doc.Table]:
    middles = doc.table(
        "business",
        _("Businesslikeness"),
        [
            doc.text("figure", _("Figure")),
            doc.integer("enterprises", _("Enterprises")),
            doc.decimal("lower", _("Lower quartile"), decimals=1),
            doc.decimal("median", _("Median"), decimals=1),
            doc.decimal("upper", _("Upper quartile"), decimals=1),
        ],
        [_middle(one) for one in found.middles],
    )
    columns = [
        doc.text("figure", _("Figure")),
        doc.integer("enterprises", _("Enterprises")),
        doc.decimal("value", _("Together"), decimals=1),
    ]
    rows = [
        *(_told(one, figure_word(one.key)) for one in found.sums),
        *(_told(one, _(_NUMBERS[one.key])) for one in found.counts),
    ]
    return middles, doc.table("together", _("Places and risks"), columns, rows)


def _middle(one: Middle) -> doc.Row:
    cells = (
        doc.Hidden(HELD_BACK) if value is None else figure_cell(one.unit, value)
        for value in (one.lower, one.median, one.upper)
    )
    return doc.row(figure_word(one.key), one.known, *cells, key=one.key)


def _told(one: Told, name: str) -> doc.Row:
    decimals = 0 if one.key in _NUMBERS else 1
    cell = (
        doc.Hidden(HELD_BACK) if one.value is None else figure_cell(one.unit, one.value, decimals)
    )
    return doc.row(name, one.known, cell, key=one.key)
