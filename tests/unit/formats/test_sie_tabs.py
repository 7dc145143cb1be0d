"""Tabs between fields, as Mamut and Visma Compact write them (sie.md §1.3, §4 row 5)."""

from __future__ import annotations

import pytest

from asfdesk.formats.sie.reader import read
from tests.unit.formats.sie_samples import bare, voucher, whole

ROWS = '#TRANS 1930 {} 1000.00 20251231 "In på bank"\n#TRANS 3041 {1 "10"} -1000.00\n'


def test_tabs_separate_as_spaces_do() -> None:
    spaces = whole(voucher(ROWS)).decode("cp437")
    quoted = spaces.split('"')
    quoted[::2] = [piece.replace(" ", "\t") for piece in quoted[::2]]
    tabs = read('"'.join(quoted).encode("cp437"))
    assert bare(tabs) == bare(read(spaces.encode("cp437")))
    assert tabs.vouchers[0].rows[1][:5] == ("3041", -100_000, None, "10", "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"Två\tord"', "Två\tord"),
        ('"Märket \\"A\tB\\""', 'Märket "A\tB"'),
        ('"C:\\\tmapp"', "C:\\\tmapp"),
    ],
)
def test_a_tab_inside_a_text_stays(written: str, meant: str) -> None:
    file = read(whole(f"#VER\tA\t1\t20251231\t{written}\n{{\n{ROWS}}}\n"))
    assert (file.vouchers[0].text, file.vouchers[0].left_out) == (meant, None)


def test_a_tab_in_a_text_that_goes_on_in_the_next_line_stays() -> None:
    file = read(whole(voucher(ROWS, '#VER A 1 20251231 "en\tdag\ntill\tslut"')))
    assert file.vouchers[0].text == "en\tdag till\tslut"
