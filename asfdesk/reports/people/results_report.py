"""R10 Resultat och genomströmning: what became of those who left, revealing nobody.

Over the twelve months that end with the period (decisions C16). Counts of persons go through
`domain.sending.disclosure`, all tables together and with what has gone out before.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from asfdesk.domain.codes import AgeBand, ExitGroup, ExitReason, Sex
from asfdesk.domain.people.placement_codes import Occupation
from asfdesk.domain.people.results import (
    ANSWERED,
    COMING,
    KOLADA_REASONS,
    REST,
    STANDINGS,
    STAYS,
    VERDICTS,
    WEEK_HOURS,
    YES,
)
from asfdesk.domain.sending.counts import Earlier, Name
from asfdesk.domain.sending.disclosure import protect
from asfdesk.domain.sending.month_aggregates import window_of
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.people.background_words import follow_up_step_word, occupation_word
from asfdesk.reports.people.results_counts import (
    AGE,
    HOURS,
    KOLADA,
    KOLADA_CLEAR,
    OCCUPATION,
    OCCUPATIONS,
    SEX,
    STAY,
    STEPS,
    answer_measure,
    asked_measure,
)
from asfdesk.reports.people.results_words import (
    hours_word,
    kolada_word,
    standing_word,
    stay_word,
    verdict_word,
)
from asfdesk.reports.planning.quarterly_counts import EXITS, GROUPS, REASON
from asfdesk.reports.sending.hidden_words import why_hidden
from asfdesk.reports.words import age_band_word, exit_group_word, exit_reason_word, sex_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asfdesk.domain.people.placement_codes import FollowUpStep
    from asfdesk.domain.period import Month, Period
    from asfdesk.domain.sending.disclosure import Protected
    from asfdesk.reports.people.results_counts import Exits


class KeptCounts(Protocol):
    """A table of what is sealed, as it was kept at locking (`month_aggregates`)."""

    @property
    def name(self) -> str:
        """Of the table: exit.<group>."""

    @property
    def month(self) -> Month:
        """The last of its twelve months."""

    @property
    def counts(self) -> Mapping[str, int | None]:
        """Code -> count; None = hidden."""


@dataclass(frozen=True)
class ResultFacts:
    """What R10 rests on.

    Attributes:
        asked: the period that was asked for.
        period: the twelve months that end with it.
        threshold: smallest count that is shown.
        readers: what has gone out before and hangs together with the counts.
        says_why: tell on screen why each count is hidden; to those who know them anyway.
        kept: tables kept at locking, where the exact reasons are sealed.
    """

    asked: Period
    period: Period
    exits: Exits
    threshold: int = 5
    readers: tuple[Earlier, ...] = (Earlier(),)
    says_why: bool = False
    kept: Sequence[KeptCounts] = ()


class _Told:
    """The counts as they may be told."""

    def __init__(self, facts: ResultFacts) -> None:
        self._facts = facts
        self._text = str(facts.period)
        counts = facts.exits.counts(facts.period)
        self._true = counts.values
        self.protected: Protected = protect(counts, facts.threshold, *facts.readers)

    def cell(self, measure: str, code: str = "") -> doc.Value:
        """A count, or the mark of what is hidden."""
        name = Name(measure, self._text, code)
        value = self.protected.value(name)
        if value is not None:
            return value
        reason = self.protected.reason(name)
        why = why_hidden(reason, self._facts.threshold) if self._facts.says_why and reason else ""
        return doc.Hidden(_("hidden"), why)

    def share(self, measure: str, part: str, whole: Sequence[str]) -> doc.Value:
        """A share of counts that are all shown; None = of nobody."""
        names = [Name(measure, self._text, code) for code in dict.fromkeys((part, *whole))]
        total = sum(self._true[Name(measure, self._text, code)] for code in whole)
        if any(self.protected.value(name) is None for name in names):
            return doc.Hidden(_("hidden"))
        return Fraction(self._true[names[0]], total) if total else None


def build(facts: ResultFacts, head: doc.Head) -> doc.Document:
    """The report."""
    told = _Told(facts)
    blocks: list[doc.Block] = [
        doc.Paragraph(
            f"{facts.period.first.isoformat()} – {facts.period.last.isoformat()}", _("Exits in")
        ),
        *(_details(facts, told) if facts.exits.detailed else _groups(told)),
        _note(facts.threshold),
    ]
    counts = {name: cell.value for name, cell in told.protected.cells.items()}
    return doc.Document(
        "R10",
        _("Results and throughput"),
        facts.asked,
        head,
        tuple(blocks),
        landscape=False,
        counts=counts,
    )


def _details(facts: ResultFacts, told: _Told) -> list[doc.Block]:
    measures = facts.exits.measures()
    return [
        _figures(facts, told),
        _by_sex(told),
        *(_reasons(told) if REASON in measures else _kept_reasons(facts)),
        doc.Heading(_("Age, time and hours")),
        *_bands(told),
        doc.Heading(_("Before and after")),
        _before_after(told),
        doc.Heading(_("Work and studies by Kolada's rule")),
        _kolada(told, KOLADA if KOLADA in measures else KOLADA_CLEAR),
        doc.Heading(_("Asked afterwards")),
        *_asked(told),
    ]


def _groups(told: _Told) -> list[doc.Block]:
    """The exits by group alone: the rest has gone out for twelve months that overlap."""
    columns = [doc.text("group", _("Exits by group"), 30), doc.integer("all", _("All"))]
    rows = [
        doc.row(exit_group_word(ExitGroup(one)), told.cell(EXITS, one), key=one) for one in GROUPS
    ]
    everybody = doc.row(_("All exits"), told.cell(EXITS), key="all")
    note = _(
        "The other tables have been sent for twelve months that overlap these. Two such tables "
        "could be compared until a single person is seen, so they are shown once for each twelve "
        "months."
    )
    return [
        doc.table("exits_group", "", columns, rows, totals=[everybody], compact=True),
        doc.Note(note),
    ]


def _figures(facts: ResultFacts, told: _Told) -> doc.KeyFigures:
    measure = KOLADA if KOLADA in facts.exits.measures() else KOLADA_CLEAR
    every = [f"|{verdict}" for verdict in VERDICTS]
    figures = [
        doc.KeyFigure(_("All exits"), told.cell(EXITS), doc.Kind.INTEGER, key="exits"),
        doc.KeyFigure(
            _("Started work or studies"),
            told.share(measure, f"|{YES}", every),
            doc.Kind.PERCENT,
            comparison=_("by Kolada's rule"),
            key="kolada",
        ),
    ]
    due = [one for one in STANDINGS if one != COMING]
    figures += [
        doc.KeyFigure(
            _("Response rate: %(step)s") % {"step": follow_up_step_word(step).lower()},
            told.share(asked_measure(step), ANSWERED, due),
            doc.Kind.PERCENT,
            key=f"response_{step.value.lower()}",
        )
        for step in STEPS
    ]
    return doc.KeyFigures(tuple(figures))


def _by_sex(told: _Told) -> doc.Table:
    columns = [
        doc.text("group", _("Exits by group"), 30),
        *(doc.integer(sex.value, sex_word(sex)) for sex in Sex),
        doc.integer("all", _("All")),
    ]

    def line(title: str, code: str, whole: doc.Value, key: str) -> doc.Row:
        cells = [told.cell(SEX, f"{code}|{sex.value}") for sex in Sex]
        return doc.row(title, *cells, whole, key=key)

    return doc.table(
        "exits_group",
        "",
        columns,
        [line(exit_group_word(ExitGroup(one)), one, told.cell(EXITS, one), one) for one in GROUPS],
        totals=[line(_("All exits"), "", told.cell(EXITS), "all")],
        compact=True,
    )


def _reasons(told: _Told) -> list[doc.Block]:
    rows: list[doc.Row] = []
    for group in GROUPS:
        rows.append(doc.group_row(exit_group_word(ExitGroup(group))))
        rows += [
            doc.row(exit_reason_word(one), told.cell(REASON, one.value), key=one.value)
            for one in ExitReason
            if one.group.value == group
        ]
    columns = [doc.text("reason", _("Exits by reason"), 44), doc.integer("count", _("Number"))]
    return [doc.table("exits_reason", "", columns, rows, compact=True)]


def _kept_reasons(facts: ResultFacts) -> list[doc.Block]:
    """Reasons within groups as they were kept at locking, the latest of each group."""
    latest: dict[str, KeptCounts] = {}
    for one in facts.kept:
        group = one.name.removeprefix("exit.")
        if group in GROUPS and one.month.last <= facts.period.last:
            latest[group] = one
    rows: list[doc.Row] = []
    for group, one in latest.items():
        window = window_of(one.month)
        words = exit_group_word(ExitGroup(group))
        rows.append(doc.group_row(f"{words}, {window}"))
        for code, count in one.counts.items():
            shown: doc.Value = doc.Hidden(_("hidden")) if count is None else count
            rows.append(doc.row(exit_reason_word(ExitReason(code)), shown))
    columns = [doc.text("reason", _("Exits by reason"), 44), doc.integer("count", _("Number"))]
    note = _(
        "The exact reasons are sealed. These counts were kept when months were locked, each over "
        "the twelve months that stand beside the group."
    )
    empty = _("The exact reasons are sealed, and no counts of them have been kept.")
    return [doc.table("exits_kept", "", columns, rows, note=note, empty=empty, compact=True)]


def _bands(told: _Told) -> Iterator[doc.Block]:
    yield _one_way(told, AGE, "age", _("Age"), [(one.name, age_band_word(one)) for one in AgeBand])
    yield _one_way(
        told, STAY, "stay", _("Time in the placement"), [(one, stay_word(one)) for one in STAYS]
    )
    hours = [(one, hours_word(one)) for one in WEEK_HOURS]
    yield _one_way(told, HOURS, "hours", _("Planned hours a week at the end"), hours)


def _one_way(
    told: _Told, measure: str, key: str, title: str, codes: Sequence[tuple[str, str]]
) -> doc.Table:
    columns = [doc.text(key, title, 44), doc.integer("count", _("Number"))]
    rows = [doc.row(word, told.cell(measure, code), key=code.lower()) for code, word in codes]
    return doc.table(f"exits_{key}", "", columns, rows, compact=True)


def _occupation(code: str) -> str:
    found = {one.value: occupation_word(one) for one in Occupation}
    return found.get(code) or _("Not known")


def _before_after(told: _Told) -> doc.Table:
    columns = [
        doc.text("before", _("Before ↓  after →"), 24),
        *(doc.integer(f"to_{code.lower()}", _occupation(code)) for code in OCCUPATIONS),
        doc.integer("all", _("All")),
    ]
    lines = [(_occupation(code), code) for code in OCCUPATIONS]

    def cells(before: str) -> list[doc.Value]:
        inner = [told.cell(OCCUPATION, f"{before}|{after}") for after in OCCUPATIONS]
        whole = told.cell(OCCUPATION, f"{before}|") if before else told.cell(OCCUPATION)
        return [*inner, whole]

    return doc.table(
        "exits_occupation",
        "",
        columns,
        [doc.row(word, *cells(code), key=code.lower()) for word, code in lines],
        totals=[doc.row(_("All"), *cells(""), key="all")],
        note=_("Occupation directly before the placement and directly after it."),
        compact=True,
    )


def _kolada(told: _Told, measure: str) -> doc.Table:
    kinds = KOLADA_REASONS if measure == KOLADA else (*GROUPS[:2], REST)
    columns = [
        doc.text("kind", _("Exits"), 36),
        *(doc.integer(verdict, verdict_word(verdict)) for verdict in VERDICTS),
    ]

    def line(title: str, kind: str, key: str) -> doc.Row:
        cells = [told.cell(measure, f"{kind}|{verdict}") for verdict in VERDICTS]
        return doc.row(title, *cells, key=key)

    return doc.table(
        "exits_kolada",
        "",
        columns,
        [line(kolada_word(kind), kind, kind.lower()) for kind in kinds],
        totals=[line(_("All exits"), "", "all")],
        note=_(
            "Work counts when it has lasted one continuous month, subsidised or not, but not as "
            "municipal labour-market employment. Studies count when they entitle to student aid."
        ),
        compact=True,
    )


def _asked(told: _Told) -> Iterator[doc.Block]:
    for step in STEPS:
        yield _standings(told, step)
    columns = [
        doc.text("occupation", _("Those who answered"), 30),
        *(doc.integer(f"at_{step.value.lower()}", follow_up_step_word(step)) for step in STEPS),
    ]
    rows = [
        doc.row(
            _occupation(code),
            *(told.cell(answer_measure(step), code) for step in STEPS),
            key=code.lower(),
        )
        for code in OCCUPATIONS
    ]
    yield doc.table("exits_answers", "", columns, rows, compact=True)


def _standings(told: _Told, step: FollowUpStep) -> doc.Table:
    measure = asked_measure(step)
    rows = [doc.row(standing_word(one), told.cell(measure, one), key=one) for one in STANDINGS]
    columns = [
        doc.text("standing", follow_up_step_word(step), 44),
        doc.integer("count", _("Number")),
    ]
    return doc.table(f"exits_asked_{step.value.lower()}", "", columns, rows, compact=True)


def _note(threshold: int) -> doc.Note:
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
        + " "
        + _("Deaths and mistaken registrations are in no number.")
    )
