"""The visit briefing: two pages of where an enterprise stands, what changed and what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.domain.visiting.briefing import Subject, changes
from asfdesk.i18n import _, day, money, month_name, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.visiting.briefing_room import Wanted, fitted
from asfdesk.reports.visiting.briefing_words import change_said, key_word, source_line
from asfdesk.reports.visiting.figure_pairs import one
from asfdesk.reports.visiting.question_words import question_said
from asfdesk.reports.visiting.visit_words import action_status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.domain.planning.comments import AgreedAction
    from asfdesk.domain.visiting.briefing import Change
    from asfdesk.domain.visiting.questions import Question
    from asfdesk.domain.visiting.visit_state import VisitState
    from asfdesk.reports.visiting.briefing_words import Said

KEY = "B1"
CHANGED, WHY, AGREED, ASK = "changed", "why", "agreed", "ask"
_SENTENCE, _SOURCE, _ABOUT, _WHAT = 56, 52, 15, 62
"""Characters that go on a line of each column on paper."""
_LONGEST = 160
_FIRST_QUESTIONS = 8


@dataclass(frozen=True)
class WhyLine:
    """Why a line of the books differs from the plan, in its own sentences.

    Attributes:
        code: line.CODE of a plan line, or group.KEY of a sum.
        sentences: the difference as a whole first.
        actual_ore, planned_ore: in the closed months, by effect.
    """

    code: str
    name: str
    sentences: tuple[str, ...]
    actual_ore: int | None
    planned_ore: int | None


@dataclass(frozen=True)
class BriefingData:
    """What the briefing is made of.

    Attributes:
        then: the figures of the visit that is compared with; None = there are none.
        visit_day: the day of that visit.
        now: the figures as they stand.
        lines: names of plan lines by code.
        held: keys of `outcomes` that are not told, because they are about few persons.
        whys: lines that deviate, those that matter most first.
        actions: everything agreed that waits, or was settled since then.
    """

    now: VisitState
    then: VisitState | None = None
    visit_day: date | None = None
    lines: Mapping[str, str] | None = None
    held: frozenset[str] = frozenset()
    whys: Sequence[WhyLine] = ()
    actions: Sequence[AgreedAction] = ()
    questions: Sequence[Question] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """Names of plan lines by code."""
        return self.lines or {}


def build(period: Period, head: doc.Head, data: BriefingData) -> doc.Document:
    """The briefing; it fits on two pages of A4."""
    kept, left = fitted(_wanted(data))
    blocks: list[doc.Block] = [
        doc.Heading(_("Where the enterprise stands")),
        _stands(data),
        *_lacking(data.now),
        doc.Heading(_("What has changed")),
        *_changed(data, kept.get(CHANGED, ()), left.get(CHANGED, 0)),
        *_why(kept.get(WHY, ()), left.get(WHY, 0)),
        doc.Heading(_("What was agreed, and what became of it")),
        *_agreed(kept.get(AGREED, ()), left.get(AGREED, 0)),
        doc.Heading(_("What to ask")),
        *_ask(kept.get(ASK, ()), left.get(ASK, 0)),
    ]
    subtitle = _("nothing to compare with yet")
    if data.then is not None and data.visit_day is not None:
        text = _("compared with the visit %(visit)s (figures of %(then)s)")
        subtitle = text % {"visit": day(data.visit_day), "then": day(data.then.as_of)}
    title = _("Visit briefing")
    return doc.Document(KEY, title, period, head, tuple(blocks), subtitle, landscape=False)


def told_changes(data: BriefingData) -> tuple[Change, ...]:
    """The changes that are told one by one; those of few persons are told of together."""
    if data.then is None:
        return ()
    found = changes(data.then, data.now)
    return tuple(one for one in found if not (data.held and one.subject is Subject.OUTCOMES
                                              and one.key in data.held))  # fmt: skip


def _wanted(data: BriefingData) -> list[Wanted]:
    found = []
    for at, question in enumerate(data.questions):
        found.append(_sentence(ASK, int(at >= _FIRST_QUESTIONS), question_said(question)))
    if data.then is not None:
        for change in told_changes(data):
            said = change_said(change, data.then, data.now, data.names)
            found.append(_sentence(CHANGED, 2 if change.rule.detail else 0, said))
    found += [_action(one, data.now.as_of) for one in data.actions]
    for line in data.whys:
        found += _why_rows(line)
    return found


def _sentence(section: str, level: int, said: Said) -> Wanted:
    sources = source_line(said.sources)
    cells: list[doc.Value] = [said.about] if section == CHANGED else []
    texts = [(said.about, _ABOUT)] if section == CHANGED else []
    source = doc.Cell(sources, tone=doc.Tone.MUTED, symbol=False)
    line = doc.row(*cells, said.text, source, key=said.key)
    row = doc.Row(line.cells, key=said.key, sources=said.sources)
    texts += [(said.text, _SENTENCE if section == CHANGED else _WHAT), (sources, _SOURCE)]
    return Wanted(section, level, row, tuple(texts))


def _action(action: AgreedAction, today: date) -> Wanted:
    late = action.is_late(today)
    status = action_status(action.status)
    if action.status is ActionStatus.DONE and action.done_on is not None:
        status = _("done %(day)s") % {"day": day(action.done_on)}
    elif late:
        status = _("late, %(status)s") % {"status": status}
    level = 0 if late else 1 if action.status.waits else 2
    what, owner = _short(action.what), _short(action.owner, 40)
    tone = doc.Tone.BAD if late else doc.Tone.NEUTRAL
    row = doc.row(what, owner or "–", action.due_on, doc.Cell(status, tone=tone), key=action.uid)
    return Wanted(AGREED, level, row, ((what, 40), (owner, 14), (status, 14)))


def _short(text: str, longest: int = _LONGEST) -> str:
    """On one line, and cut where it is longer than there is room for."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _why_rows(line: WhyLine) -> list[Wanted]:
    sources = (
        doc.Source(f"to_date.{line.code}", "ore", line.actual_ore),
        doc.Source(f"to_date.planned.{line.code}", "ore", line.planned_ore),
    )
    text = " ".join((f"{line.name}:", *line.sentences))
    shown = source_line(sources)
    cell = doc.Cell(shown, tone=doc.Tone.MUTED, symbol=False)
    row = doc.Row((doc.Cell(text), cell), key=line.code, sources=sources)
    return [Wanted(WHY, 1, row, ((text, _WHAT), (shown, _SOURCE)))]


_STANDS = (
    "forecast.result",
    "plan.result",
    "to_date.result",
    "liquidity.lowest",
    "bank.balance",
    "places.free",
    "occupancy.sold",
    "supervision.ratio",
)


def _stands(data: BriefingData) -> doc.KeyFigures:
    return doc.KeyFigures(tuple(_figure(data, key) for key in _STANDS))


def _figure(data: BriefingData, key: str) -> doc.KeyFigure:
    found = data.now.figures.get(key)
    value = found.value if found else None
    beside = _beside(data, key) if value is not None else _("not known")
    label = key_word(key, data.names)
    if key.startswith(("places.", "supervision.")):
        number = None if value is None else Fraction(value, BASIS_POINTS)
        return doc.KeyFigure(label, number, doc.Kind.DECIMAL, "", beside, decimals=1, key=key)
    if key.startswith("occupancy."):
        number = None if value is None else Fraction(value, BASIS_POINTS)
        return doc.KeyFigure(label, number, doc.Kind.PERCENT, "", beside, decimals=1, key=key)
    return doc.KeyFigure(label, value, doc.Kind.MONEY, _("kr"), beside, key=key)


def _beside(data: BriefingData, key: str) -> str:
    """What a figure is of, or is compared with."""
    now = data.now
    if key == "forecast.result" and (planned := now.value("plan.result")) is not None:
        return _("plan %(amount)s") % {"amount": money(planned)}
    if key == "to_date.result" and (through := now.month("books.through")) is not None:
        return _("through %(month)s") % {"month": month_name(through.year, through.number)}
    if key == "liquidity.lowest" and (lowest := now.month("liquidity.lowest_month")) is not None:
        return month_name(lowest.year, lowest.number)
    if key == "bank.balance" and (found := now.figures.get("bank.day")) is not None:
        return one("bank.day", found.unit, found.value)
    if key == "places.free" and (sold := now.value("places.sold")) is not None:
        unit = now.figures["places.sold"].unit
        return _("of %(sold)s sold") % {"sold": one("places.sold", unit, sold)}
    if key in ("occupancy.sold", "supervision.ratio"):
        last = now.month("work.last")
        if last is not None:
            text = _("three months to %(month)s")
            return text % {"month": month_name(last.year, last.number)}
    return ""


def _lacking(now: VisitState) -> list[doc.Block]:
    """What is not there to stand on, said plainly."""
    said = []
    if now.value("year.first") is None:
        said.append(_("No fiscal year has begun in the file, so nothing is said about money."))
    else:
        if now.value("plan.result") is None:
            said.append(_("There is no plan for the fiscal year."))
        if now.value("books.through") is None:
            said.append(_("No month of the fiscal year is closed in the books."))
        if now.value("forecast.result") is None:
            said.append(_("Without plan or books there is no forecast."))
    if now.value("attendance.locked") is None:
        said.append(_("No month of attendance is locked."))
    return [doc.Note(" ".join(said), doc.Tone.WARN)] if said else []


def _sentences(key: str, rows: Sequence[doc.Row], *, about: bool, compact: bool) -> doc.Table:
    columns = [doc.text("about", _("About"))] if about else []
    columns += [doc.text("sentence", _("What the figures say")), doc.text("source", _("Figures"))]
    return doc.table(key, "", columns, rows, compact=compact)


def _changed(data: BriefingData, rows: Sequence[doc.Row], more: int) -> list[doc.Block]:
    if data.then is None:
        return [doc.Note(_("No figures of an earlier visit are kept, so nothing is compared. Close"
                           " this visit, and the next one is compared with today."))]  # fmt: skip
    found: list[doc.Block] = []
    if rows:
        found.append(_sentences(CHANGED, rows, about=True, compact=True))
    elif not more:
        found.append(doc.Paragraph(_("Nothing has changed by so much that it is worth saying.")))
    if data.held:
        found.append(doc.Note(_("Exits that concern few persons are not told, then or now.")))
    if more:
        text = ngettext(
            "%(num)d more change has no room here; Plan and Follow-up show it.",
            "%(num)d more changes have no room here; Plan and Follow-up show them.",
            more,
        )
        found.append(doc.Note(text))
    return found


def _why(rows: Sequence[doc.Row], more: int) -> list[doc.Block]:
    if not rows and not more:
        return []
    found: list[doc.Block] = [doc.Heading(_("Why it differs from the plan"))]
    if rows:
        found.append(_sentences(WHY, rows, about=False, compact=True))
    if more:
        text = ngettext(
            "%(num)d more line deviates; Follow-up explains it.",
            "%(num)d more lines deviate; Follow-up explains them.",
            more,
        )
        found.append(doc.Note(text))
    return found


def _agreed(rows: Sequence[doc.Row], more: int) -> list[doc.Block]:
    found: list[doc.Block] = []
    if rows:
        columns = [
            doc.text("what", _("What")),
            doc.text("owner", _("Who")),
            doc.day("due", _("Due")),
            doc.text("status", _("Status")),
        ]
        found.append(doc.table(AGREED, "", columns, rows, compact=True))
    elif not more:
        found.append(doc.Paragraph(_("Nothing is agreed that waits or was settled since then.")))
    if more:
        text = ngettext(
            "%(num)d more action has no room here; the page Visits shows it.",
            "%(num)d more actions have no room here; the page Visits shows them.",
            more,
        )
        found.append(doc.Note(text))
    return found


def _ask(rows: Sequence[doc.Row], more: int) -> list[doc.Block]:
    found: list[doc.Block] = []
    if rows:
        found.append(_sentences(ASK, rows, about=False, compact=True))
    elif not more:
        found.append(doc.Paragraph(_("The figures ask nothing by themselves.")))
    if more:
        text = ngettext(
            "%(num)d more question has no room here; To do on the overview shows what it is about.",
            "%(num)d more questions have no room here; To do on the overview shows what they are"
            " about.",
            more,
        )
        found.append(doc.Note(text))
    return found
