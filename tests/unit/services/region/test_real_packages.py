"""Packages as an enterprise makes them, into a region: from the client file to the comparison."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period
from asfdesk.domain.region.rollup import keys_compared
from asfdesk.domain.sending.packages import spoken
from asfdesk.formats.package.recipient_keys import card_bytes, card_of
from asfdesk.services.region.follow_members import expect_member
from asfdesk.services.region.region_documents import compare
from asfdesk.services.region.take_in import packages_under, take_in
from asfdesk.services.sending.make_package import PackageOrder, make_package, set_whereabouts
from asfdesk.services.sending.recipients import (
    card_in,
    confirm_recipient,
    import_card,
    own_fingerprint,
)
from asfdesk.storage.disk.atomic import atomic_write
from tests.packages import KEYS
from tests.region import open_test_region
from tests.sending import TODAY, locked_months

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

QUARTER = Period.of_quarter(2026, 2)
MADE = datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("exact", [False, True])
def test_an_enterprise_s_own_package_enters_and_says_what_the_file_says(
    session: WriteSession, tmp_path: Path, *, exact: bool
) -> None:
    locked_months(session)
    set_whereabouts(session, "Huddinge", "HBS")
    atomic_write(tmp_path / "r.asfkort", card_bytes(KEYS))
    recipient = import_card(session, card_in(tmp_path / "r.asfkort", TODAY), TODAY)
    confirm_recipient(session, recipient, spoken(card_of(KEYS).fingerprint), TODAY)
    order = PackageOrder(QUARTER, TODAY, MADE, recipient, reports=("R7", "R10"), exact=exact)
    made = make_package(session, order, tmp_path / "in")
    region = open_test_region(tmp_path)
    digits = own_fingerprint(session)
    expect_member(region, "559999-0002", "Växthuset", QUARTER, digits)
    taken = take_in(region, packages_under([tmp_path / "in"]), date(2026, 7, 2))
    assert [one.error for one in taken] == [None]
    [sent] = region.store.sent(QUARTER, keys_compared())
    assert (sent.name, sent.municipality, sent.coordination) == ("Växthuset", "Huddinge", "HBS")
    # Two trainees are fewer than five: told only where it has been agreed on.
    assert (sent.value("trainees.unique"), sent.hides("trainees.unique")) == (None, True)
    assert sent.value("exact.unique") == (2 if exact else None)
    # Everything that the package says is in the tables, once.
    said = {one.key for found in made.content.reports.values() for one in found}
    assert set(region.store.totals(QUARTER)) == said
    document = compare(region, QUARTER, MADE)
    assert document.head.records == 1
    region.close()
