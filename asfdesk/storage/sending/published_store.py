"""Counts that have gone out, shown or hidden; the value of a hidden one is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.published import PublishedCount
from asfdesk.storage.columns import need_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asfdesk.storage.rows import Reader, Writer


def read_published(rows: Reader) -> list[PublishedCount]:
    """All of them, the earliest first."""
    return [
        PublishedCount(
            row["report"],
            Name(row["measure"], row["period"], row["cell"]),
            need_moment(row["made_at"]),
            row["recipient"],
            row["value"],
            bool(row["exact"]),
        )
        for row in rows.all("SELECT * FROM published_count ORDER BY id")
    ]


def write_published(rows: Writer, counts: Iterable[PublishedCount]) -> None:
    """Enter some; inside `Writer.action`."""
    for one in counts:
        rows.insert(
            "published_count",
            {
                "report": one.report,
                "period": one.name.period,
                "made_at": one.made_at.isoformat(),
                "recipient": one.recipient,
                "exact": int(one.exact),
                "measure": one.name.measure,
                "cell": one.name.cell,
                "value": one.value,
            },
        )
