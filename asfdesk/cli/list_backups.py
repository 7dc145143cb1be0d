"""`asfdesk backups FILE`: the backups of a client file on this computer.

Works when the file is damaged or gone. With a password each backup is opened and every page of it
checked; without one it is told what was found when it was last checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import password_if_given
from asfdesk.cli.usage import add_file, add_json, add_password
from asfdesk.i18n import ABSENT, _, moment
from asfdesk.reports.file.backup_words import state_word, why_word
from asfdesk.services.file.backups_by_password import backups_at
from asfdesk.services.file.file_facts import size_words

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.file.manage_backups import BackupRow


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    add_password(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """List them, the latest first; nothing is changed."""
    rows = backups_at(arguments.file, password_if_given(arguments))
    if arguments.json:
        say_json({"file": str(arguments.file), "backups": [_as_json(row) for row in rows]})
        return 0
    if not rows:
        say(_("There are no backups of the file on this computer."))
    for row in rows:
        saved = moment(row.saved_at.astimezone()) if row.saved_at else ABSENT
        say(
            f"{row.generation:>6}  {saved}  {why_word(row.why)}  {size_words(row.size)}  "
            f"{state_word(row.state)}  {row.name}"
        )
    return 0


def _as_json(row: BackupRow) -> dict[str, object]:
    return {
        "path": str(row.path),
        "name": row.name,
        "generation": row.generation,
        "why": row.why,
        "made_on": row.made_on.isoformat() if row.made_on else None,
        "saved_at": row.saved_at.isoformat() if row.saved_at else None,
        "bytes": row.size,
        "state": row.state,
        "checked_at": row.checked_at.isoformat() if row.checked_at else None,
        "opens_with": row.opens_with,
    }
