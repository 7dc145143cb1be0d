"""`inspect --json` on more than a hundred files whose sums are known beforehand (decisions B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.services.books.inspect_sie import judged
from tests.vendor_faults import FAULTS, faulty
from tests.vendor_files import files
from tests.vendor_styles import STYLES

if TYPE_CHECKING:
    from tests.vendor_files import Expected

FILES = {name: (data, expected) for name, data, expected in files(STYLES)}
FAULTY = {name: (data, expected) for name, data, expected in faulty()}


def test_there_are_more_than_a_hundred() -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("name", list(FILES))
def test_every_figure_of_every_file(name: str) -> None:
    data, expected = FILES[name]
    assert_as(data, expected)


@pytest.mark.parametrize("name", list(FAULTS))
def test_every_figure_of_every_faulty_file(name: str) -> None:
    data, expected = FAULTY[name]
    assert_as(data, expected)


def assert_as(data: bytes, expected: Expected) -> None:
    found = judged("x.se", data)
    years = [
        (year["start"], year["end"], year["result_by_class"], year["closing_accounts"])
        for year in found["fiscal_years"]
    ]
    assert years == list(expected.years)
    assert (found["accounts"], found["vouchers"], found["postings"]) == (
        expected.accounts,
        expected.vouchers,
        expected.postings,
    )
    assert (found["decision"], found["sie_type"], found["encoding"]) == (
        expected.decision,
        expected.sie_type,
        expected.encoding,
    )
    assert (found["program"], found["company"], found["org_number"]) == (
        expected.program,
        expected.company,
        expected.org_number,
    )
    assert {issue["code"] for issue in found["issues"]} == expected.codes
