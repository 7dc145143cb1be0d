"""R5 Läges- och slutrapport per deltagare (domain.md §8.1): texts, goals, steps and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.domain.codes import ExitReason
from asfdesk.domain.people.progress import SITUATION_TEXTS
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.people.progress_words import (
    goal_status_word,
    progress_step_word,
    situation_kind_word,
    situation_text_word,
)
from asfdesk.reports.words import (
    exit_group_word,
    exit_reason_word,
    form_word,
    referring_body_word,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.hours.situation_figures import SituationFigures
    from asfdesk.domain.people.placements import Exit, Placement, Schedule
    from asfdesk.domain.people.progress import Consent, Goal, SituationReport, Step
    from asfdesk.domain.period import Period

WHOLE_BP = 10_000
_BEFORE_GOALS = SITUATION_TEXTS[:2]
_AFTER_STEPS = SITUATION_TEXTS[2:]


@dataclass(frozen=True)
class SituationSheet:
    """One läges- or slutrapport.

    Attributes:
        label: what the recipient may call the trainee: name or number.
        texts: id 0 and empty texts where nothing has been written.
        days: what the figures are of; ends before `texts.last` while that lies ahead.
        occupation_after: what the trainee does after the placement, in words; "" = not known.
        consent: to being followed up, or None.
        tells_health: whether an exit for reasons of health may be called so.
    """

    label: str = field(repr=False)
    placement: Placement = field(repr=False)
    agreement: str
    buyer: str
    supervisor: str = field(repr=False)
    texts: SituationReport
    days: Period
    figures: SituationFigures
    goals: tuple[Goal, ...] = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    occupation_after: str = field(default="", repr=False)
    consent: Consent | None = None
    tells_health: bool = False


def build(sheets: Sequence[SituationSheet], period: Period, head: doc.Head) -> doc.Document:
    """One sheet after the other, each from a page of its own."""
    blocks: list[doc.Block] = []
    for sheet in sheets:
        if blocks:
            blocks.append(doc.PageBreak())
        blocks += _sheet(sheet)
    if not sheets:
        blocks.append(doc.Note(_("No situation report was written in this period.")))
    only = sheets[0] if len(sheets) == 1 else None
    return doc.Document(
        "R5",
        _("Situation and final report per trainee"),
        period,
        head,
        tuple(blocks),
        subtitle=situation_kind_word(only.texts.kind) if only else "",
        landscape=False,
    )


def _sheet(sheet: SituationSheet) -> list[doc.Block]:
    blocks: list[doc.Block] = [
        doc.Heading(f"{sheet.label} · {situation_kind_word(sheet.texts.kind)}"),
        _about(sheet),
        _attendance(sheet),
        *_texts(sheet, _BEFORE_GOALS),
        *_goals(sheet),
        *_steps(sheet),
        *_texts(sheet, _AFTER_STEPS),
    ]
    leaving = sheet.placement.exit
    if leaving is not None:
        blocks += [doc.Heading(_("Exit"), 2), _exit(sheet, leaving)]
    lines = (
        doc.SignatureLine(_("Trainee")),
        doc.SignatureLine(_("Supervisor"), sheet.supervisor),
    )
    return [*blocks, doc.Signatures(lines)]


def _about(sheet: SituationSheet) -> doc.Facts:
    placement, texts = sheet.placement, sheet.texts
    until = i18n.day(placement.decision_to) if placement.decision_to else _("until further")
    sent = " · ".join(
        filter(None, (referring_body_word(placement.referring_body), placement.caseworker))
    )
    facts = [
        (_("Referred by"), sent),
        (_("Agreement"), f"{sheet.buyer}: {sheet.agreement}"),
        (_("Form"), form_word(placement.form)),
        (_("Decision"), f"{i18n.day(placement.decision_from)} {i18n.ABSENT} {until}"),
        (_("Extent at the start"), _extent(next(iter(placement.schedules), None))),
        (_("Extent now"), _extent(placement.schedule_on(sheet.days.last))),
        (_("Supervisor"), sheet.supervisor),
        (_("The report is about"), f"{i18n.day(texts.first)} {i18n.ABSENT} {i18n.day(texts.last)}"),
        (_("Written"), i18n.day(texts.day) if texts.id else ""),
        (_("Consent to follow-up"), _consent(sheet.consent)),
    ]
    return doc.Facts(tuple(doc.Fact(label, value) for label, value in facts if value))


def _extent(schedule: Schedule | None) -> str:
    if schedule is None:
        return ""
    decimals = 0 if schedule.extent_bp % 100 == 0 else 1
    return i18n.percent(Fraction(schedule.extent_bp, WHOLE_BP), decimals)


def _consent(consent: Consent | None) -> str:
    if consent is None:
        return _("No")
    return _("Yes, given %(day)s") % {"day": i18n.day(consent.given_on)}


def _attendance(sheet: SituationSheet) -> doc.Facts:
    figures = sheet.figures
    facts = [
        doc.Fact(_("Planned hours"), figures.planned, doc.Kind.HOURS),
        doc.Fact(_("Attended hours"), figures.attended, doc.Kind.HOURS),
        doc.Fact(_("Attended days"), figures.attended_days, doc.Kind.INTEGER),
        doc.Fact(_("Attendance rate"), figures.rate, doc.Kind.PERCENT),
    ]
    if figures.unfilled_days:
        label = _("Days not filled in")
        facts.append(doc.Fact(label, figures.unfilled_days, doc.Kind.INTEGER))
    return doc.Facts(tuple(facts))


def _texts(sheet: SituationSheet, names: Sequence[str]) -> list[doc.Block]:
    blocks: list[doc.Block] = []
    for name in names:
        text = getattr(sheet.texts, name)
        blocks.append(doc.Heading(situation_text_word(name), 2))
        blocks.append(doc.Paragraph(text) if text else doc.Note(_("Nothing is written.")))
    return blocks


def _goals(sheet: SituationSheet) -> list[doc.Block]:
    if not sheet.goals:
        return [doc.Heading(_("Goals"), 2), doc.Note(_("No goal is set."))]
    columns = [
        doc.text("goal", _("Goal"), 40),
        doc.text("status", _("Status")),
        doc.day("set_on", _("Set")),
        doc.day("done_on", _("Goal ended")),
    ]
    rows = [
        doc.row(goal.text, goal_status_word(goal.status), goal.set_on, goal.done_on or "")
        for goal in sheet.goals
    ]
    return [doc.table(f"goals_{sheet.placement.id}", _("Goals"), columns, rows)]


def _steps(sheet: SituationSheet) -> list[doc.Block]:
    if not sheet.steps:
        return [doc.Heading(_("Steps"), 2), doc.Note(_("No step is noted."))]
    columns = [
        doc.day("day", _("Day")),
        doc.text("from", _("From step")),
        doc.text("to", _("To step")),
        doc.text("note", _("Note"), 24),
    ]
    rows = [
        doc.row(
            step.day,
            progress_step_word(step.step_from),
            progress_step_word(step.step_to),
            step.note,
        )
        for step in sheet.steps
    ]
    return [doc.table(f"steps_{sheet.placement.id}", _("Steps"), columns, rows)]


def _exit(sheet: SituationSheet, leaving: Exit) -> doc.Facts:
    # A reason that reveals health is told only where the enterprise has chosen to (domain.md §7).
    telling = leaving.reason is not ExitReason.HEALTH or sheet.tells_health
    why = (
        exit_reason_word(leaving.reason)
        if leaving.reason and telling
        else exit_group_word(leaving.group)
    )
    facts = [
        doc.Fact(_("Last day"), leaving.ended_on, doc.Kind.DATE),
        doc.Fact(_("Reason"), why),
        doc.Fact(_("Occupation at exit"), sheet.occupation_after or _("Not stated")),
    ]
    return doc.Facts(tuple(facts))
