"""R6 Finsam volymrapport: whom each measure reached, by sex, exactly and in confidence.

The main table is exact by agreement with the coordination association (decisions C16). Protected
persons are part of its totals by sex (C2): here and in no other statistics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Sex
from asfdesk.domain.money import ratio
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.volumes import FLOWS, measure_code
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.words import sex_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.people.trainees import Trainee
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.volumes import BudgetLine, Volume

VOLUME = "volume"
ALL = "all"


@dataclass(frozen=True)
class VolumeFacts:
    """What R6 counts.

    Attributes:
        volumes: each measure, then all together when there are several.
        budgets: those that share a day with the period.
        without: placements of the period under agreements without a measure.
        limit: what the report is limited to, as a part of the counts' names; "" = nothing.
    """

    period: Period
    volumes: Sequence[Volume]
    budgets: Sequence[BudgetLine]
    trainees: Mapping[int, Trainee]
    without: int = 0
    limit: str = ""


def build(facts: VolumeFacts, head: doc.Head) -> doc.Document:
    """The report."""
    blocks: list[doc.Block] = [
        doc.Note(
            _(
                "Confidential: exact numbers by agreement, for the recipient's own follow-up. "
                "Publish nothing of it without hiding small numbers first."
            ),
            doc.Tone.WARN,
        ),
        _volume_table(facts),
        _budget_table(facts),
    ]
    if facts.without:
        blocks.append(
            doc.Note(
                ngettext(
                    "%(num)d placement of the period is under an agreement without a measure and "
                    "is not counted.",
                    "%(num)d placements of the period are under agreements without a measure and "
                    "are not counted.",
                    facts.without,
                )
            )
        )
    return doc.Document(
        "R6",
        _("Volume report to the coordination association"),
        facts.period,
        head,
        tuple(blocks),
        landscape=False,
        counts=volume_counts(facts),
        exact=True,
    )


def volume_name(flow: str, period: Period, code: str, sex: str = "") -> Name:
    """The name of a count: of a measure, of women among them."""
    return Name(f"{VOLUME}.{flow}", str(period), f"{code}|{sex}")


def code_of(volume: Volume, limit: str = "") -> str:
    """A measure's code, with what the report is limited to."""
    code = measure_code(volume.measure) if volume.measure else ALL
    return f"{code}.{limit}" if limit else code


def volume_counts(facts: VolumeFacts) -> dict[Name, int | None]:
    """Every count of the main table."""
    found: dict[Name, int | None] = {}
    for one in facts.volumes:
        code = code_of(one, facts.limit)
        for flow in FLOWS:
            by_sex = one.by_sex(flow, facts.trainees)
            for sex, count in by_sex.items():
                found[volume_name(flow, facts.period, code, sex.value)] = count
            found[volume_name(flow, facts.period, code)] = sum(by_sex.values())
    return found


def _volume_table(facts: VolumeFacts) -> doc.Table:
    words = {
        "at_start": _("Ongoing at the start"),
        "new": _("Started"),
        "ended": _("Ended"),
        "at_end": _("Ongoing at the end"),
        "unique": _("Different persons"),
    }
    columns = [
        doc.text("flow", _("Measure"), 34),
        *(doc.integer(sex.value, sex_word(sex)) for sex in Sex),
        doc.integer("all", _("All")),
    ]
    rows: list[doc.Row] = []
    for one in facts.volumes:
        rows.append(doc.group_row(one.measure or _("All measures, each person once")))
        code = measure_code(one.measure) if one.measure else ALL
        for flow in FLOWS:
            counts = list(one.by_sex(flow, facts.trainees).values())
            style = doc.RowStyle.STRONG if flow == "unique" else doc.RowStyle.NORMAL
            key = f"{code}.{flow}"
            rows.append(doc.row(words[flow], *counts, sum(counts), style=style, key=key))
    return doc.table(
        "volumes",
        "",
        columns,
        rows,
        empty=_("No agreement names a measure."),
        note=_(
            "Different persons = ongoing at the start + started = ended + ongoing at the end. "
            "Persons with protected identity are part of the numbers."
        ),
    )


def _budget_table(facts: VolumeFacts) -> doc.Table:
    columns = [
        doc.text("measure", _("Measure"), 24),
        doc.day("first", _("From")),
        doc.day("last", _("To")),
        doc.integer("budgeted", _("Budgeted")),
        doc.integer("actual", _("Actual")),
        doc.Column("difference", _("Difference"), doc.Kind.INTEGER, signed=True),
        doc.percent("share", _("Share")),
    ]
    rows = [
        doc.row(
            one.budget.measure,
            one.budget.first,
            one.budget.last,
            one.budget.budgeted,
            one.actual,
            one.actual - one.budget.budgeted,
            ratio(one.actual, one.budget.budgeted),
            key=f"{measure_code(one.budget.measure)}.{one.budget.first:%Y%m%d}",
        )
        for one in facts.budgets
    ]
    return doc.table(
        "budgets",
        _("Budgeted and actual"),
        columns,
        rows,
        empty=_("No budget of participants is written down."),
        note=_(
            "Different persons from the budget's first day to its last, or to the end of the "
            "report's period when that comes first."
        ),
    )
