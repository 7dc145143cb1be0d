"""`asfdesk clients BINDER`: an adviser's clients, those who need a visit first.

The last known figures are told, and how each file lies there now; with --update every file is
read first, and the binder keeps what was found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_json, add_password, add_today, today_of
from asfdesk.i18n import ABSENT, _, day, decimal, percent
from asfdesk.reports.visiting.client_words import (
    actions_word,
    reports_word,
    state_word,
    thousands,
)
from asfdesk.services.visiting.binder import open_binder
from asfdesk.services.visiting.clients_view import look_at_clients
from asfdesk.services.visiting.open_client import refresh_clients

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.visiting.clients_view import ClientRow

_NAME = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("binder", type=Path, help=_("the client binder (.asfparm)"))
    parser.add_argument("--update", action="store_true", help=_("read every file first"))
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """List them; no client file is changed."""
    binder = open_binder(arguments.binder, read_password(arguments))
    try:
        if arguments.update:
            refresh_clients(binder, today_of(arguments))
        rows = look_at_clients(binder)
        if arguments.json:
            say_json({"clients": [_as_json(row) for row in rows]})
            return 0
        if not rows:
            say(_("The binder is empty."))
        for row in rows:
            say(_line(row))
    finally:
        binder.close()
    return 0


def _line(row: ClientRow) -> str:
    client, known = row.client, row.client.figures
    state = state_word(client.state, conflict=row.conflict)
    if known is None:
        return f"{client.name:<{_NAME}}  {state or ABSENT}"
    columns = (
        day(known.last_visit),
        str(known.closed_through or ABSENT),
        thousands(known.variance_ore, signed=True),
        thousands(known.lowest_ore),
        percent(known.occupancy, 0),
        decimal(known.per_supervisor, 1),
        reports_word(known),
        actions_word(known),
        day(known.taken_on),
        state,
    )
    return f"{client.name:<{_NAME}}  {'  '.join(columns)}".rstrip()


def _as_json(row: ClientRow) -> dict[str, object]:
    """Everything that is known but the password and the notes."""
    client, known = row.client, row.client.figures
    found: dict[str, object] = {
        "client": client.uid,
        "name": client.name,
        "path": client.path,
        "state": client.state.value,
        "trouble": client.trouble,
        "other_versions": [str(one.path) for one in row.others],
    }
    if known is None:
        return found | {"figures": None}
    return found | {
        "figures": {
            "taken_on": day(known.taken_on),
            "last_visit": known.last_visit.isoformat() if known.last_visit else None,
            "closed_through": str(known.closed_through) if known.closed_through else None,
            "variance_ore": known.variance_ore,
            "lowest_cash_ore": known.lowest_ore,
            "occupancy": str(known.occupancy) if known.occupancy is not None else None,
            "trainees_per_supervisor": (
                str(known.per_supervisor) if known.per_supervisor is not None else None
            ),
            "lights": dict(zip(_LIGHTS, (one.value for one in known.lights), strict=True)),
            "late_reports": list(known.late_reports),
            "open_actions": known.open_actions,
            "late_actions": known.late_actions,
        }
    }


_LIGHTS = ("result", "cash", "occupancy", "supervision")
