"""`asfdesk reports`: every report, what it is made for, who asks, whether it names people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.usage import add_json
from asfdesk.i18n import _
from asfdesk.reports.head_facts import personal_words
from asfdesk.reports.words import period_kind_word
from asfdesk.services.sending.list_layouts import known_layouts
from asfdesk.services.sending.report_catalogue import CATALOGUE

if TYPE_CHECKING:
    import argparse

    from asfdesk.domain.sending.list_layout import ListLayout
    from asfdesk.services.sending.report_entry import ReportEntry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the catalogue; no client file is needed."""
    if arguments.json:
        say_json({"reports": [_as_json(entry) for entry in CATALOGUE]})
        return 0
    for entry in CATALOGUE:
        kinds = ", ".join(period_kind_word(kind).lower() for kind in entry.period_kinds)
        say(f"{entry.key:<4} {entry.title()}")
        facts = (
            (_("Made for"), kinds),
            (_("Asked for by"), f"{entry.asks()}. {entry.often()}."),
            (_("Contains personal data"), personal_words(entry.personal)),
        )
        for word, value in facts:
            say(f"     {word}: {value}")
        for one in known_layouts().layouts if entry.layout else ():
            since = _("%(name)s, from %(month)s") % {"name": one.name, "month": one.valid_from}
            layout = _("Layout")
            say(f"     {layout}: {one.key} ({since})")
    return 0


def _as_json(entry: ReportEntry) -> dict[str, object]:
    return {
        "key": entry.key,
        "title": entry.title(),
        "file_name": entry.slug,
        "period_kinds": [str(kind) for kind in entry.period_kinds],
        "asked_for_by": entry.asks(),
        "how_often": entry.often(),
        "personal_data": str(entry.personal),
        "needs": str(entry.needs),
        "selectors": sorted(str(selector) for selector in entry.selectors),
        "layouts": [_layout(one) for one in known_layouts().layouts] if entry.layout else [],
    }


def _layout(layout: ListLayout) -> dict[str, object]:
    return {
        "key": layout.key,
        "name": layout.name,
        "recipient": layout.recipient,
        "valid_from": str(layout.valid_from),
        "valid_to": str(layout.valid_to) if layout.valid_to else None,
    }
