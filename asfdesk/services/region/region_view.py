"""What the region's page shows, gathered in one go; the page computes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.region.quarters import late_members, latest_due
from asfdesk.domain.region.rollup import by_part, keys_compared, roll_up
from asfdesk.i18n import _
from asfdesk.reports.region.region_course import courses
from asfdesk.reports.region.region_report import members_table, parts_table, spread_table

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.reports.document import Table
    from asfdesk.reports.region.region_course import Course
    from asfdesk.services.region.open_region import Region

MOST_QUARTERS = 12
"""Three years are drawn; what is older stands in the reports of its quarter."""


@dataclass(frozen=True)
class RegionView:
    """A quarter of the region.

    Attributes:
        quarters: of which anything is here, and the one that is due; the latest first.
        followed, late, came: enterprises; those that are late; packages of the quarter.
        members: everybody, those who are late first; a row's key is the organisation number.
        courses: figures over the latest quarters.
    """

    quarter: Period
    quarters: tuple[Period, ...]
    followed: int
    late: int
    came: int
    members: Table
    spread: Table
    bodies: Table
    municipalities: Table
    courses: tuple[Course, ...]


def region_view(region: Region, wanted: Period | None, today: date) -> RegionView:
    """Everything about a quarter; None = the last one whose packages should be here."""
    store = region.store
    members, came, here = store.members(), store.came(), store.quarters()
    late = late_members(members, came, today)
    quarter = wanted or latest_due(today)
    known = {str(one): one for one in (*here, latest_due(today), quarter)}
    quarters = sorted(known.values(), reverse=True)
    sent = store.sent(quarter, keys_compared())
    whole = roll_up(sent)
    drawn = [
        (one, whole if one == quarter else roll_up(store.sent(one, keys_compared())))
        for one in here[-MOST_QUARTERS:]
    ]
    return RegionView(
        quarter,
        tuple(quarters),
        len(members),
        len(late),
        len(sent),
        members_table(members, late, came),
        spread_table(whole),
        parts_table(
            "bodies",
            _("By samordningsförbund"),
            by_part(sent, lambda one: one.coordination),
            whole,
        ),
        parts_table(
            "municipalities",
            _("By municipality"),
            by_part(sent, lambda one: one.municipality),
            whole,
        ),
        courses(drawn),
    )
