"""`asfdesk visit FILE PACKAGE`: look at a visit package, and take it in with --take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import advise, say, say_json
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, today_of
from asfdesk.domain.visiting.visits import Verdict
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.reports.visiting.visit_words import preview_lines
from asfdesk.services.visiting.draft_visits import read_visit
from asfdesk.services.visiting.take_in_visit import preview, take_in

if TYPE_CHECKING:
    import argparse

    from asfdesk.services.visiting.take_in_visit import VisitPreview

THEIRS, OURS = "theirs", "ours"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "package", type=Path, metavar=_("PACKAGE"), help=_("the visit package (.asfbesok)")
    )
    parser.add_argument(
        "--take", action="store_true", help=_("take it in; otherwise it is only shown")
    )
    parser.add_argument(
        "--conflicts",
        choices=(OURS, THEIRS),
        default=None,
        help=_("whose status stands where both have changed it"),
    )
    add_today(parser)
    add_password(parser)
    add_take_over(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show what a visit package would change, and change it if asked to."""
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        today = today_of(arguments, session)
        draft = read_visit(opened, arguments.package)
        found = preview(session, draft, today)
        if arguments.take:
            take_in(session, draft, today, _chosen(found, arguments.conflicts))
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    if arguments.json:
        say_json(_as_json(arguments, found))
    else:
        for line in preview_lines(found.draft, found.actions, found.statuses):
            say(line)
        for one in found.scenarios:
            say(_("Scenario: %(name)s. %(problem)s") % _of_scenario(one.scenario.name, one.problem))
        say(_("Taken in.") if arguments.take else _("Nothing was changed; --take takes it in."))
    if found.names:
        advise(_("The texts hold names of people in the file. Advisers can read them."))
    return 0


def _of_scenario(name: str, problem: str) -> dict[str, str]:
    return {"name": name, "problem": problem}


def _chosen(found: VisitPreview, whose: str | None) -> list[str]:
    """Uids of the conflicts in which the package's status is to stand.

    Raises:
        RefusedError: there are conflicts and nobody has said who is right.
    """
    if found.conflicts and whose is None:
        raise RefusedError(
            _("The status of an action was changed both in the file and in the package."),
            ", ".join(one.what for one in found.conflicts) + ".",
            _("Say whose status stands with --conflicts ours or --conflicts theirs."),
        )
    return [one.uid for one in found.conflicts] if whose == THEIRS else []


def _as_json(arguments: argparse.Namespace, found: VisitPreview) -> dict[str, object]:
    visit = found.draft.visit
    return {
        "file": str(arguments.file),
        "taken": arguments.take,
        "visit": {
            "uid": visit.uid,
            "revision": visit.revision,
            "day": visit.day.isoformat(),
            "kind": visit.kind.value,
        },
        "actions": len(found.actions),
        "statuses": [
            {"what": one.what, "after": one.after.value, "verdict": one.verdict.value}
            for one in found.statuses
            if one.verdict is not Verdict.SAME
        ],
        "scenarios": len([one for one in found.scenarios if not one.problem]),
        "names": found.names,
    }
