"""A safe copy of a client file, for an adviser to keep: shown first, then written (ADR 0048).

Only an owner makes one. It is a client file of its own, under its own identity and keys, with
months in the place of days and persons in the place of people; it is only ever looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.period import Period, PeriodKind
from asfdesk.domain.visiting.safe_rules import RULES, TABLES
from asfdesk.errors import RefusedError
from asfdesk.i18n import _, language
from asfdesk.reports.document import Head, PersonalData
from asfdesk.reports.visiting import safe_copy_report
from asfdesk.reports.visiting.safe_copy_report import (
    CopyColumn,
    CopyContents,
    CopyFigures,
    CopyTable,
)
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities, need_text
from asfdesk.services.column_texts import column_texts
from asfdesk.services.file.open_file import check_new_password, utc_now, with_ending
from asfdesk.services.visiting.safe_content import gather_content
from asfdesk.storage.disk.atomic import discard
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.opening import create_safe_copy
from asfdesk.storage.file.safe_tables import (
    fill_safe_copy,
    row_of_mark,
    rows_left_out,
    rows_of_figures,
    rows_of_months,
    rows_of_people,
    safe_tables,
)
from asfdesk.storage.trouble import folder_missing
from asfdesk.storage.visiting.safe_copy_store import Handout

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession
    from asfdesk.services.visiting.safe_content import SafeContent
    from asfdesk.storage.file.manifest import KdfCost
    from asfdesk.storage.file.safe_tables import Row, Tables


@dataclass(frozen=True)
class CopyOrder:
    """What is asked for.

    Attributes:
        path: where the copy goes; .asfdesk is added, and nothing may be there.
        made_for: who gets it, as the file's own list of what was handed out says.
        password: what they open it with.
    """

    path: Path
    made_for: str = field(repr=False)
    password: str = field(repr=False)
    cost: KdfCost = SHIPPED_COST


@dataclass(frozen=True)
class MadeCopy:
    """A copy that was written; `uid` is its own client number."""

    path: Path
    uid: str
    persons: int


def copy_contents(opened: OpenFile, today: date) -> CopyContents:
    """What a copy would hold, table by table and column by column; nothing is written.

    Raises:
        NeedsVaultKeyError: an adviser's session.
    """
    session = opened.session
    need_identities(session)
    content = gather_content(session, today)
    tables = _tables(opened, content, today)
    words = column_texts()
    return CopyContents(
        tuple(_described(name, rows) for name, rows in tables.items() if rows),
        tuple(
            (_plain(words(name, "")[language()]), count)
            for name, count in rows_left_out(opened.file.database).items()
        ),
        content.threshold,
        content.hidden_months,
    )


def contents_document(opened: OpenFile, today: date, made_at: datetime) -> Document:
    """The same, to read before it is written.

    Raises:
        NeedsVaultKeyError: an adviser's session.
    """
    data = copy_contents(opened, today)
    return safe_copy_report.contents(_today(today), _head(opened.session, made_at), data)


def make_safe_copy(
    opened: OpenFile,
    order: CopyOrder,
    today: date,
    clock: Callable[[], datetime] = utc_now,
) -> MadeCopy:
    """Write a copy, and enter it in the file's list of what was handed out.

    Nothing is entered when the copy cannot be written.

    Raises:
        NeedsVaultKeyError: an adviser's session.
        InvalidInputError: nobody is named, or there is no password.
        FileConflictError: there is a file of that name.
        AsfDeskError: it could not be written; nothing is there.
    """
    session = opened.writing()
    need_identities(session)
    made_for = need_text("made_for", order.made_for, _("Write who the copy is for."))
    check_new_password("password", order.password)
    path = with_ending(order.path.absolute())
    if not path.parent.is_dir():
        raise folder_missing()
    content = gather_content(session, today)
    tables = _tables(opened, content, today)
    with session.writer.action("export.safe_copy", (Topic.SENT,), "safe_handout", leaves_undo=True):
        uid = _written(path, order, tables, clock)
        try:
            session.safe_copy.add_handout(Handout(uid, clock(), made_for, len(content.people)))
        except BaseException:
            discard(path)
            raise
    return MadeCopy(path, uid, len(content.people))


def _written(path: Path, order: CopyOrder, tables: Tables, clock: Callable[[], datetime]) -> str:
    file = create_safe_copy(path, order.password, cost=order.cost, clock=clock)
    try:
        fill_safe_copy(file.database, tables)
        file.publish()
    finally:
        file.abandon(keep_work=False)
    return file.manifest.client.hex


def _tables(opened: OpenFile, content: SafeContent, today: date) -> Tables:
    made = safe_tables(opened.file.database, _words(), content.fee_years)
    return {
        **made,
        "safe_copy": row_of_mark(today, content.threshold),
        "safe_person": rows_of_people(content.people),
        "safe_month": rows_of_months(content.months),
        "safe_figure": rows_of_figures(content.figures),
    }


def _words() -> dict[str, str]:
    """What stands before a number in the place of a name."""
    return {
        "buyer": _("Buyer"),
        "plan": _("Plan"),
        "plan_line": _("Plan line"),
        "plan_stream": _("Training"),
        "plan_sale": _("Sales"),
        "plan_staff": _("Position"),
        "plan_fixed_cost": _("Cost"),
        "plan_grant": _("Grant"),
        "plan_investment": _("Investment"),
        "plan_loan": _("Loan"),
        "plan_cash_item": _("Payment"),
        "sie_object": _("Object"),
        "sold_volume": _("Goods"),
    }


def _described(name: str, rows: list[Row]) -> CopyTable:
    if name not in TABLES:
        title, told = safe_copy_report.made_words()[name]
        return CopyTable(title, len(rows), (CopyColumn(told, None),), made=True)
    words = column_texts()
    columns = tuple(
        CopyColumn(_plain(words(name, column)[language()]), RULES[name, column])
        for column in rows[0]
        if column != "id" and not column.endswith("_id")
    )
    return CopyTable(_plain(words(name, "")[language()]), len(rows), columns, made=False)


def _plain(text: str) -> str:
    """What a column is, without how it is written."""
    return re.split(r"[,;:(]", text)[0].strip()


def safe_copy_document(session: ReadSession, made_at: datetime) -> Document:
    """What the open safe copy says of months and people.

    Raises:
        RefusedError: the open file is none.
    """
    mark = session.safe_copy.mark()
    if mark is None:
        raise RefusedError(
            _("The open file is not a safe copy."),
            _("It is the enterprise's own file, which has days."),
            _("Look at the pages of the file itself."),
        )
    figures = CopyFigures(
        mark, tuple(session.safe_copy.months()), tuple(session.safe_copy.people())
    )
    return safe_copy_report.kept(_today(mark.made_on), _head(session, made_at), figures)


def _today(today: date) -> Period:
    return Period(today, today, PeriodKind.DAY)


def _head(session: ReadSession, made_at: datetime) -> Head:
    enterprise = session.enterprise.enterprise()
    return Head(
        company=enterprise.name if enterprise else "",
        org_number=enterprise.org_number if enterprise else "",
        created_at=made_at,
        app_version=__version__,
        personal=PersonalData.PSEUDONYMOUS,
        example=bool(enterprise and enterprise.is_example),
    )
