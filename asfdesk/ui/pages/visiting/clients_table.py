"""The table of clients: figures with lights, each with a mark and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.variance import Light
from asfdesk.i18n import ABSENT, _, day, decimal, percent
from asfdesk.reports.visiting.client_words import (
    actions_word,
    known_words,
    reports_word,
    state_word,
    thousands,
)
from asfdesk.ui.kit.table.table_model import Column, Kind
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.visiting.client import ClientFigures
    from asfdesk.services.visiting.clients_view import ClientRow

_TONES = {Light.GOOD: Tone.GOOD, Light.WARN: Tone.WARN, Light.BAD: Tone.BAD}


def client_columns() -> list[Column[ClientRow]]:
    """One row per client."""
    return [
        Column(
            _("Enterprise"),
            lambda row: row.client.name,
            second=_second,
            bold=lambda _row: True,
            tooltip=lambda row: row.client.path,
            stretch=True,
        ),
        Column(
            _("Last visit"),
            lambda row: _said(row, lambda known: day(known.last_visit)),
            Kind.DATE,
            sort=lambda row: _said(row, lambda known: day(known.last_visit)),
        ),
        Column(
            _("Booked to"),
            lambda row: _said(row, lambda known: str(known.closed_through or ABSENT)),
            Kind.DATE,
            sort=lambda row: _said(row, lambda known: str(known.closed_through or "")),
        ),
        _light(
            _("Forecast v. plan"),
            lambda known: thousands(known.variance_ore, signed=True),
            lambda known: known.result_light,
        ),
        _light(
            _("Lowest cash"),
            lambda known: thousands(known.lowest_ore),
            lambda known: known.cash_light,
        ),
        _light(
            _("Occupancy"),
            lambda known: percent(known.occupancy, 0),
            lambda known: known.occupancy_light,
        ),
        _light(
            _("Trainees/superv."),
            lambda known: decimal(known.per_supervisor, 1),
            lambda known: known.supervision_light,
        ),
        Column(
            _("Report"),
            lambda row: reports_word(row.client.figures),
            tone=lambda row: _late(row, lambda known: bool(known.late_reports)),
            bold=lambda row: bool(row.client.figures and row.client.figures.late_reports),
            tooltip=lambda row: ", ".join(
                row.client.figures.late_reports if row.client.figures else ()
            ),
        ),
        Column(
            _("Actions"),
            lambda row: actions_word(row.client.figures),
            Kind.NUMBER,
            tone=lambda row: _late(row, lambda known: bool(known.late_actions)),
            sort=lambda row: row.client.figures.open_actions if row.client.figures else -1,
        ),
    ]


def matches(row: ClientRow, wanted: str) -> bool:
    """Whether a row has every word that was written into the search field."""
    client = row.client
    state = state_word(client.state, conflict=row.conflict)
    text = f"{client.name} {client.path} {client.notes} {state}".casefold()
    return all(word in text for word in wanted.casefold().split())


def _second(row: ClientRow) -> str:
    said = state_word(row.client.state, conflict=row.conflict)
    figures = row.client.figures
    if not said:
        return (
            known_words(None)
            if figures is None
            else _("as of %(day)s") % {"day": day(figures.taken_on)}
        )
    if figures is None:
        return said
    return _("%(state)s – as of %(day)s") % {"state": said, "day": day(figures.taken_on)}


def _said(row: ClientRow, text: Callable[[ClientFigures], str]) -> str:
    return text(row.client.figures) if row.client.figures else ABSENT


def _light(
    title: str, text: Callable[[ClientFigures], str], light: Callable[[ClientFigures], Light]
) -> Column[ClientRow]:
    """A figure as a badge; one that is not known has none."""
    return Column(
        title,
        lambda row: _said(row, text),
        tone=lambda row: _TONES.get(light(row.client.figures)) if row.client.figures else None,
        badge=True,
        sort=lambda row: _ORDER[light(row.client.figures)] if row.client.figures else len(_ORDER),
    )


_ORDER = {Light.BAD: 0, Light.WARN: 1, Light.GOOD: 2, Light.GREY: 3}


def _late(row: ClientRow, is_late: Callable[[ClientFigures], bool]) -> Tone | None:
    figures = row.client.figures
    return Tone.BAD if figures is not None and is_late(figures) else None
