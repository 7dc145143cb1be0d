"""Follow-ups in tables: the one of everybody, and the one in a trainee's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, day
from asfdesk.reports.people.background_words import follow_up_step_word, occupation_word
from asfdesk.services.people.follow_ups import FollowUpStanding
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.kit.tone import Tone
from asfdesk.ui.pages.people.trainee_words import share_words

if TYPE_CHECKING:
    from asfdesk.services.people.follow_ups import FollowUpRow

TONES = {
    FollowUpStanding.DUE: Tone.WARN,
    FollowUpStanding.ASKED: Tone.ACCENT,
    FollowUpStanding.COMING: Tone.NEUTRAL,
    FollowUpStanding.ANSWERED: Tone.GOOD,
    FollowUpStanding.NOT_REACHED: Tone.NEUTRAL,
    FollowUpStanding.MISSED: Tone.BAD,
}


def follow_up_standing_word(standing: FollowUpStanding) -> str:
    """Where one asking stands."""
    return {
        FollowUpStanding.DUE: _("To ask now"),
        FollowUpStanding.ASKED: _("Asked, no answer yet"),
        FollowUpStanding.COMING: _("Later"),
        FollowUpStanding.ANSWERED: _("Answered"),
        FollowUpStanding.NOT_REACHED: _("Not reached"),
        FollowUpStanding.MISSED: _("Not asked in time"),
    }[standing]


def step_columns() -> list[Column[FollowUpRow]]:
    """Step, day, how it stands and what the trainee does now."""
    return [
        Column(_("After"), lambda row: follow_up_step_word(row.step), width=110),
        Column(_("To ask on"), lambda row: day(row.due_on), Kind.DATE, width=106),
        Column(
            _("Status"),
            lambda row: follow_up_standing_word(row.standing),
            tone=lambda row: TONES[row.standing],
            badge=True,
        ),
        Column(_("Asked"), _asked, Kind.DATE, width=106),
        Column(_("Does now"), _does, stretch=True),
    ]


def who_columns() -> list[Column[FollowUpRow]]:
    """Who, from which placement."""
    return [
        Column(
            _("No."),
            lambda row: str(row.number),
            Kind.NUMBER,
            width=46,
            sort=lambda row: row.number,
        ),
        Column(
            _("Name"), lambda row: row.name, second=lambda row: row.agreement_name, stretch=True
        ),
        Column(_("Last day"), lambda row: day(row.ended_on), Kind.DATE, width=106),
    ]


def look(row: FollowUpRow) -> RowLook:
    """What is not to be done now is quiet."""
    return RowLook.NORMAL if row.standing.to_do else RowLook.MUTED


def note_of(row: FollowUpRow) -> str:
    """The sealed note, shown under the table; a protected person's is not."""
    return "" if row.protected or row.contact is None else row.contact.note


def _asked(row: FollowUpRow) -> str:
    return day(row.contact.asked_on) if row.contact and row.contact.asked_on else ""


def _does(row: FollowUpRow) -> str:
    if row.contact is None or row.contact.occupation is None:
        return ""
    share = row.contact.occupation_bp
    word = occupation_word(row.contact.occupation)
    return word if share is None else f"{word}, {share_words(share)}"
