"""Whether training streams and sales can be right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import bases_of
from asfdesk.domain.books.chart import TRAINING
from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import THOUSANDTHS, Section
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_limits import (
    check_days,
    check_number,
    check_ore,
    check_positive,
    check_share,
)

if TYPE_CHECKING:
    from asfdesk.domain.drivers.sales import SalesChange, SalesStream
    from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
    from asfdesk.services.drivers.driver_limits import Limits
    from asfdesk.services.session import ReadSession

MINUTES_IN_HOUR = 60
MINUTES_IN_DAY = 24 * MINUTES_IN_HOUR
MOST_PLACES_MILLI = 10_000 * THOUSANDTHS
"""Ten thousand places: a hundred times the largest enterprise of its kind. Above it lies a slip."""
MOST_VOLUME_MILLI = 100_000_000 * THOUSANDTHS
MOST_WEIGHT = 10**9


def checked_stream(session: ReadSession, limits: Limits, stream: TrainingStream) -> TrainingStream:
    """A training stream that can be computed."""
    limits.line_under("line_code", stream.line_code, {TRAINING})
    limits.span(stream.first, stream.last)
    limits.changes(stream.first, [change.first for change in stream.changes])
    if stream.basis not in bases_of(stream.unit):
        raise InvalidInputError(
            "basis",
            _("A price of this kind cannot count that."),
            todo=_("Choose another basis, or another unit of the price."),
        )
    if stream.buyer_id is not None and session.agreements.buyer(stream.buyer_id) is None:
        raise InvalidInputError("buyer_id", _("The buyer is no longer there."))
    if stream.unit is not PriceUnit.LUMP_SUM:
        check_positive(
            "places_milli", stream.places_milli, _("The number of places must be more than zero.")
        )
    held_in_turn: tuple[TrainingStream | StreamChange, ...] = (stream, *stream.changes)
    for held in held_in_turn:
        at = "" if held is stream else "changes."
        check_number(
            f"{at}places_milli", held.places_milli, 0, MOST_PLACES_MILLI, scale=THOUSANDTHS
        )
        check_share(f"{at}occupancy_bp", held.occupancy_bp)
        check_ore(f"{at}price_ore", held.price_ore)
    least, most = MINUTES_IN_HOUR // 4, MINUTES_IN_DAY
    check_number("day_minutes", stream.day_minutes, least, most, scale=MINUTES_IN_HOUR)
    check_share("vat_bp", stream.vat_bp)
    check_days("terms_days", stream.terms_days)
    return replace(stream, name=limits.name(stream.name), project=stream.project.strip())


def checked_sale(limits: Limits, sale: SalesStream) -> SalesStream:
    """Sales that can be computed."""
    limits.line("line_code", sale.line_code, {Section.INCOME})
    limits.line("cost_line_code", sale.cost_line_code, {Section.COST})
    limits.span(sale.first, sale.last)
    limits.changes(sale.first, [change.first for change in sale.changes])
    check_positive("volume_milli", sale.volume_milli, _("The volume must be more than zero."))
    held_in_turn: tuple[SalesStream | SalesChange, ...] = (sale, *sale.changes)
    for held in held_in_turn:
        at = "" if held is sale else "changes."
        check_number(
            f"{at}volume_milli", held.volume_milli, 0, MOST_VOLUME_MILLI, scale=THOUSANDTHS
        )
        check_ore(f"{at}price_ore", held.price_ore)
    check_share("cogs_bp", sale.cogs_bp)
    _check_season(sale.season)
    for name in ("vat_bp", "cost_vat_bp"):
        check_share(name, getattr(sale, name))
    for name in ("terms_days", "cost_terms_days"):
        check_days(name, getattr(sale, name))
    return replace(sale, name=limits.name(sale.name), project=sale.project.strip())


def _check_season(season: tuple[int, ...]) -> None:
    weights = len(season) == MONTHS_IN_YEAR and all(0 <= one <= MOST_WEIGHT for one in season)
    if not weights or not any(season):
        raise InvalidInputError(
            "season",
            _("The season needs a number for each of the twelve months."),
            _("They are compared with each other: 200 is twice as much as 100, 0 is nothing."),
            _("Write at least one number above zero, and none below."),
        )
