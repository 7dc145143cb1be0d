"""R7 Stödstrukturens kvartalsrapport: figures a support structure can compare, revealing nobody.

Sections A places, B trainees, C supervision, D economy, E outcomes, F comment (domain.md §8.1).
Counts of people go through `domain.sending.disclosure`; outcomes are over rolling twelve months,
because a quarter's would hide nearly everything in a small enterprise (decisions C16).
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, Form, ReferringBody, Sex
from asfdesk.domain.hours.places import PLACE, PlaceDays, place_days
from asfdesk.domain.money import ratio
from asfdesk.domain.people.throughput import average_participants
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.planning.quarterly_counts import (
    SPLITS,
    flow_name,
    split_table,
    whole_name,
)
from asfdesk.reports.planning.quarterly_economy import economy_table
from asfdesk.reports.planning.quarterly_outcomes import mean_told, outcome_blocks
from asfdesk.reports.planning.quarterly_told import tell
from asfdesk.reports.words import (
    age_band_word,
    form_word,
    referring_body_word,
    sex_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.planning.quarterly_economy import Economy
    from asfdesk.reports.planning.quarterly_told import QuarterlyExtras, Told

FULL_DAY_MINUTES = 480
WHOLE_BP = 10_000
LONGEST_COMMENT = 1000


def build(facts: WorkFacts, head: doc.Head, extras: QuarterlyExtras) -> doc.Document:
    """The report; `facts.span` must hold the rolling year."""
    told = tell(facts, extras)
    blocks: list[doc.Block] = [
        doc.Heading(_("A. Places")),
        *_places(facts, extras),
        doc.Heading(_("B. Trainees")),
        *_trainees(facts, told),
        doc.Heading(_("C. Supervision")),
        _supervision(facts),
        doc.Heading(_("D. Economy")),
        economy_table(extras.economy),
        _economy_figures(extras.economy),
        doc.Heading(_("E. Outcomes, the last twelve months")),
        *outcome_blocks(facts, told, extras),
        doc.Heading(_("F. Comment and agreed actions")),
        *_comment(extras),
    ]
    title = _("Quarterly report to the support structure")
    counts = {name: cell.value for name, cell in told.protected.cells.items()}
    counts |= told.kept
    counts |= mean_told(facts, told, extras)
    return doc.Document(
        "R7", title, facts.period, head, tuple(blocks), landscape=False, counts=counts
    )


# -- A ------------------------------------------------------------------------------------------


def _places(facts: WorkFacts, extras: QuarterlyExtras) -> list[doc.Block]:
    as_of = min(facts.period.last, extras.today)
    by_form: dict[Form, list[Agreement]] = {}
    for agreement in facts.agreements:
        if facts.period.overlaps(agreement.starts_on, agreement.ends_on):
            by_form.setdefault(agreement.form, []).append(agreement)
    columns = [
        doc.text("form", _("Form")),
        doc.decimal("available", _("Available place-days"), decimals=1),
        doc.decimal("booked", _("Booked"), decimals=1),
        doc.decimal("attended", _("Attended"), decimals=1),
        doc.percent("booking_rate", _("Booking rate")),
        doc.percent("attendance_rate", _("Attendance rate")),
        doc.percent("occupancy", _("Occupancy")),
        doc.decimal("free_now", _("Free now"), decimals=1),
        doc.decimal("free_4", _("in 4 weeks"), decimals=1),
        doc.decimal("free_12", _("in 12 weeks"), decimals=1),
    ]
    rows = [
        _place_row(facts, form_word(form), found, as_of, key=form.value)
        for form, found in sorted(by_form.items(), key=lambda pair: form_word(pair[0]))
    ]
    every = [agreement for found in by_form.values() for agreement in found]
    return [
        doc.table(
            "places",
            "",
            columns,
            rows,
            totals=[_place_row(facts, _("All"), every, as_of, key="all")] if rows else [],
            empty=_("No agreement runs in this period."),
            note=_(
                "Booking rate = booked / available; attendance rate = attended / booked; "
                "occupancy = delivered / available."
            ),
        )
    ]


def _place_row(
    facts: WorkFacts, title: str, agreements: Sequence[Agreement], as_of: date, *, key: str
) -> doc.Row:
    total = PlaceDays()
    for agreement in agreements:
        total += place_days(
            agreement, facts.placements, facts.entries, facts.period.days(), facts.is_workday
        )
    free = [_free(facts, agreements, as_of + timedelta(weeks=weeks)) for weeks in (0, 4, 12)]
    return doc.row(
        title,
        total.available,
        total.booked,
        total.attended,
        total.booking_rate,
        total.attendance_rate,
        total.occupancy,
        *free,
        key=key,
    )


def _free(facts: WorkFacts, agreements: Sequence[Agreement], day: date) -> Fraction:
    """Places sold that no decision covers on a day."""
    free = Fraction(0)
    for agreement in agreements:
        terms = agreement.terms_on(day) if agreement.holds_on(day) else None
        taken = sum(p.agreement_id == agreement.id and p.holds_on(day) for p in facts.placements)
        sold = Fraction(terms.places_milli, PLACE) if terms else Fraction(0)
        free += max(sold - taken, Fraction(0))
    return free


# -- B ------------------------------------------------------------------------------------------


def _trainees(facts: WorkFacts, told: Told) -> list[doc.Block]:
    quarter = facts.period
    flows = [
        ("at_start", _("At the start of the quarter")),
        ("new", _("New")),
        ("ended", _("Ended")),
        ("at_end", _("At the end of the quarter")),
    ]
    figures = [
        doc.KeyFigure(title, told.cell(flow_name(quarter, key)), doc.Kind.INTEGER, key=key)
        for key, title in flows
    ]
    title = _("Different persons in the quarter")
    unique = told.cell(whole_name(quarter))
    figures.append(doc.KeyFigure(title, unique, doc.Kind.INTEGER, key="unique"))
    columns = [doc.text("what", _("Trainees"), 40), doc.integer("count", _("Number"))]
    rows = list(_splits(facts, told)) if unique else []
    return [
        doc.KeyFigures(tuple(figures)),
        doc.table("trainees", "", columns, rows, empty=_("Nobody had a placement."), compact=True),
        doc.Facts(
            (doc.Fact(_("Attended hours"), _attended(facts), doc.Kind.HOURS, "attended_hours"),)
        ),
        _hiding_note(told.threshold),
    ]


def _splits(facts: WorkFacts, told: Told) -> Iterator[doc.Row]:
    """A row for each code that somebody has or that is hidden: a row says nothing by itself."""
    titles = {
        "sex": _("By sex"),
        "age": _("By age"),
        "form": _("By form"),
        "referrer": _("By referring body"),
    }
    words = _code_words()
    for split, codes in SPLITS.items():
        table = split_table(told.persons, facts.period, split)
        shown = [(words[split][code], code, told.cell(table.name(code))) for code in codes]
        yield doc.group_row(titles[split])
        for word, code, cell in sorted(shown, key=lambda one: one[0]):
            if cell:
                yield doc.row(word, cell, key=f"{split}.{code}")


def _code_words() -> Mapping[str, Mapping[str, str]]:
    return {
        "sex": {one.value: sex_word(one) for one in Sex},
        "age": {one.name: age_band_word(one) for one in AgeBand},
        "form": {one.value: form_word(one) for one in Form},
        "referrer": {one.value: referring_body_word(one) for one in ReferringBody},
    }


def _attended(facts: WorkFacts) -> int:
    return sum(
        row.attended_minutes
        for (_placement, day), rows in facts.entries.items()
        if day in facts.period
        for row in rows
    )


def _hiding_note(threshold: int) -> doc.Note:
    return doc.Note(
        ngettext(
            "Counts below %(num)d person, and those they could be worked out from, alone or "
            "together with what was sent before, are hidden. Persons with protected identity are "
            "never counted.",
            "Counts below %(num)d persons, and those they could be worked out from, alone or "
            "together with what was sent before, are hidden. Persons with protected identity are "
            "never counted.",
            threshold,
        )
    )


# -- C ------------------------------------------------------------------------------------------


def _supervision(facts: WorkFacts) -> doc.KeyFigures:
    workdays = [day for day in facts.period.days() if facts.is_workday(day)]
    planned = Fraction(0)
    for supervisor in facts.supervisors:
        for day in workdays:
            employment = supervisor.employment_on(day)
            if employment:
                planned += Fraction(FULL_DAY_MINUTES * employment.fte_bp, WHOLE_BP)
    actual = sum(entry.minutes for entry in facts.supervision if entry.day in facts.period)
    fte = ratio(planned, FULL_DAY_MINUTES * len(workdays))
    mean = average_participants(facts.placements, workdays)
    attended = _attended(facts)
    return doc.KeyFigures(
        (
            doc.KeyFigure(
                _("Supervisors, full-time posts"), fte, doc.Kind.DECIMAL, decimals=2, key="fte"
            ),
            doc.KeyFigure(
                _("Supervisor hours planned"),
                planned.numerator // planned.denominator,
                doc.Kind.HOURS,
                key="planned",
            ),
            doc.KeyFigure(_("Supervisor hours actual"), actual, doc.Kind.HOURS, key="actual"),
            doc.KeyFigure(
                _("Supervisor hours per attended hour"),
                ratio(actual, attended),
                doc.Kind.DECIMAL,
                decimals=2,
                key="hours_per_hour",
            ),
            doc.KeyFigure(
                _("Trainees per supervisor"),
                ratio(mean, fte) if mean is not None and fte else None,
                doc.Kind.DECIMAL,
                decimals=1,
                key="trainees_per_supervisor",
            ),
        )
    )


# -- D ------------------------------------------------------------------------------------------


def _economy_figures(economy: Economy) -> doc.KeyFigures:
    return doc.KeyFigures(
        (
            doc.KeyFigure(
                _("Liquidity, months"),
                economy.liquidity_months,
                doc.Kind.DECIMAL,
                decimals=1,
                key="liquidity_months",
            ),
            doc.KeyFigure(
                _("Largest payer's share of income"),
                economy.largest_buyer,
                doc.Kind.PERCENT,
                key="largest_buyer",
            ),
        )
    )


# -- F ------------------------------------------------------------------------------------------


def _comment(extras: QuarterlyExtras) -> list[doc.Block]:
    text = extras.comment[:LONGEST_COMMENT] or _("No comment has been written for the quarter.")
    columns = [
        doc.text("what", _("Action"), 40),
        doc.text("owner", _("Who")),
        doc.day("due", _("Due")),
        doc.text("status", _("Status")),
    ]
    rows = [
        doc.row(action.what, action.owner, action.due_on, _status(action, extras.today))
        for action in extras.actions
    ]
    return [
        doc.Paragraph(text),
        doc.table("actions", "", columns, rows, empty=_("No actions are agreed."), compact=True),
    ]


def _status(action: AgreedAction, today: date) -> doc.Cell:
    if action.done_on:
        return doc.Cell(_("done"), doc.Tone.GOOD)
    if action.is_late(today):
        return doc.Cell(_("late"), doc.Tone.BAD)
    return doc.Cell(_("ongoing"))
