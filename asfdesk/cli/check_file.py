"""`asfdesk check FILE`: whether a client file is whole and what in it waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, today_of
from asfdesk.i18n import _, month_name, ngettext
from asfdesk.services.file.check_file import check_client_file
from asfdesk.services.file.open_file import open_client_file

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.file.check_file import FileCheck

DAMAGED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check a copy of the file; the file itself is only read."""
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        found = check_client_file(opened, today_of(arguments, opened.session))
    finally:
        opened.close()
    if arguments.json:
        say_json({"file": str(arguments.file), **_as_json(found)})
    else:
        _say(found)
    return 0 if found.whole else DAMAGED


def _as_json(found: FileCheck) -> dict[str, object]:
    return {
        "whole": found.whole,
        "faults": list(found.faults),
        "schema_version": found.schema_version,
        "generation": found.generation,
        "saved_at": found.saved_at,
        "notes": list(found.notes),
        "unmapped_accounts": [
            {
                "fiscal_year": row.year,
                "without_line": list(row.without_line),
                "to_confirm": list(row.to_confirm),
            }
            for row in found.accounts
        ],
        "unfilled_days": {str(month): count for month, count in found.unfilled_days.items()},
    }


def _say(found: FileCheck) -> None:
    say(_("The file is whole.") if found.whole else _("The file is damaged."))
    for line in (*found.faults, *found.notes):
        say(f"  {line}")
    for row in found.accounts:
        values = {"year": row.year, "accounts": ", ".join(row.without_line)}
        if row.without_line:
            say(_("Accounts without a plan line in %(year)s: %(accounts)s") % values)
        if row.to_confirm:
            values["accounts"] = ", ".join(row.to_confirm)
            say(_("Accounts to confirm in %(year)s: %(accounts)s") % values)
    for month, count in found.unfilled_days.items():
        days = ngettext("%(num)d day is not filled in", "%(num)d days are not filled in", count)
        say(f"{month_name(month.year, month.number)}: {days}")
