"""The region's documents of a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.domain.codes import Sex
from asfdesk.domain.region.own_rank import own_ranks
from asfdesk.domain.region.publication import publish
from asfdesk.domain.region.quarters import late_members, latest_due
from asfdesk.domain.region.rollup import by_part, keys_compared, roll_up
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.document import Head
from asfdesk.reports.region.publication_report import publication_document
from asfdesk.reports.region.rank_report import rank_document
from asfdesk.reports.region.region_report import comparison_document, late_document
from asfdesk.services.region.follow_members import not_followed

if TYPE_CHECKING:
    from datetime import date, datetime

    from asfdesk.domain.period import Period
    from asfdesk.domain.region.quarters import Late
    from asfdesk.reports.document import Document
    from asfdesk.services.region.open_region import Region

THRESHOLD = 5
"""Fewer persons than this are never published (decisions C16)."""
_SEXES = tuple(f"exact.sex.{one.value}" for one in Sex)


def late_in(region: Region, today: date) -> list[Late]:
    """Who is late, the latest first."""
    return late_members(region.store.members(), region.store.came(), today)


def late_report(region: Region, today: date, made_at: datetime) -> Document:
    """Who is late as a document."""
    return late_document(late_in(region, today), latest_due(today), _head(region, made_at))


def compare(region: Region, period: Period, made_at: datetime) -> Document:
    """The comparison of a quarter, for the region's own use."""
    sent = region.store.sent(period, keys_compared())
    return comparison_document(
        roll_up(sent),
        by_part(sent, lambda one: one.coordination),
        by_part(sent, lambda one: one.municipality),
        period,
        _head(region, made_at, len(sent)),
    )


def own_rank(region: Region, org_number: str, period: Period, made_at: datetime) -> Document:
    """Where one enterprise stands, for itself alone.

    Raises:
        InvalidInputError: it is not followed, or has sent nothing of the quarter.
    """
    member = region.store.member(org_number.strip())
    if member is None:
        raise not_followed(org_number)
    sent = region.store.sent(period, keys_compared())
    try:
        ranks = own_ranks(sent, member.org_number, THRESHOLD)
    except LookupError:
        raise InvalidInputError(
            "org_number",
            _("%(name)s has sent no package of %(period)s.")
            % {"name": member.name, "period": period},
            "",
            _("Choose another quarter."),
        ) from None
    return rank_document(ranks, member.name, period, _head(region, made_at))


def publishable(region: Region, period: Period, made_at: datetime) -> Document:
    """What may be published of a quarter, given what has been before; not remembered."""
    sent = region.store.sent(period, (*keys_compared(), *_SEXES))
    earlier = region.store.published()
    found = publish(sent, period, lambda one: one.coordination, THRESHOLD, earlier)
    return publication_document(found, period, _head(region, made_at, len(sent)), THRESHOLD)


def publish_quarter(region: Region, period: Period, made_at: datetime) -> Document:
    """The same, remembered: before any file of it is written, so none goes out unremembered."""
    with region.store.engine.transaction():
        document = publishable(region, period, made_at)
        region.store.remember(document.counts, made_at)
    return document


def _head(region: Region, made_at: datetime, records: int | None = None) -> Head:
    return Head(region.name, "", made_at, __version__, records=records)
