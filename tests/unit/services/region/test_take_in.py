"""Only packages whose every part holds, from whom they say, once, enter a region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Period
from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import fingerprint_of, spoken
from asfdesk.errors import InvalidInputError, WrongKeyError
from asfdesk.formats.package.package_file import write_package
from asfdesk.formats.package.recipient_keys import card_of
from asfdesk.services.region.follow_members import end_member, expect_member
from asfdesk.services.region.open_region import region_in
from asfdesk.services.region.take_in import packages_under, take_in
from asfdesk.storage.region.embedded import open_embedded
from tests.packages import KEYS, STRANGER
from tests.region import (
    QUARTER,
    open_test_region,
    org_number,
    package_of,
    private,
    public,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.region.open_region import Region

TODAY = date(2026, 11, 23)


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = open_test_region(tmp_path)
    yield opened
    opened.close()


def heard(n: int) -> str:
    return spoken(fingerprint_of(public(n)))


def faults(region: Region, *paths: Path) -> list[PackageFault | None]:
    return [one.fault for one in take_in(region, paths, TODAY)]


def follow(region: Region, *numbers: int) -> None:
    for n in numbers:
        expect_member(region, org_number(n), f"Företag {n}", heard=heard(n))


def test_a_first_package_waits_until_its_fingerprint_is_compared(
    region: Region, tmp_path: Path
) -> None:
    path = write(tmp_path, package_of(1), 1)
    assert faults(region, path) == [PackageFault.UNPINNED]
    assert (region.store.members(), region.store.quarters()) == ([], [])
    wrong = take_in(region, [path], TODAY, heard(2))[0]
    assert isinstance(wrong.error, InvalidInputError)
    assert region.store.members() == []
    assert take_in(region, [path], TODAY, heard(1))[0].error is None
    found = region.store.members()[0]
    assert (found.public_key, found.pinned_on, found.since) == (public(1), TODAY, QUARTER)
    assert (found.municipality, found.coordination) == ("Kommun 1", "HBS")


def test_a_fingerprint_heard_before_lets_the_first_package_in(
    region: Region, tmp_path: Path
) -> None:
    follow(region, 1, 2)
    forged = write(tmp_path, package_of(1), 2)
    assert isinstance(take_in(region, [forged], TODAY)[0].error, InvalidInputError)
    assert faults(region, write(tmp_path, package_of(1), 1)) == [None]
    assert region.store.came() == {org_number(1): [QUARTER]}


def test_what_is_refused_leaves_no_trace_and_the_rest_goes_in(
    region: Region, tmp_path: Path
) -> None:
    follow(region, 1, 2, 3, 4)
    good = write(tmp_path, package_of(1), 1)
    cut = write(tmp_path, package_of(2), 2)
    cut.write_bytes(cut.read_bytes()[:-1])
    foreign = tmp_path / "foreign.asfpaket"
    foreign.write_bytes(write_package(package_of(3), private(3), card_of(STRANGER)))
    nothing = tmp_path / "letter.asfpaket"
    nothing.write_bytes(b"Hello")
    example = write(tmp_path, replace(package_of(4), example=True), 4)
    month = write(tmp_path, package_of(4, Period(date(2026, 7, 1), date(2026, 8, 31))), 4)
    told = take_in(region, [good, cut, foreign, nothing, example, month], TODAY)
    assert [one.fault for one in told] == [
        None,
        PackageFault.DAMAGED,
        PackageFault.NOT_FOR_US,
        PackageFault.NOT_A_PACKAGE,
        None,
        None,
    ]
    assert [one.error is None for one in told] == [True] + [False] * 5
    assert len({str(one.error) for one in told}) == len(told)
    assert region.store.came() == {org_number(1): [QUARTER]}


def test_each_flipped_bit_is_refused(region: Region, tmp_path: Path) -> None:
    follow(region, 1)
    path = write(tmp_path, package_of(1), 1)
    data = path.read_bytes()
    for at in range(0, len(data), 499):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert take_in(region, [path], TODAY)[0].error is not None
    assert region.store.quarters() == []


def test_a_replayed_an_older_and_another_key_s_package_are_told_apart(
    region: Region, tmp_path: Path
) -> None:
    follow(region, 1)
    first, second = (write(tmp_path, package_of(1, number=n), 1) for n in (1, 2))
    # The lower number is entered first, in whichever order they are given.
    assert faults(region, second, second, first) == [None, PackageFault.REPLAYED, None]
    assert faults(region, second) == [PackageFault.REPLAYED]
    other = write(tmp_path, package_of(1, number=3), 9)
    assert faults(region, other) == [PackageFault.WRONG_ENTERPRISE]
    assert faults(region, first) == [PackageFault.REPLAYED]


def test_a_lower_number_that_comes_after_is_superseded(region: Region, tmp_path: Path) -> None:
    follow(region, 1)
    assert faults(region, write(tmp_path, package_of(1, number=2), 1)) == [None]
    late = write(tmp_path, package_of(1, number=1), 1)
    assert faults(region, late) == [PackageFault.SUPERSEDED]


def test_a_correction_is_counted_instead_of_what_it_corrects(
    region: Region, tmp_path: Path
) -> None:
    follow(region, 1)
    write(tmp_path, package_of(1), 1)
    write(tmp_path, replace(package_of(1, number=2), reports=package_of(5).reports), 1)
    assert faults(region, *packages_under([tmp_path])) == [None, None]
    total = region.store.totals(QUARTER)["trainees.unique"]
    assert (total.total, total.known) == (15, 1)


def test_a_new_key_is_taken_when_its_fingerprint_is_heard(region: Region, tmp_path: Path) -> None:
    follow(region, 1)
    assert faults(region, write(tmp_path, package_of(1), 1)) == [None]
    expect_member(region, org_number(1), "", heard=heard(8))
    assert faults(region, write(tmp_path, package_of(1, number=2), 8)) == [None]
    assert region.store.members()[0].public_key == public(8)


def test_somebody_who_left_is_kept_but_not_expected(region: Region) -> None:
    follow(region, 1)
    assert end_member(region, org_number(1), TODAY).ended_on == TODAY
    with pytest.raises(InvalidInputError):
        end_member(region, org_number(2), TODAY)


def test_other_keys_do_not_open_the_region(region: Region, tmp_path: Path) -> None:
    region.close()
    with pytest.raises(WrongKeyError):
        open_embedded(tmp_path / "region.asfregion", STRANGER.signing, make=False)
    with pytest.raises(WrongKeyError):
        region_in(open_embedded(tmp_path / "region.asfregion", KEYS.signing, make=False), STRANGER)


def test_nothing_of_the_file_is_in_clear(region: Region, tmp_path: Path) -> None:
    follow(region, 1)
    region.close()
    raw = (tmp_path / "region.asfregion").read_bytes()
    assert b"SQLite" not in raw
    assert org_number(1).encode() not in raw
