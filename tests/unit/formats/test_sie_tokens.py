"""Fields of a line, by both ways (sie.md §1.3, §5.1)."""

from __future__ import annotations

import pytest

from asfdesk.domain.books.sie import Code
from asfdesk.formats.sie.encoding import decode
from asfdesk.formats.sie.issue_log import IssueLog
from asfdesk.formats.sie.kind import Kind, kind_of
from asfdesk.formats.sie.lines import split_lines
from asfdesk.formats.sie.tokens import ObjectList, exact_fields, fast_fields, fields_of
from tests.unit.formats.sie_samples import SAMPLES, needs_samples


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("#KONTO 1910 Kassa", ["#KONTO", "1910", "Kassa"]),
        ('#KONTO\t1910\t"Kassa och bank"', ["#KONTO", "1910", "Kassa och bank"]),
        (r'#KONTO 1915 "Kassa \"special\""', ["#KONTO", "1915", 'Kassa "special"']),
        (r'#FNR "C:\ProgramData\x"', ["#FNR", r"C:\ProgramData\x"]),
        (r'#KONTO 4010 "C:\Mapp\"', ["#KONTO", "4010", "C:\\Mapp\\"]),
        ('#VER "" "" 20250101', ["#VER", "", "", "20250101"]),
        ("#TRANS 1910 {} -10.00", ["#TRANS", "1910", ObjectList(), "-10.00"]),
        (
            '#TRANS 7010 {"1" "456" "7" "47"} 13200.00',
            ["#TRANS", "7010", ObjectList(("1", "456", "7", "47")), "13200.00"],
        ),
        (
            '#TRANS 7010 {1 "a}b"} 1 "" "{x}"',
            ["#TRANS", "7010", ObjectList(("1", "a}b")), "1", "", "{x}"],
        ),
        ('#VER A 1 20250115 "#VER nr #5"', ["#VER", "A", "1", "20250115", "#VER nr #5"]),
        ("#KONTO 4010 Jönsson's", ["#KONTO", "4010", "Jönsson's"]),
        ("#TRANS 1910 {} 1\u00a0000", ["#TRANS", "1910", ObjectList(), "1\u00a0000"]),
    ],
)
def test_fields(line: str, values: list[object]) -> None:
    found = fields_of(line)
    assert found.values == values
    assert found.faults == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('#KONTO 1288 "F"rskott"', Code.STRAY_QUOTE),
        ('#KONTO 2440 Leverant"rsskulder', Code.STRAY_QUOTE),
        ('#KONTO 1040 "Kontorsmask', Code.UNCLOSED_QUOTE),
        ('#TRANS 1 {1 "a} 5', Code.OBJECT_LIST_BROKEN),
    ],
)
def test_faults_are_named(line: str, fault: Code) -> None:
    assert fault in exact_fields(line).faults


def test_the_fast_way_leaves_what_it_cannot_be_sure_of() -> None:
    assert fast_fields(r'#KONTO 1 "a \"b\""') is None
    assert fast_fields('#KONTO 1 "a"b"') is None
    assert fast_fields("#VER A 1 {") is None
    assert fast_fields("#TRANS 1 {} 1\u00a0000") is None


@needs_samples
def test_both_ways_agree_on_every_line_of_every_sample() -> None:
    compared = 0
    for path in sorted(SAMPLES.glob("*/*")):
        data = path.read_bytes()
        if kind_of(data, IssueLog()) is not Kind.TEXT:
            continue
        log = IssueLog()
        for line in split_lines(decode(data, None, log).text, log):
            fast = fast_fields(line)
            if fast is not None:
                compared += 1
                exact = exact_fields(line)
                assert (exact.values, exact.faults) == (fast, ()), line
    assert compared > 20_000
