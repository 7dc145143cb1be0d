"""`asfdesk import FILE SHEET.xlsx|csv`: attendance into a client file, all sheets or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import open_to_change
from asfdesk.cli.output import advise, say, say_json
from asfdesk.errors import ImportRefusedError
from asfdesk.i18n import _, ngettext
from asfdesk.services.hours.attendance_sheet import LEAVE_OUT, LineState, SheetChoices
from asfdesk.services.hours.import_attendance import (
    load_sheet,
    missing_columns,
    preview_sheet,
    take_sheets,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from asfdesk.services.hours.attendance_sheet import SheetLine, SheetPreview

SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
_MOST_SAID = 20


def run(arguments: argparse.Namespace) -> int:
    """Read, judge and take in; the client file is saved only if all of it went well."""
    tables = [load_sheet(path) for path in arguments.paths]
    choices = SheetChoices(accepted=frozenset(arguments.accept))
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        for path, found in zip(arguments.paths, tables, strict=True):
            _refuse_questions(path, preview_sheet(session, found, choices))
        made = take_sheets(session, tables, choices).previews
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    if arguments.json:
        files = [_as_json(path, one) for path, one in zip(arguments.paths, made, strict=True)]
        say_json({"file": str(arguments.file), "sheets": files})
    else:
        for path, one in zip(arguments.paths, made, strict=True):
            _say(path, one)
    return 0


def _refuse_questions(path: Path, made: SheetPreview) -> None:
    """What the window asks in a dialog is asked here by naming the option."""
    if made.layout.missing:
        raise missing_columns(path.name)
    if not made.stopping or LEAVE_OUT in made.accepted:
        return
    for line in made.stopping[:_MOST_SAID]:
        advise(_line_words(path, line))
    codes = ",".join(sorted(made.asked))
    raise ImportRefusedError(
        ngettext(
            "%(num)d cell must be looked at, so nothing was changed.",
            "%(num)d cells must be looked at, so nothing was changed.",
            len(made.stopping),
        ),
        "",
        _("Correct the file, or go on with %(option)s.") % {"option": f"--accept {codes}"},
    )


def _line_words(path: Path, line: SheetLine) -> str:
    """Where and why; no names, no values."""
    return _("%(name)s, row %(row)d: %(why)s") % {
        "name": path.name,
        "row": line.row + 1,
        "why": line.message,
    }


def _as_json(path: Path, made: SheetPreview) -> dict[str, object]:
    counts = made.counts
    return {
        "file": path.name,
        "cells": {state.value: counts[state] for state in LineState if counts[state]},
        "written": len(made.writing),
        "left_out": [
            {"row": line.row + 1, "column": line.column + 1, "code": line.state.value}
            for line in made.stopping
        ],
    }


def _say(path: Path, made: SheetPreview) -> None:
    counts = made.counts
    said = _("%(name)s: %(new)d new, %(changed)d changed, %(cleared)d emptied, %(same)d unchanged.")
    say(
        said
        % {
            "name": path.name,
            "new": counts[LineState.NEW],
            "changed": counts[LineState.CHANGED],
            "cleared": counts[LineState.CLEARED],
            "same": counts[LineState.SAME],
        }
    )
    for line in made.stopping:
        say("  " + _line_words(path, line))


def all_sheets(paths: Sequence[Path]) -> bool:
    """Whether the files are tables of attendance rather than bookkeeping.

    Raises:
        ImportRefusedError: some are, some are not.
    """
    found = [path.suffix.lower() in SUFFIXES for path in paths]
    if any(found) and not all(found):
        raise ImportRefusedError(
            _("Bookkeeping and attendance cannot be imported together; nothing was changed."),
            "",
            _("Run the command once for each kind."),
        )
    return all(found)
