"""Every verb of the command line, one line each.

A verb is a module with `add_arguments(parser)` and `run(arguments) -> int`. It is imported only
when it is used, so that `--help` starts at once; a frozen program must therefore be told to
collect the modules of this package.
"""

from __future__ import annotations

from dataclasses import dataclass

from asfdesk.i18n import N_


@dataclass(frozen=True)
class Verb:
    """What `asfdesk NAME` does.

    Attributes:
        name: as typed.
        module: where it is.
        help_source: one line, English; translated where it is shown.
    """

    name: str
    module: str
    help_source: str


VERBS = (
    Verb("example", "asfdesk.cli.example_files", N_("write the example enterprise")),
    Verb("new", "asfdesk.cli.new_file", N_("make a client file")),
    Verb(
        "attendance-sheet",
        "asfdesk.cli.attendance_sheet",
        N_("write attendance as sheets to fill in, or lists to sign on"),
    ),
    Verb("backups", "asfdesk.cli.list_backups", N_("list the backups of a client file")),
    Verb("check", "asfdesk.cli.check_file", N_("check a client file and say what is missing")),
    Verb(
        "clients",
        "asfdesk.cli.list_clients",
        N_("list an adviser's clients from the binder"),
    ),
    Verb("export-sie", "asfdesk.cli.export_sie", N_("write bookkeeping or a budget as SIE")),
    Verb("figures", "asfdesk.cli.figures", N_("show the key figures of a period")),
    Verb(
        "import",
        "asfdesk.cli.import_files",
        N_("take bookkeeping or attendance into a client file"),
    ),
    Verb("import-budget", "asfdesk.cli.import_budget", N_("take a SIE budget in as a plan")),
    Verb("inspect", "asfdesk.cli.inspect_sie", N_("look into SIE files")),
    Verb(
        "open-export",
        "asfdesk.cli.export_openly",
        N_("write everything as JSON and CSV, not encrypted"),
    ),
    Verb("open-import", "asfdesk.cli.import_openly", N_("make a client file of an open export")),
    Verb(
        "package",
        "asfdesk.cli.packages",
        N_("make export packages, judge those that come, and keep recipients' cards"),
    ),
    Verb(
        "region",
        "asfdesk.cli.region",
        N_("take packages into a region, see who is late, and compare enterprises"),
    ),
    Verb("reports", "asfdesk.cli.list_reports", N_("list the reports")),
    Verb("report", "asfdesk.cli.make_report", N_("make a report")),
    Verb("restore", "asfdesk.cli.restore_backup", N_("make a backup a client file of its own")),
    Verb(
        "safe-copy",
        "asfdesk.cli.safe_copy",
        N_("make a copy without people and days, for an adviser to keep"),
    ),
    Verb("visit", "asfdesk.cli.take_visit", N_("look at a visit package, and take it in")),
)
