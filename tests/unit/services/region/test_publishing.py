"""What goes out of a region is remembered: all of it, each time, and before it is a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.region.business import BASE
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.package_arrival import Pin
from asfdesk.reports.document import Hidden, Table
from asfdesk.services.region.region_documents import publish_quarter, publishable
from asfdesk.services.region.take_in import take_in
from tests.region import QUARTER, open_test_region, org_number, package_of, public, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.region.open_region import Region

TODAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    pins = tuple(Pin(org_number(n), f"F{n}", public(n), TODAY) for n in range(1, 16))
    opened = replace(open_test_region(tmp_path), pins=pins)
    take_in(opened, [write(tmp_path, package_of(n), n) for n in range(1, 13)], TODAY)
    yield opened
    opened.close()


def table(document: Document, key: str) -> Table:
    return next(one for one in document.blocks if isinstance(one, Table) and one.key == key)


def test_what_is_remembered_is_what_is_shown(region: Region) -> None:
    document = publish_quarter(region, QUARTER, MADE)
    shown = {
        (key, row.key, at): cell.value
        for key in ("exits", "people")
        for found in [table(document, key)]
        for row in (*found.rows, *found.totals)
        for at, cell in enumerate(row.cells[1 : len(found.columns) - 2])
    }
    remembered = region.store.published()
    counts = {name: n for name, n in remembered.items() if name.measure != BASE}
    assert len(counts) == len(shown)
    numbers = sorted(-1 if n is None else n for n in counts.values())
    assert numbers == sorted(-1 if isinstance(n, Hidden) else int(str(n)) for n in shown.values())
    # 11 … 22 persons of twelve enterprises.
    assert region.store.published()[Name("region.people", str(QUARTER))] == 198


def test_two_publications_of_the_same_moment_are_both_remembered(
    region: Region, tmp_path: Path
) -> None:
    total = Name("region.people", str(QUARTER))
    publish_quarter(region, QUARTER, MADE)
    take_in(region, [write(tmp_path, package_of(13), 13)], TODAY)
    publish_quarter(region, QUARTER, MADE)
    assert region.store.published()[total] == 198 + 23
    rows = region.store.engine.ask("SELECT count(DISTINCT publication) FROM region_published")
    assert rows == [(2,)]


def test_publishing_again_says_the_same(region: Region) -> None:
    first, again = (publish_quarter(region, QUARTER, MADE) for _time in range(2))
    assert first == again == publishable(region, QUARTER, MADE)


def test_shares_places_and_businesslikeness_are_in_it(region: Region) -> None:
    document = publish_quarter(region, QUARTER, MADE)
    # 1..6, 0..5 to work, one each to studies; and 6 more each of other kinds: 36 + 12 of 108.
    whole = table(document, "targets").totals[0]
    assert (whole.cells[1].value, whole.cells[2].value) == (Fraction(48, 108), Fraction(24, 108))
    middle = {row.key: row for row in table(document, "business").rows}
    # 2 001 … 2 012 hundredths of a per cent.
    assert middle["economy.own_sales_share"].cells[3].value == Fraction(20_065, 100_000)
    assert isinstance(middle["economy.liquidity_months"].cells[2].value, Hidden)
    together = {row.key: row.cells[2].value for row in table(document, "together").rows}
    # 1 + 2 + … + 12 places; six say how long the cash lasts, and all are short of it.
    assert (together["places.sold"], together["places.created"]) == (78, 6)
    assert (together["dependent"], together["short"]) == (0, 6)
