"""R9 Platser, beläggning och handledarkapacitet, and its external version: free places only.

By week (a month's weeks, cut at its ends) or by month (a quarter's months), and by form. The
external version goes to those who refer people: it says how many places are free and nothing else
(domain.md §8.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.hours.places import PlaceDays
from asfdesk.domain.money import round_half_up
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.hours.capacity_chart import capacity_chart
from asfdesk.reports.hours.capacity_words import (
    line_words,
    need_words,
    over_words,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from asfdesk.domain.period import Period
    from asfdesk.reports.hours.capacity_facts import Capacity, CapacitySpan, PlaceLine

FEWEST_PARTS = 2
HALVES = 2
"""Half-days in a place-day."""


def build(
    period: Period, capacity: Capacity, head: doc.Head, *, with_supervision: bool
) -> doc.Document:
    """The internal version.

    Args:
        period: what was asked for.
        capacity: its weeks or months.
        head: the common head.
        with_supervision: False for a single agreement: supervisors are everybody's.
    """
    blocks: list[doc.Block] = [
        doc.Heading(_("Places")),
        *_chart(capacity),
        _places(capacity),
        _by_agreement(capacity),
        *_unfilled(capacity),
    ]
    if with_supervision:
        blocks += [doc.Heading(_("Supervision")), _supervision(capacity), *_warnings(capacity)]
    blocks += [doc.Heading(_("Decisions that end within twelve weeks")), _endings(capacity)]
    title = _("Places, occupancy and supervision capacity")
    return doc.Document("R9", title, period, head, tuple(blocks), landscape=True)


def _chart(capacity: Capacity) -> list[doc.Block]:
    """Places over time, where there is more than one part to compare."""
    spans = _told(capacity)
    if len(spans) < FEWEST_PARTS:
        return []
    return [doc.Chart(capacity_chart(spans), _("Places sold, booked and attended"), height=120)]


def build_external(period: Period, capacity: Capacity, head: doc.Head) -> doc.Document:
    """The external version: free places by week or month and form."""
    columns = [
        doc.text("form", _("Form")),
        doc.decimal("free", _("Free places"), decimals=1),
        doc.decimal("free_half_days", _("Free half-days"), decimals=1),
    ]
    rows = [
        row
        for span in _told(capacity)
        for row in _grouped(
            span, lambda line: doc.row(line_words("", line.form), line.free, _halves(line))
        )
    ]
    table = doc.table(
        "free_places",
        "",
        columns,
        rows,
        empty=_("No agreement runs in this period."),
        note=_(
            "Free places are an average of the working days, half-days are all of them together."
        ),
    )
    return doc.Document("R9e", _("Free places"), period, head, (table,), landscape=False)


def _told(capacity: Capacity) -> list[CapacitySpan]:
    """Parts in which something can happen: a month may begin or end with a lone Sunday."""
    return [
        span
        for span in capacity.spans
        if span.supervision.workdays or span.supervision.reported or span.total.whole != PlaceDays()
    ]


def _grouped(span: CapacitySpan, row: Callable[[PlaceLine], doc.Row]) -> Iterable[doc.Row]:
    sold = [line for line in span.forms if line.whole.available]
    if sold:
        yield doc.group_row(when_words(span.period))
        yield from (row(line) for line in sold)


def _halves(line: PlaceLine) -> Fraction:
    return line.free_days * HALVES


def _place_columns(first: str) -> list[doc.Column]:
    return [
        doc.text("what", first, 24),
        doc.decimal("sold", _("Sold"), decimals=1),
        doc.decimal("booked", _("Booked"), decimals=1),
        doc.decimal("attended", _("Attended"), decimals=1),
        doc.decimal("free", _("Free"), decimals=1),
        doc.decimal("free_half_days", _("Free half-days"), decimals=1),
        doc.percent("booking_rate", _("Booking rate"), decimals=0),
        doc.percent("attendance_rate", _("Attendance rate"), decimals=0),
        doc.percent("occupancy", _("Occupancy"), decimals=0),
        doc.integer("waiting", _("Queue")),
        doc.integer("ends_4", _("End in 4 wk")),
        doc.integer("ends_8", _("8 wk")),
        doc.integer("ends_12", _("12 wk")),
    ]


def _place_row(line: PlaceLine) -> doc.Row:
    return doc.row(
        line_words(line.name, line.form),
        line.sold,
        line.booked,
        line.attended,
        doc.Cell(line.free, doc.Tone.WARN) if line.over_days else line.free,
        _halves(line),
        line.booking_rate,
        line.attendance_rate,
        line.occupancy,
        line.waiting,
        *line.ending,
    )


def _places(capacity: Capacity) -> doc.Table:
    rows: list[doc.Row] = []
    for span in _told(capacity):
        if span.forms:
            rows.append(doc.group_row(when_words(span.period)))
            rows += [_place_row(line) for line in span.forms]
    return doc.table(
        "places",
        _("By form"),
        _place_columns(_("Form")),
        rows,
        totals=[_place_row(capacity.whole.total)] if rows else [],
        empty=_("No agreement runs in this period."),
        note=_(
            "Places are averages of the working days. Booking rate = booked / sold; attendance rate"
            " = attended / booked; occupancy = delivered / sold, on days that have come. Protected"
            " persons are not counted among ending decisions."
        ),
        compact=True,
    )


def _by_agreement(capacity: Capacity) -> doc.Table:
    lines = capacity.whole.agreements
    return doc.table(
        "agreements",
        _("By agreement, the whole period"),
        _place_columns(_("Agreement")),
        [_place_row(line) for line in lines],
        empty=_("No agreement runs in this period."),
        compact=True,
    )


def _unfilled(capacity: Capacity) -> list[doc.Block]:
    count = capacity.whole.total.unfilled
    if not count:
        return []
    text = ngettext(
        "%(num)d planned day is not filled in and counts as not attended.",
        "%(num)d planned days are not filled in and count as not attended.",
        count,
    )
    return [doc.Note(text, doc.Tone.WARN)]


def _supervision(capacity: Capacity) -> doc.Table:
    columns = [
        doc.text("when", _("When"), 18),
        doc.decimal("trainees", _("Trainees"), decimals=1),
        doc.hours("needed", _("Hours needed")),
        doc.hours("scheduled", _("Scheduled h")),
        doc.hours("leave", _("Leave takes h")),
        doc.hours("missing", _("Missing h")),
        doc.decimal("posts", _("Posts, reported")),
        doc.decimal("employed", _("Posts, employed")),
        doc.decimal("each", _("Trainees per supervisor"), decimals=1),
        doc.decimal("per_hour", _("h per trainee hour")),
        doc.money("cost_per_day", _("kr per delivered day")),
    ]
    rows = [_supervision_row(span, when_words(span.period)) for span in _told(capacity)]
    return doc.table(
        "supervision",
        "",
        columns,
        rows,
        totals=[_supervision_row(capacity.whole, _("All"))] if len(rows) > 1 else [],
        note=_need_note(capacity),
        compact=True,
    )


def _supervision_row(span: CapacitySpan, when: str) -> doc.Row:
    figures = span.supervision
    missing = None if figures.needed is None else figures.missing
    cost = figures.cost_per_day if figures.reported else None
    return doc.row(
        when,
        figures.trainees,
        figures.needed,
        figures.scheduled,
        figures.leave,
        doc.Cell(missing, doc.Tone.WARN if missing else doc.Tone.NEUTRAL),
        figures.full_time if figures.reported else None,
        figures.employed_full_time,
        doc.Cell(
            figures.trainees_per_supervisor,
            doc.Tone.WARN if figures.over_ratio else doc.Tone.NEUTRAL,
        ),
        figures.hours_per_trainee_hour if figures.reported else None,
        None if cost is None else round_half_up(cost),
    )


def _need_note(capacity: Capacity) -> str:
    parts = [_("Full-time posts are 8 h for each working day.")]
    if capacity.per_supervisor is None:
        parts.append(
            _("Hours needed are not counted: nobody has said how many trainees a supervisor takes.")
        )
    if capacity.without_schedule:
        parts.append(
            ngettext(
                "%(num)d supervisor has no schedule and counts with a standard day.",
                "%(num)d supervisors have no schedule and count with a standard day.",
                capacity.without_schedule,
            )
        )
    return " ".join(parts)


def _warnings(capacity: Capacity) -> list[doc.Block]:
    """In words, each week or month that lacks supervision or is over the ratio."""
    found: list[doc.Block] = []
    for span in _told(capacity):
        said = [over_words(span.period, span.supervision)]
        if span.supervision.missing:
            said.insert(0, need_words(span.period, span.supervision))
        text = " ".join(filter(None, said))
        if text:
            found.append(doc.Note(text, doc.Tone.WARN))
    return found


def _endings(capacity: Capacity) -> doc.Table:
    return doc.table(
        "endings",
        "",
        [
            doc.day("ends_on", _("Ends")),
            doc.integer("days", _("Days left")),
            doc.text("trainee", _("Trainee")),
            doc.text("agreement", _("Agreement")),
        ],
        [doc.row(one.ends_on, one.days, one.trainee, one.agreement) for one in capacity.endings],
        empty=_("No decision ends within twelve weeks."),
        compact=True,
    )
