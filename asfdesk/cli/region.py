"""`asfdesk region STORE take|late|report|rank|expect|end`: a region's side (ADR 0044).

With `--database` the region is on a server, and there is no STORE.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.make_report import moment_of
from asfdesk.cli.output import complain, say, say_json
from asfdesk.cli.password import DATABASE_VARIABLE, database_password, read_password
from asfdesk.cli.usage import a_day, add_json, add_password, add_today, today_of
from asfdesk.domain.period import PeriodKind, parse_period
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, ngettext
from asfdesk.services.region.follow_members import end_member, expect_member
from asfdesk.services.region.open_region import KEYS_SUFFIX, open_region
from asfdesk.services.region.region_documents import late_in
from asfdesk.services.region.shared_region import open_shared_region
from asfdesk.services.region.take_in import packages_under, take_in
from asfdesk.services.region.write_reports import write_region_report

if TYPE_CHECKING:
    import argparse

    from asfdesk.domain.period import Period
    from asfdesk.services.region.open_region import Region

_DOINGS = ("take", "late", "report", "rank", "expect", "end")
_MAKES = frozenset({"take", "expect"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar=_("REGION WHAT"),
        help=_(
            "the region's own file (not with --database), one of %(doings)s, and packages and"
            " folders or an enterprise"
        )
        % {"doings": ", ".join(_DOINGS)},
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help=_("the region is on a server: postgresql://user@host/database"),
    )
    parser.add_argument(
        "--database-password-file",
        type=Path,
        metavar=_("FILE"),
        help=_("the password of the database's user; or put it in %(variable)s")
        % {"variable": DATABASE_VARIABLE},
    )
    parser.add_argument(
        "--keys", type=Path, metavar=_("KEYFILE"), help=_("the recipient's own key file")
    )
    parser.add_argument(
        "--fingerprint",
        default="",
        metavar=_("DIGITS"),
        help=_("the sender's fingerprint, as it was read aloud"),
    )
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("the enterprise's name"))
    parser.add_argument("--since", metavar="P", help=_("the first quarter that is expected"))
    parser.add_argument("--last", type=a_day, metavar=_("YYYY-MM-DD"), help=_("its last day"))
    parser.add_argument("--period", metavar="P", help=_("the quarter, for example 2026-Q3"))
    parser.add_argument(
        "--publish", action="store_true", help=_("what may be published; it is remembered")
    )
    parser.add_argument("--format", default="pdf", metavar="F[,F]", help=_("kinds of file"))
    parser.add_argument("--out", type=Path, metavar=_("DIR"), help=_("folder for the files"))
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do one of them. Exit code 1 when a package was refused."""
    doing = {
        "take": _take,
        "late": _late,
        "report": _report,
        "rank": _rank,
        "expect": _expect,
        "end": _end,
    }
    wanted, arguments.what = _parted(arguments)
    region = _opened(arguments, make=wanted in _MAKES)
    try:
        return doing[wanted](arguments, region)
    finally:
        region.close()


def _parted(arguments: argparse.Namespace) -> tuple[str, list[str]]:
    """What to do, and with what; the region's file before it is in `store`."""
    words = list(arguments.words)
    if not arguments.database:
        arguments.store = Path(words.pop(0))
    if not words or words[0] not in _DOINGS:
        raise InvalidInputError(
            "doing",
            _("Write what to do: %(doings)s.") % {"doings": ", ".join(_DOINGS)},
            _("The region's own file stands before it, or its server after --database."),
        )
    return words[0], words[1:]


def _opened(arguments: argparse.Namespace, *, make: bool) -> Region:
    if not arguments.database:
        keys = arguments.keys or arguments.store.with_suffix(KEYS_SUFFIX)
        return open_region(arguments.store, keys, read_password(arguments), make=make)
    if arguments.keys is None:
        raise InvalidInputError(
            "keys", _("Choose the recipient's own key file."), "", _("Use %s.") % "--keys"
        )
    secret = database_password(arguments.database_password_file)
    return open_shared_region(arguments.database, secret, arguments.keys, read_password(arguments))


def _take(arguments: argparse.Namespace, region: Region) -> int:
    paths = packages_under(Path(one) for one in arguments.what)
    taken = take_in(region, paths, today_of(arguments), arguments.fingerprint)
    refused = [one for one in taken if one.error is not None]
    if arguments.json:
        say_json(
            {
                "taken": len(taken) - len(refused),
                "refused": [
                    {"file": one.name, "fault": one.fault and one.fault.value} for one in refused
                ],
            }
        )
    else:
        for one in refused:
            say(one.name)
            if one.error is not None:
                complain(one.error)
        count = len(taken) - len(refused)
        words = ngettext("%(num)d package taken in.", "%(num)d packages taken in.", count)
        say(words % {"num": count})
    return int(bool(refused))


def _late(arguments: argparse.Namespace, region: Region) -> int:
    today = today_of(arguments)
    late = late_in(region, today)
    if arguments.out is not None:
        return _written(arguments, region, "late")
    if arguments.json:
        say_json(
            {
                "late": [
                    {
                        "org_number": one.member.org_number,
                        "enterprise": one.member.name,
                        "months": one.months,
                        "missing": [str(quarter) for quarter in one.missing],
                    }
                    for one in late
                ]
            }
        )
    else:
        for one in late:
            months = ngettext("%(num)d month late", "%(num)d months late", one.months)
            missing = ", ".join(map(str, one.missing))
            say(f"{one.member.name}: {months % {'num': one.months}} ({missing})")
        if not late:
            say(_("Nobody is late."))
    return 0


def _report(arguments: argparse.Namespace, region: Region) -> int:
    return _written(arguments, region, "publish" if arguments.publish else "compare")


def _rank(arguments: argparse.Namespace, region: Region) -> int:
    return _written(arguments, region, "rank", _enterprise(arguments))


def _written(arguments: argparse.Namespace, region: Region, what: str, org_number: str = "") -> int:
    quarter = _quarter(arguments.period) if arguments.period else None
    made_at = moment_of(today_of(arguments))
    folder = arguments.out or Path()
    for path in write_region_report(
        region, what, quarter, made_at, arguments.format, folder, org_number=org_number
    ):
        say(str(path))
    return 0


def _expect(arguments: argparse.Namespace, region: Region) -> int:
    since = _quarter(arguments.since) if arguments.since else None
    number = _enterprise(arguments)
    found = expect_member(region, number, arguments.name, since, arguments.fingerprint)
    say(f"{found.org_number} {found.name}")
    return 0


def _end(arguments: argparse.Namespace, region: Region) -> int:
    found = end_member(region, _enterprise(arguments), arguments.last or today_of(arguments))
    say(f"{found.org_number} {found.name}")
    return 0


def _enterprise(arguments: argparse.Namespace) -> str:
    if len(arguments.what) != 1:
        raise InvalidInputError("what", _("Write one organisation number."))
    return str(arguments.what[0])


def _quarter(text: str) -> Period:
    try:
        found = parse_period(text)
    except ValueError:
        found = None
    if found is None or found.kind is not PeriodKind.QUARTER:
        raise InvalidInputError("period", _("Write a quarter, for example 2026-Q3."))
    return found
