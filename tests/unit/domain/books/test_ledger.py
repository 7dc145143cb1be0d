"""How far books reach, and what is left of a pre-system's file after a day."""

from __future__ import annotations

from datetime import date

import pytest

from asfdesk.domain.books.ledger import ObjectAmount, reach_of
from asfdesk.domain.books.separate_accounts import separate_blocks
from asfdesk.domain.books.sie import SieFile, SieRow, SieVoucher
from asfdesk.domain.books.sie_intake import intake

MARCH, APRIL, DECEMBER = date(2026, 3, 31), date(2026, 4, 15), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("covered", "made", "voucher", "reach"),
    [
        (MARCH, APRIL, date(2026, 3, 20), MARCH),
        (DECEMBER, APRIL, MARCH, APRIL),  # the year's end is told though it has only begun
        (None, APRIL, MARCH, MARCH),
        (MARCH, APRIL, date(2026, 5, 2), date(2026, 5, 2)),
        (DECEMBER, None, MARCH, DECEMBER),
        (None, APRIL, None, APRIL),
        (None, None, None, None),
    ],
)
def test_reach(
    covered: date | None, made: date | None, voucher: date | None, reach: date | None
) -> None:
    assert reach_of(covered, made, voucher) == reach


def voucher(day: date, series: str) -> SieVoucher:
    rows = (SieRow("3010", -100, None, "", "", "", 1), SieRow("1930", 100, None, "", "", "", 2))
    return SieVoucher(series, "1", day, "", 1, rows, None)


def test_only_vouchers_after_a_day_are_left() -> None:
    file = SieFile(vouchers=(voucher(MARCH, "A"), voucher(APRIL, "B")))
    taken = intake(file, date(2026, 1, 1), DECEMBER)
    assert taken.voucher_months == {"2026-03", "2026-04"}
    assert taken.after(None) is taken
    left = taken.after(MARCH)
    assert (left.series, left.voucher_months, left.postings) == ({"B"}, {"2026-04"}, 2)
    assert left.turnover == {("3010", "2026-04", "", ""): -100, ("1930", "2026-04", "", ""): 100}


def test_what_has_no_code_stands_last() -> None:
    amounts = [
        ObjectAmount("", "5010", 700),
        ObjectAmount("P2", "3010", -500),
        ObjectAmount("P1", "8310", -10),
        ObjectAmount("P1", "7010", 300),
    ]
    blocks = separate_blocks(amounts, {"P1": "Ett"}, {"7010": "Lön"})
    assert [(b.code, b.name, b.income_ore, b.cost_ore) for b in blocks] == [
        ("P1", "Ett", 10, -300),
        ("P2", "", 500, 0),
        ("", "", 0, -700),
    ]
    assert [a.number for a in blocks[0].accounts] == ["7010", "8310"]
