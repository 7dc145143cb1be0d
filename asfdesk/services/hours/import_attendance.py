"""Attendance from a workbook or a text table: first a preview, then one undoable action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.hours.own_sheet import MARK, VERSION, read_own
from asfdesk.domain.hours.sheet_cells import sheet_cells
from asfdesk.domain.hours.sheet_heads import head_cells
from asfdesk.domain.hours.sheet_layout import match_columns, signature, with_roles
from asfdesk.domain.hours.sheet_table import cell_at, cell_words
from asfdesk.domain.period import Month
from asfdesk.errors import ImportRefusedError
from asfdesk.formats.table_in import read_tables
from asfdesk.i18n import _, ngettext
from asfdesk.services.changes import Topic
from asfdesk.services.hours.attendance_sheet import (
    LEAVE_OUT,
    SheetChoices,
    SheetPreview,
)
from asfdesk.services.hours.judge_attendance_sheet import judge
from asfdesk.services.hours.locked_months import must_be_open
from asfdesk.services.hours.sheet_columns import keep_columns, kept_columns, with_kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from asfdesk.domain.hours.own_sheet import OwnSheet
    from asfdesk.domain.hours.sheet_layout import Role, SheetLayout
    from asfdesk.domain.hours.sheet_table import SheetTable
    from asfdesk.services.changes import Changes
    from asfdesk.services.hours.attendance_sheet import SheetLine
    from asfdesk.services.session import ReadSession, WriteSession

_ATTENDANCE: Changes = frozenset({Topic.ATTENDANCE})
_NOTHING: Changes = frozenset()


@dataclass(frozen=True)
class Taken:
    """What was taken in."""

    changes: Changes
    previews: tuple[SheetPreview, ...]


def load_sheet(path: Path) -> list[SheetTable]:
    """The tables of a file.

    Raises:
        ImportRefusedError: it cannot be read, or is no table.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise ImportRefusedError(
            _("%(name)s could not be read; nothing was changed.") % {"name": path.name},
            _("There is no such file, or another program holds it."),
            _("Check the path and try again."),
        ) from None
    tables = read_tables(data, path.stem)
    if not any(table.rows and not table.hidden for table in tables):
        raise ImportRefusedError(
            _("%(name)s is empty; nothing was changed.") % {"name": path.name},
            "",
            _("Choose the file with the attendance."),
        )
    return tables


def preview_sheet(
    session: ReadSession, tables: Sequence[SheetTable], choices: SheetChoices | None = None
) -> SheetPreview:
    """What taking a file in would change; nothing is written.

    Raises:
        ImportRefusedError: it was made by a newer version, or for another enterprise.
    """
    choices = choices or SheetChoices()
    own = read_own(tables)
    if own:
        _check_own(session, own)
    numbers = frozenset(trainee.number for trainee in session.trainees.trainees())
    usable = [
        (at, table)
        for at, table in enumerate(tables)
        if table.rows and not table.hidden and not _is_mark(table)
    ]
    if not usable:
        raise ImportRefusedError(
            _("The workbook has no sheet with attendance; nothing was changed."),
            "",
            _("Choose the file with the attendance."),
        )
    kept = kept_columns(session)
    guessed = {at: match_columns(table, numbers, choices.month) for at, table in usable}
    layouts = {at: with_kept(kept, tables[at], layout) for at, layout in guessed.items()}
    at = choices.table if choices.table in layouts else _best(layouts)
    table = tables[at]
    layout = layouts[at]
    if choices.roles:
        layout = with_roles(table, guessed[at], choices.roles)
    lines: tuple[SheetLine, ...] = ()
    if not layout.missing:
        cells = list(sheet_cells(table, layout, choices.corrections))
        lines = tuple(judge(session, cells, choices, own))
    return SheetPreview(
        table=at,
        tables=tuple((place, one.name) for place, one in usable),
        layout=layout,
        heads=_heads(table, layout),
        lines=lines,
        own=own is not None,
        accepted=choices.accepted,
    )


def take_sheet(
    session: WriteSession, tables: Sequence[SheetTable], choices: SheetChoices | None = None
) -> Taken:
    """One file, as `take_sheets`."""
    return take_sheets(session, [tables], choices)


def take_sheets(
    session: WriteSession,
    files: Sequence[Sequence[SheetTable]],
    choices: SheetChoices | None = None,
) -> Taken:
    """Write what differs, as one step that can be undone; all files or nothing.

    Raises:
        ImportRefusedError: columns are missing, or cells must be corrected or left out first.
    """
    choices = choices or SheetChoices()
    previews = tuple(_allowed(session, tables, choices) for tables in files)
    writing = [line for made in previews for line in made.writing]
    must_be_open(session, {Month.of(line.day) for line in writing if line.day})
    remembered = {
        key: columns
        for tables, made in zip(files, previews, strict=True)
        for key, columns in _to_keep(session, tables[made.table], choices).items()
    }
    if not writing and not remembered:
        return Taken(_NOTHING, previews)
    with session.writer.action("attendance.import", (Topic.ATTENDANCE,), "attendance"):
        for line in writing:
            if line.day and line.placement_id and (line.entry is None or line.replaces):
                session.attendance.clear(line.placement_id, line.day)
            if line.entry:
                session.attendance.put(line.entry)
        if remembered:
            keep_columns(session, remembered)
    return Taken(_ATTENDANCE, previews)


def _allowed(
    session: ReadSession, tables: Sequence[SheetTable], choices: SheetChoices
) -> SheetPreview:
    made = preview_sheet(session, tables, choices)
    if made.layout.missing:
        raise missing_columns(tables[made.table].name)
    if made.stopping and LEAVE_OUT not in choices.accepted:
        raise _stopped(made)
    return made


def missing_columns(name: str) -> ImportRefusedError:
    """The columns of a table are not known."""
    return ImportRefusedError(
        _("The columns of %(name)s are not understood; nothing was changed.") % {"name": name},
        _(
            "It needs the trainees' running numbers and hours by day: a column per day, or a date "
            "and hours on each row."
        ),
        _("Point out the columns in the window: Attendance, Sheets, Import."),
    )


def _check_own(session: ReadSession, own: OwnSheet) -> None:
    if own.version > VERSION:
        raise ImportRefusedError(
            _("The sheet was made by a newer ASF Desk; nothing was changed."),
            "",
            _("Update the program, or copy the values into a new sheet."),
        )
    enterprise = session.enterprise.enterprise()
    if enterprise and own.org_number and own.org_number != enterprise.org_number:
        raise ImportRefusedError(
            _("The sheet belongs to another enterprise; nothing was changed."),
            _("Its organisation number is %(number)s.") % {"number": own.org_number},
            _("Choose a sheet that was made from this client file."),
        )


def _is_mark(table: SheetTable) -> bool:
    return cell_words(cell_at(table.rows[0], 0)) == MARK


def _best(layouts: Mapping[int, SheetLayout]) -> int:
    """The first sheet with what is needed and most days, else the first."""
    return min(layouts, key=lambda at: (len(layouts[at].missing), -len(layouts[at].days), at))


def _heads(table: SheetTable, layout: SheetLayout) -> tuple[str, ...]:
    row = head_cells(table.rows, layout.header)
    return tuple(cell_words(cell_at(row, at)) for at in range(len(layout.roles)))


def _to_keep(
    session: ReadSession, table: SheetTable, choices: SheetChoices
) -> dict[str, Mapping[int, Role]]:
    """What was pointed out by hand and is not kept yet."""
    if not choices.roles:
        return {}
    numbers = frozenset(trainee.number for trainee in session.trainees.trainees())
    key = signature(table, match_columns(table, numbers, choices.month))
    return {} if kept_columns(session).get(key) == choices.roles else {key: choices.roles}


def _stopped(made: SheetPreview) -> ImportRefusedError:
    first = made.stopping[0]
    return ImportRefusedError(
        ngettext(
            "%(num)d cell must be looked at, so nothing was changed.",
            "%(num)d cells must be looked at, so nothing was changed.",
            len(made.stopping),
        ),
        _("Row %(row)d: %(why)s") % {"row": first.row + 1, "why": first.message},
        _("Correct the file, or answer the questions."),
    )
