"""What a safe copy would hold, and what the open one says of months and people (ADR 0048)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand
from asfdesk.domain.money import round_half_up
from asfdesk.domain.visiting.safe_copy import SafeKey
from asfdesk.domain.visiting.safe_rules import Rule
from asfdesk.i18n import _, day, month_name, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.words import age_band_word, sex_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from asfdesk.domain.period import Month, Period
    from asfdesk.domain.visiting.safe_copy import CopyMark, SafeMonth, SafePerson

KEY = "S1"
_LIST_WIDTH = 34


@dataclass(frozen=True)
class CopyColumn:
    """A column, in words; `rule` None = made for the copy."""

    name: str
    rule: Rule | None


@dataclass(frozen=True)
class CopyTable:
    """A table, in words.

    Attributes:
        made: made for the copy, not taken from the file.
    """

    name: str
    rows: int
    columns: tuple[CopyColumn, ...]
    made: bool


@dataclass(frozen=True)
class CopyContents:
    """Everything that a copy would hold.

    Attributes:
        left_out: (table in words, rows) of what stays behind.
        threshold: smallest number of persons that is told of.
        hidden_months: months that say nothing of what few people did.
    """

    tables: tuple[CopyTable, ...]
    left_out: tuple[tuple[str, int], ...]
    threshold: int
    hidden_months: int


@dataclass(frozen=True)
class CopyFigures:
    """What an open copy says."""

    mark: CopyMark
    months: tuple[SafeMonth, ...]
    people: tuple[SafePerson, ...]


def made_words() -> dict[str, tuple[str, str]]:
    """Table that is made for a copy -> what it is, and what it tells."""
    return {
        "safe_copy": (
            _("That it is a safe copy"),
            _("The day it was made, and the smallest number of people that it tells of"),
        ),
        "safe_person": (
            _("Trainees"),
            _("A number drawn for this copy, sex, age band, first and last month"),
        ),
        "safe_month": (
            _("Sums of each month"),
            _(
                "Place-days sold, booked, attended and delivered, attended minutes, minutes of "
                "supervision, minutes that supervisors are employed, working days, trainees"
            ),
        ),
        "safe_figure": (
            _("Figures of the day"),
            _(
                "Plan, result and forecast by line, liquidity, bank balance, places, occupancy "
                "and supervision of the latest months"
            ),
        ),
    }


def contents(period: Period, head: doc.Head, data: CopyContents) -> doc.Document:
    """The list that is shown before a copy is written."""
    blocks: list[doc.Block] = [
        doc.Paragraph(
            _(
                "Names, identity numbers, contacts, birth years, notes and what was written down "
                "day by day are not in the copy, not even under lock. This is all that is:"
            )
        ),
        _table_of(
            "people",
            _("About trainees and months, made for this copy"),
            (one for one in data.tables if one.made),
            note=_people_note(data),
        ),
        _table_of(
            "taken", _("From the file, as it stands"), (one for one in data.tables if not one.made)
        ),
        doc.table(
            "left_out",
            _("Stays in your file"),
            [doc.text("what", _("What")), doc.integer("rows", _("Rows"))],
            [doc.row(name, count) for name, count in data.left_out],
        ),
    ]
    return doc.Document(KEY, _("What the safe copy holds"), period, head, tuple(blocks))


def content_lines(data: CopyContents) -> Iterator[str]:
    """The list as plain lines."""
    for one in data.tables:
        yield _("%(what)s: %(rows)s") % {"what": one.name, "rows": _rows_word(one.rows)}
        yield "  " + _("Told: %(what)s") % {"what": _named(one, changed=False)}
        if any(column.rule not in (None, Rule.KEEP) for column in one.columns):
            text = _("Replaced or left empty: %(what)s")
            yield "  " + text % {"what": _named(one, changed=True)}
    yield _people_note(data)
    yield _("Stays in your file")
    for name, count in data.left_out:
        yield "  " + _("%(what)s: %(rows)s") % {"what": name, "rows": _rows_word(count)}


def _rows_word(count: int) -> str:
    return ngettext("%(num)d row", "%(num)d rows", count)


def _people_note(data: CopyContents) -> str:
    said = {"num": data.threshold}
    text = _(
        "Numbers are drawn anew for each copy. Sex and age are told only where at least %(num)d "
        "share them, attendance only of months with at least %(num)d people. Protected persons "
        "are not listed; the months' sums count everybody."
    )
    if not data.hidden_months:
        return text % said
    hidden = ngettext(
        "%(num)d month is too small.", "%(num)d months are too small.", data.hidden_months
    )
    return f"{text % said} {hidden}"


def _table_of(key: str, title: str, tables: Iterable[CopyTable], note: str = "") -> doc.Table:
    return doc.table(
        key,
        title,
        [
            doc.text("what", _("What"), _LIST_WIDTH),
            doc.integer("rows", _("Rows")),
            doc.text("kept", _("Told"), _LIST_WIDTH),
            doc.text("changed", _("Replaced or left empty"), _LIST_WIDTH),
        ],
        [
            doc.row(one.name, one.rows, _named(one, changed=False), _named(one, changed=True))
            for one in tables
        ],
        note=note,
    )


def _named(table: CopyTable, *, changed: bool) -> str:
    """The columns that stand as they are, or those that do not and what becomes of them."""
    found = [one for one in table.columns if (one.rule not in (None, Rule.KEEP)) is changed]
    names = [f"{one.name} ({_rule_word(one.rule)})" if changed else one.name for one in found]
    return "; ".join(names) or "–"


def _rule_word(rule: Rule | None) -> str:
    if rule is Rule.LABEL:
        return _("a word and a number")
    if rule is Rule.FEE_YEAR:
        return _("another year with the same fees")
    return _("empty")


def kept(period: Period, head: doc.Head, data: CopyFigures) -> doc.Document:
    """The months and persons of an open copy."""
    told = {"day": day(data.mark.made_on)}
    blocks = (
        doc.Note(
            _(
                "This is a safe copy, made %(day)s. It keeps months, not days, and nobody's name. "
                "It can only be looked at, and nothing in it goes back to the enterprise's file."
            )
            % told
        ),
        _months(data.months, data.mark.threshold),
        _people(data.people, data.mark.threshold),
    )
    return doc.Document(KEY, _("Safe copy"), period, head, blocks)


def _months(months: Sequence[SafeMonth], threshold: int) -> doc.Table:
    return doc.table(
        "months",
        _("Places and supervision by month"),
        [
            doc.text("month", _("Month")),
            doc.integer("persons", _("Trainees")),
            doc.decimal("available", _("Place-days sold")),
            doc.decimal("booked", _("Booked")),
            doc.decimal("attended", _("Attended")),
            doc.percent("booking", _("Booked of sold")),
            doc.percent("attendance", _("Attended of booked")),
            doc.percent("occupancy", _("Occupancy")),
            doc.hours("supervised", _("Supervision, hours")),
        ],
        [_month(one, threshold) for one in reversed(months)],
        empty=_("No month is over yet."),
    )


def _month(one: SafeMonth, threshold: int) -> doc.Row:
    few = doc.Hidden(f"<{threshold}")
    hidden = SafeKey.PERSONS in one.sums and one.value(SafeKey.PERSONS) is None

    def told(value: Fraction | None) -> doc.Value:
        return few if hidden else value

    persons, reported = one.value(SafeKey.PERSONS), one.value(SafeKey.REPORTED_MINUTES)
    return doc.row(
        _month_word(one.month),
        few if hidden else _whole(persons),
        one.value(SafeKey.AVAILABLE),
        told(one.value(SafeKey.BOOKED)),
        told(one.value(SafeKey.ATTENDED)),
        told(one.share(SafeKey.BOOKED, SafeKey.AVAILABLE)),
        told(one.share(SafeKey.ATTENDED, SafeKey.BOOKED)),
        told(one.share(SafeKey.DELIVERED, SafeKey.AVAILABLE)),
        _whole(reported),
    )


def _whole(value: Fraction | None) -> int | None:
    return None if value is None else round_half_up(value)


def _people(people: Sequence[SafePerson], threshold: int) -> doc.Table:
    return doc.table(
        "people",
        _("Trainees"),
        [
            doc.integer("number", _("Number in this copy")),
            doc.text("sex", _("Sex")),
            doc.text("age", _("Age")),
            doc.text("first", _("From")),
            doc.text("last", _("To")),
        ],
        [
            doc.row(
                one.number,
                sex_word(one.sex) if one.sex else "–",
                "–" if one.age_band is AgeBand.UNKNOWN else age_band_word(one.age_band),
                _month_word(one.first),
                _month_word(one.last) if one.last else "",
            )
            for one in people
        ],
        empty=_("Nobody."),
        note=_("– = shared by fewer than %(num)d. Numbers are this copy's own.")
        % {"num": threshold},
    )


def _month_word(month: Month) -> str:
    return month_name(month.year, month.number)
