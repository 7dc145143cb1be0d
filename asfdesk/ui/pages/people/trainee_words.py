"""What the trainees page says of standings, facts and sealed values."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.people.identity import masked
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.i18n import _, day, ngettext, percent
from asfdesk.reports.hours.week_words import week_words
from asfdesk.reports.words import (
    age_band_word,
    coordination_status_word,
    exit_group_word,
    exit_reason_word,
    form_word,
    referring_body_word,
    sex_word,
)
from asfdesk.services.people.trainee_views import Standing
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.people.decisions import Decision, Pause
    from asfdesk.domain.people.placements import Exit, Schedule
    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import PlacementView, TraineeRow

WHOLE_BP = 10_000

TONES = {
    Standing.ONGOING: Tone.GOOD,
    Standing.PAUSED: Tone.WARN,
    Standing.COMING: Tone.ACCENT,
    Standing.RUN_OUT: Tone.WARN,
    Standing.NO_PLACEMENT: Tone.WARN,
    Standing.ENDED: Tone.NEUTRAL,
    Standing.MISREGISTERED: Tone.NEUTRAL,
}

Fact = tuple[str, str]
"""What it is, and what it says."""


def standing_word(standing: Standing) -> str:
    """Where a placement or a trainee stands."""
    return {
        Standing.ONGOING: _("Ongoing"),
        Standing.PAUSED: _("Paused"),
        Standing.COMING: _("Not begun"),
        Standing.RUN_OUT: _("Decision has run out"),
        Standing.NO_PLACEMENT: _("No placement"),
        Standing.ENDED: _("Finished"),
        Standing.MISREGISTERED: _("Registered by mistake"),
    }[standing]


def under_the_name(row: TraineeRow) -> str:
    """Number, sex, age band and registration day."""
    trainee = row.trainee
    parts = [_("No. %(number)d") % {"number": trainee.number}, sex_word(trainee.sex)]
    if row.age_band is not None:
        parts.append(age_band_word(row.age_band))
    if trainee.registered_on is not None:
        parts.append(_("registered %(day)s") % {"day": day(trainee.registered_on)})
    if trainee.ended_on is not None:
        parts.append(_("left %(day)s") % {"day": day(trainee.ended_on)})
    return " · ".join(parts)


def number_masked(identity: Identity) -> str:
    """ÅÅÅÅMMDD-****, the birth year when there is no number, or that neither is known."""
    if identity.identity_number:
        return masked(identity.identity_number)
    if identity.birth_year:
        return _("No number, born %(year)d") % {"year": identity.birth_year}
    return _("Not stated")


def identity_facts(identity: Identity) -> list[Fact]:
    """The sealed facts that are filled in, without name and number."""
    status = identity.coordination_status
    seen = day(identity.checked_on) if identity.checked_on else ""
    facts = [
        (_("Status of the number"), coordination_status_word(status) if status else ""),
        (_("Document seen"), seen),
        (_("Telephone"), identity.phone),
        (_("E-mail"), identity.email),
        (_("Address"), identity.address),
        (_("Emergency contact"), identity.emergency_contact),
        (_("Notes"), identity.note),
    ]
    return [(name, text) for name, text in facts if text]


def placement_facts(
    view: PlacementView, today: date, *, closed: bool = False, history: bool = False
) -> list[Fact]:
    """The facts of a placement that are filled in.

    Args:
        view: the placement.
        today: which week holds now.
        closed: hides what is sealed.
        history: also weeks and extents that no longer hold.
    """
    placement = view.placement
    facts = [
        (_("Decision"), _span(placement.decision_from, placement.decision_to)),
        (_("Form"), form_word(placement.form)),
        (_("Referred by"), referring_body_word(placement.referring_body)),
        (_("Level"), str(placement.level) if placement.level else ""),
        *(_all_weeks if history else _weeks)(placement.schedules, today),
        (_("Supervisor"), view.supervisor),
        (_("Caseworker"), "" if closed else placement.caseworker),
        (_("Notes"), "" if closed else placement.note),
        (_("Days of illness, 12 months"), "" if view.sick_days is None else str(view.sick_days)),
    ]
    if placement.exit is not None:
        facts.append((_("Finished"), _exit_words(placement.exit, closed=closed)))
    return [(name, text) for name, text in facts if text]


def decision_words(decision: Decision) -> str:
    """First and last day, reference, and when it was written down."""
    parts = [_span(decision.valid_from, decision.valid_to)]
    if decision.kind is DecisionKind.EXTENT:
        parts = [_("from %(day)s") % {"day": day(decision.valid_from)}]
    elif decision.kind is DecisionKind.SHORTENED and decision.valid_to:
        parts = [_("last day %(day)s") % {"day": day(decision.valid_to)}]
    if decision.reference:
        parts.append(decision.reference)
    if decision.decided_on:
        parts.append(_("decided %(day)s") % {"day": day(decision.decided_on)})
    parts.append(_("registered %(day)s") % {"day": day(decision.registered_on)})
    return " · ".join(parts)


def late_words(decision: Decision) -> str:
    """How late a decision was written down; "" when in time."""
    late = decision.days_late
    return ngettext("%(num)d day late", "%(num)d days late", late) if late else ""


def pause_words(pause: Pause, *, closed: bool = False) -> str:
    """First and last day, and why where this key may know and the person is not closed."""
    why = "" if closed else pause.reason
    return " · ".join(filter(None, (_span(pause.first, pause.last), why)))


def _span(first: date, last: date | None) -> str:
    until = day(last) if last else _("further notice")
    return f"{day(first)} – {until}"


def share_words(share_bp: int) -> str:
    """Basis points as per cent, with a decimal only where it says something."""
    return percent(Fraction(share_bp, WHOLE_BP), 0 if share_bp % 100 == 0 else 1)


def schedule_words(schedule: Schedule) -> str:
    """50 %: mån–fre 4 h."""
    extent = share_words(schedule.extent_bp)
    week = week_words(schedule.week)
    return f"{extent}: {week}" if week else extent


def _weeks(schedules: tuple[Schedule, ...], today: date) -> list[Fact]:
    """The week that holds now (or first) and those to come."""
    past = [s for s in schedules if s.valid_from <= today]
    shown = [*past[-1:], *(s for s in schedules if s.valid_from > today)]
    return [
        (
            _("Week") if at == 0 else _("Week from %(day)s") % {"day": day(schedule.valid_from)},
            schedule_words(schedule),
        )
        for at, schedule in enumerate(shown)
    ]


def _all_weeks(schedules: tuple[Schedule, ...], today: date) -> list[Fact]:
    """Every week there has been; each but an only one with the day it holds from."""
    if len(schedules) == 1:
        return _weeks(schedules, today)
    return [
        (_("Week from %(day)s") % {"day": day(one.valid_from)}, schedule_words(one))
        for one in schedules
    ]


def _exit_words(leaving: Exit, *, closed: bool) -> str:
    reason = None if closed else leaving.reason
    why = exit_reason_word(reason) if reason else exit_group_word(leaving.group)
    parts = [day(leaving.ended_on), why]
    if leaving.employed_by_us:
        parts.append(_("employed by us"))
    if leaving.note and not closed:
        parts.append(leaving.note)
    return " · ".join(parts)
