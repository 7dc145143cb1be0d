"""R7 Stödstrukturens kvartalsrapport: figures a support structure can compare, revealing nobody.

Sections A places, B trainees, C supervision, D economy, E outcomes, F comment (domain.md §8.1).
Counts of people go through `domain.sending.suppression`; outcomes are over rolling twelve months,
because a quarter's would hide nearly everything in a small enterprise (decisions C16).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, ExitGroup
from asfdesk.domain.hours.places import PLACE, PlaceDays, place_days
from asfdesk.domain.money import ratio
from asfdesk.domain.people.throughput import (
    average_participants,
    count_by,
    countable,
    flow,
    outcomes,
)
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.suppression import (
    base_is_large_enough,
    protect,
    protect_flow,
    protect_total,
)
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.planning.quarterly_economy import economy_table
from asfdesk.reports.words import (
    age_band_word,
    exit_group_word,
    form_word,
    referring_body_word,
    sex_word,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.codes import Form, ReferringBody, Sex
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.reports.hours.work_facts import WorkFacts
    from asfdesk.reports.planning.quarterly_economy import Economy

ROLLING_MONTHS = 12
FULL_DAY_MINUTES = 480
WHOLE_BP = 10_000
LONGEST_COMMENT = 1000


@dataclass(frozen=True)
class QuarterlyExtras:
    """What R7 needs beside people and hours.

    Attributes:
        threshold: smallest count that is shown.
        goal_work_bp, goal_nearer_bp: goals for exits to work or studies, and nearer work.
    """

    economy: Economy
    today: date
    threshold: int = 5
    goal_work_bp: int = 3000
    goal_nearer_bp: int = 4000
    comment: str = ""
    actions: tuple[AgreedAction, ...] = ()


def rolling_year(period: Period) -> Period:
    """The twelve months that end with a period."""
    last = Month.of(period.last)
    return Period.of_months(last.plus(1 - ROLLING_MONTHS), last)


def build(facts: WorkFacts, head: doc.Head, extras: QuarterlyExtras) -> doc.Document:
    """The report; `facts.span` must hold the rolling year."""
    people = countable(facts.placements, facts.trainees)
    blocks: list[doc.Block] = [
        doc.Heading(_("A. Places")),
        *_places(facts, extras),
        doc.Heading(_("B. Trainees")),
        *_trainees(facts, people, extras.threshold),
        doc.Heading(_("C. Supervision")),
        _supervision(facts),
        doc.Heading(_("D. Economy")),
        economy_table(extras.economy),
        _economy_figures(extras.economy),
        doc.Heading(_("E. Outcomes, the last twelve months")),
        *_outcomes(facts, people, extras),
        doc.Heading(_("F. Comment and agreed actions")),
        *_comment(extras),
    ]
    title = _("Quarterly report to the support structure")
    return doc.Document("R7", title, facts.period, head, tuple(blocks), landscape=False)


def _shown(value: int | None) -> doc.Value:
    return hidden() if value is None else value


def hidden() -> doc.Hidden:
    """The one mark for everything that is held back."""
    return doc.Hidden(_("hidden"))


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


def _trainees(facts: WorkFacts, people: Sequence[Placement], threshold: int) -> list[doc.Block]:
    moving = flow(people, facts.period)
    shown, unique = protect_flow(
        len(moving.at_start), len(moving.new), len(moving.ended), threshold
    )
    flows = [
        ("at_start", _("At the start of the quarter"), shown["at_start"]),
        ("new", _("New"), shown["new"]),
        ("ended", _("Ended"), shown["ended"]),
        ("at_end", _("At the end of the quarter"), shown["at_end"]),
        ("unique", _("Different persons in the quarter"), unique),
    ]
    figures = [
        doc.KeyFigure(title, _shown(count), doc.Kind.INTEGER, key=key)
        for key, title, count in flows
    ]
    rows: list[doc.Row] = []
    held = [p for p in people if facts.period.overlaps(p.decision_from, p.last_day)]
    latest = {p.trainee_id: p for p in sorted(held, key=lambda p: p.decision_from)}
    splits: list[tuple[str, str, dict[tuple[str, str], int]]] = [
        ("sex", _("By sex"), count_by(latest, lambda t: _sex(facts.trainees[t].sex))),
        (
            "age",
            _("By age"),
            count_by(latest, lambda t: _age(facts.age_bands.get(t, AgeBand.UNKNOWN))),
        ),
        ("form", _("By form"), count_by(latest, lambda t: _form(latest[t].form))),
        (
            "referrer",
            _("By referring body"),
            count_by(latest, lambda t: _referrer(latest[t].referring_body)),
        ),
    ]
    for name, title, counts in splits if latest else ():
        rows.append(doc.group_row(title))
        rows += [
            doc.row(word, _shown(count), key=f"{name}.{code}")
            for (word, code), count in sorted(protect(counts, threshold).items())
        ]
    columns = [doc.text("what", _("Trainees"), 40), doc.integer("count", _("Number"))]
    return [
        doc.KeyFigures(tuple(figures)),
        doc.table("trainees", "", columns, rows, empty=_("Nobody had a placement."), compact=True),
        doc.Facts(
            (doc.Fact(_("Attended hours"), _attended(facts), doc.Kind.HOURS, "attended_hours"),)
        ),
        _hiding_note(threshold),
    ]


def _sex(sex: Sex) -> tuple[str, str]:
    """The word and the code of a category, as the next three."""
    return sex_word(sex), sex.value


def _age(band: AgeBand) -> tuple[str, str]:
    return age_band_word(band), band.name


def _form(form: Form) -> tuple[str, str]:
    return form_word(form), form.value


def _referrer(body: ReferringBody) -> tuple[str, str]:
    return referring_body_word(body), body.value


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
            "Counts below %(num)d person, and those they could be worked out from, are hidden. "
            "Persons with protected identity are never counted.",
            "Counts below %(num)d persons, and those they could be worked out from, are hidden. "
            "Persons with protected identity are never counted.",
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


# -- E ------------------------------------------------------------------------------------------


def _outcomes(
    facts: WorkFacts, people: Sequence[Placement], extras: QuarterlyExtras
) -> list[doc.Block]:
    found = outcomes(people, rolling_year(facts.period))
    counts: Mapping[ExitGroup, int | None] = protect(found.by_group, extras.threshold)
    enough = base_is_large_enough(found.exits, extras.threshold)
    none_hidden = enough and all(count is not None for count in counts.values())
    rows = [
        doc.row(exit_group_word(group), _shown(count), key=group.value)
        for group, count in counts.items()
    ]
    total = protect_total(found.exits, extras.threshold)
    rates = [
        (
            "work_or_studies",
            _("To work or studies"),
            (ExitGroup.WORK, ExitGroup.STUDIES),
            extras.goal_work_bp,
        ),
        ("nearer", _("Nearer work"), (ExitGroup.NEARER,), extras.goal_nearer_bp),
    ]
    figures = [
        doc.KeyFigure(
            title,
            found.rate(*groups) if none_hidden else hidden() if found.exits else None,
            doc.Kind.PERCENT,
            comparison=_("goal %(share)d %%") % {"share": goal // 100},
            key=key,
        )
        for key, title, groups, goal in rates
    ]
    months = found.mean_months if enough else hidden() if found.exits else None
    figures.append(
        doc.KeyFigure(_("Mean months"), months, doc.Kind.DECIMAL, decimals=1, key="mean_months")
    )
    own = protect_total(found.employed_by_us, extras.threshold)
    figures.append(
        doc.KeyFigure(_("Employed by us"), _shown(own), doc.Kind.INTEGER, key="employed_by_us")
    )
    everybody = doc.row(_("All exits"), _shown(total), key="all")
    columns = [doc.text("group", _("Exits by group")), doc.integer("count", _("Number"))]
    return [
        doc.KeyFigures(tuple(figures)),
        doc.table("exits", "", columns, rows, totals=[everybody], compact=True),
    ]


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
