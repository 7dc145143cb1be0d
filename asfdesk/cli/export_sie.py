"""`asfdesk export-sie FILE --year Y [--budget]`: bookkeeping or a budget as a SIE file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, fiscal_year_of, today_of
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.books.export_books import export_books
from asfdesk.services.books.export_budget import budget_name, export_budget
from asfdesk.services.file.open_file import open_client_file

if TYPE_CHECKING:
    import argparse

    from asfdesk.domain.period import FiscalYear
    from asfdesk.domain.plan import Plan
    from asfdesk.services.session import ReadSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "--year", required=True, metavar="Y", help=_("the fiscal year, 2026 or 2026-07")
    )
    parser.add_argument(
        "--budget",
        action="store_true",
        help=_("the year's budget as #PBUDGET instead of its bookkeeping"),
    )
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar=_("DIR"), help=_("folder for the files")
    )
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; the client file is only read."""
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        session = opened.session
        year = fiscal_year_of(session, arguments.year)
        today = today_of(arguments, session)
        folder = arguments.out.absolute()
        label = year.label.replace("/", "-")
        if arguments.budget:
            plan = _budget(session, year)
            target = folder / budget_name(plan, year)
            done = export_budget(session, plan.id, target, today, year.id)
        else:
            done = export_books(session, year, folder / f"bokforing_{label}.se", today)
    finally:
        opened.close()
    if arguments.json:
        kind = done.file.sie_type
        say_json(
            {
                "file": str(done.path),
                "sie_type": kind.value if kind else None,
                "vouchers": len(done.file.vouchers),
                "budget_rows": len(done.file.budget),
            }
        )
    else:
        say(str(done.path))
    return 0


def _budget(session: ReadSession, year: FiscalYear) -> Plan:
    """The approved budget of a year, which may have begun earlier; else its latest draft."""
    plan = session.plans.in_force(year.id)
    if plan is None:
        raise RefusedError(
            _("There is no budget for %(year)s.") % {"year": year.label},
            "",
            _("Make one under Business plan first."),
        )
    return plan
