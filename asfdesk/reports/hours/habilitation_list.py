"""R14 Habiliteringsersättning: who gets how much for the days of daglig verksamhet.

The enterprise pays it for the payer (domain.md §3.8). Absence gives nothing; a day is paid once,
whatever it was divided into.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form, PlacementStatus
from asfdesk.domain.hours.habilitation import Habilitation, habilitation, rate_on
from asfdesk.i18n import _, day, hours, money_exact, ngettext
from asfdesk.reports import document as doc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.hours.habilitation import HabilitationRate
    from asfdesk.domain.period import Period
    from asfdesk.reports.hours.work_facts import WorkFacts

KEY = "R14"
_SIGNATURE = 30
"""Width of the column to sign in, in letters."""


@dataclass(frozen=True)
class Earned:
    """One trainee's line."""

    trainee_id: int
    number: int
    agreements: tuple[str, ...]
    sums: Habilitation


def earned(facts: WorkFacts, rates: Sequence[HabilitationRate]) -> list[Earned]:
    """Everybody with an attended day under an agreement about daglig verksamhet, by number."""
    ruled = {one.id: one.name for one in facts.agreements if one.form is Form.DAY_ACTIVITY_LSS}
    found: dict[int, list[int]] = {}
    for placement in facts.in_period():
        counted = placement.status is not PlacementStatus.MISREGISTERED
        if placement.agreement_id in ruled and counted:
            found.setdefault(placement.trainee_id, []).append(placement.id)
    places = {placement.id: placement for placement in facts.placements}
    rows = []
    for trainee_id, mine in found.items():
        sums = habilitation(
            (
                (entry.day, entry.attended_minutes)
                for one in mine
                for when in facts.period.days()
                if places[one].holds_on(when)
                for entry in facts.entries.get((one, when), ())
            ),
            rates,
        )
        names = tuple(dict.fromkeys(ruled[places[one].agreement_id] for one in mine))
        if sums.days:
            rows.append(Earned(trainee_id, facts.trainees[trainee_id].number, names, sums))
    return sorted(rows, key=lambda row: row.number)


def missing_rate(rows: Sequence[Earned]) -> str:
    """What to do about days without a rate; "" when every day has one."""
    days = sum(row.sums.unrated_days for row in rows)
    if not days:
        return ""
    what = ngettext(
        "%(num)d attended day has no rate, so its amount is not known.",
        "%(num)d attended days have no rate, so their amounts are not known.",
        days,
    )
    todo = _("Type the rate under Settings, Day activity allowance.")
    return f"{what} {todo}"


def build(
    facts: WorkFacts, head: doc.Head, rates: Sequence[HabilitationRate], *, to_sign: bool
) -> doc.Document:
    """The list, with a column to sign in when the money is paid in cash."""
    rows = earned(facts, rates)
    blocks: list[doc.Block] = [_rates(rates, facts.period), _table(facts, rows, to_sign=to_sign)]
    missing = missing_rate(rows)
    if missing:
        blocks.append(doc.Note(missing, doc.Tone.WARN))
    blocks.append(
        doc.Note(_("Days with attended time count, whatever was planned. Absence gives nothing."))
    )
    return doc.Document(
        KEY, _("Day activity allowance"), facts.period, head, tuple(blocks), landscape=False
    )


def _rates(rates: Sequence[HabilitationRate], period: Period) -> doc.Facts:
    """The rates that hold some day of the period."""
    held = dict.fromkeys(filter(None, (rate_on(rates, one) for one in period.days())))
    facts = [
        doc.Fact(
            _("From %(day)s") % {"day": day(rate.valid_from)},
            _("full day %(full)s kr (from %(limit)s h), half day %(half)s kr")
            % {
                "full": money_exact(rate.full_day_ore),
                "limit": hours(rate.full_day_minutes),
                "half": money_exact(rate.half_day_ore),
            },
        )
        for rate in held
    ]
    return doc.Facts(tuple(facts) or (doc.Fact(_("Rate"), _("none is typed yet")),))


def _table(facts: WorkFacts, rows: Sequence[Earned], *, to_sign: bool) -> doc.Table:
    some_unrated = any(row.sums.unrated_days for row in rows)
    columns = [
        doc.integer("number", _("No.")),
        doc.text("trainee", _("Trainee"), 16),
        doc.text("agreement", _("Agreement")),
        doc.integer("full_days", _("Full days")),
        doc.integer("half_days", _("Half days")),
        *([doc.integer("unrated_days", _("Days without a rate"))] if some_unrated else []),
        doc.money("amount", _("Amount (kr)"), exact=True),
        *([doc.text("signature", _("Received (signature)"), _SIGNATURE)] if to_sign else []),
    ]

    def line(first: tuple[doc.Value, ...], sums: Habilitation, style: doc.RowStyle) -> doc.Row:
        unrated = (sums.unrated_days,) if some_unrated else ()
        sign = ("",) if to_sign else ()
        return doc.row(
            *first, sums.full_days, sums.half_days, *unrated, sums.ore, *sign, style=style
        )

    style = doc.RowStyle.TO_SIGN if to_sign else doc.RowStyle.NORMAL
    lines = [
        line((row.number, facts.labels[row.trainee_id], ", ".join(row.agreements)), row.sums, style)
        for row in rows
    ]
    total = sum((row.sums for row in rows), Habilitation())
    return doc.table(
        "habilitation",
        "",
        columns,
        lines,
        totals=[line(("", _("Sum"), ""), total, doc.RowStyle.NORMAL)] if rows else [],
        empty=_("Nobody attended day activities in the period."),
    )
