"""A region's reports as files: made, remembered where they go out, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.region.quarters import latest_due
from asfdesk.services.region.region_documents import (
    compare,
    late_report,
    own_rank,
    publish_quarter,
)
from asfdesk.services.sending.export_report import export_document, parse_formats

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from asfdesk.domain.period import Period
    from asfdesk.reports.document import Document
    from asfdesk.services.region.open_region import Region

STEMS = {
    "late": "region_sena",
    "compare": "region_jamforelse",
    "publish": "region_publik",
    "rank": "region_plats",
}
"""What a region's reports are called as files."""


def write_region_report(  # noqa: PLR0913 - what, of when, and where to
    region: Region,
    what: str,
    quarter: Period | None,
    made_at: datetime,
    formats: str,
    folder: Path,
    *,
    org_number: str = "",
) -> tuple[Path, ...]:
    """Write one of the region's reports.

    Args:
        region: the open region.
        what: a key of STEMS.
        quarter: None = the last one whose packages should be here.
        made_at: now, on the day that it is asked.
        formats: "pdf,xlsx".
        folder: made if it is not there.
        org_number: the enterprise of a "rank".

    Raises:
        InvalidInputError: a format or the enterprise does not exist.
        AsfDeskError: the files could not be written; what was to be published counts as published.
    """
    kinds = parse_formats(formats)  # before anything is remembered
    period = quarter or latest_due(made_at.date())
    document = _document(region, what, period, made_at, org_number)
    stem = f"{STEMS[what]}_{org_number}" if what == "rank" else STEMS[what]
    return export_document(document, f"{stem}_{document.period}", kinds, folder).files


def _document(
    region: Region, what: str, period: Period, made_at: datetime, org_number: str
) -> Document:
    if what == "late":
        return late_report(region, made_at.date(), made_at)
    if what == "rank":
        return own_rank(region, org_number, period, made_at)
    return (publish_quarter if what == "publish" else compare)(region, period, made_at)
