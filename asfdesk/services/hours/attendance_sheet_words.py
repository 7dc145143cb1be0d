"""What is said about a cell of a sheet of attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import N_, _
from asfdesk.services.hours.attendance_sheet import LineState
from asfdesk.services.typed_cells import typed_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.domain.hours.attendance import AttendanceEntry


_UNREADABLE = N_("cannot be taken in")
_WORDS = {
    LineState.NEW: N_("new"),
    LineState.CHANGED: N_("changed"),
    LineState.CLEARED: N_("emptied"),
    LineState.SAME: N_("unchanged"),
    LineState.EMPTY: N_("empty in the file"),
    LineState.KEPT: N_("kept"),
    LineState.KEPT_EMPTY: N_("stays empty"),
    LineState.LEFT: N_("left filled in"),
    LineState.CONFLICT: N_("conflict"),
    LineState.LOCKED: N_("locked month"),
    LineState.NAME_DIFFERS: N_("question"),
    LineState.ASK_TIME: N_("question"),
    LineState.ASK_PLACEMENT: N_("question"),
}
_SENTENCES = {
    LineState.KEPT: N_("Changed in the program since the sheet was made; the sheet is as it was."),
    LineState.KEPT_EMPTY: N_(
        "Emptied in the program since the sheet was made; the sheet is as it was, and the day stays"
        " empty."
    ),
    LineState.LEFT: N_(
        "Emptied in the sheet; the day stays filled in unless you also take in what is empty."
    ),
    LineState.CONFLICT: N_("Changed both in the program and in the sheet."),
    LineState.NAME_DIFFERS: N_(
        "The name in the file is not the name of the trainee with this number."
    ),
    LineState.LOCKED: N_("The month is locked. Open it again first, or leave the line out."),
    LineState.UNKNOWN_TRAINEE: N_("There is no trainee with this number. Correct the number."),
    LineState.OUTSIDE: N_(
        "The trainee has no placement this day, or it is paused. Prolong the decision or change"
        " the pause first."
    ),
    LineState.NO_DAY: N_("The day cannot be read. Write it as 2026-10-05."),
    LineState.TWICE: N_("The same day stands in the file before, with other hours."),
}


def entry_words(entry: AttendanceEntry | None) -> str:
    """An entry as it is typed; "" for none."""
    return typed_cell(entry.attended_minutes, entry.code) if entry else ""


def state_word(state: LineState) -> str:
    """A state in a word or two."""
    return _(_WORDS.get(state, _UNREADABLE))


def state_words(state: LineState) -> str:
    """Why, in a sentence; "" where the word says it."""
    return _(_SENTENCES[state]) if state in _SENTENCES else ""


def placement_question(agreements: Iterable[str]) -> str:
    """Which placement is meant."""
    return _("The trainee has several placements this day. Write the agreement: %(names)s.") % {
        "names": ", ".join(sorted(agreements))
    }
