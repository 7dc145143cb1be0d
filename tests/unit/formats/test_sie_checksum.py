"""The test vectors of #KSUMMA (sie.md §1.7) and what follows from a sum."""

from __future__ import annotations

import zlib

import pytest

from asfdesk.domain.books.sie import Code
from asfdesk.formats.sie.checksum import checksum, record_bytes
from asfdesk.formats.sie.reader import read
from tests.unit.formats.sie_samples import SAMPLES, needs_samples

FILE = """#FLAGGA 0
#KSUMMA
#PROGRAM "Påhittat" 1.0
#FORMAT PC8
#GEN 20260115
#SIETYP 4
#FNAMN "Ön AB"
#KONTO 1915 "Kassa \\"special\\""
#VER A 1 20260115 "Porto"
{
#TRANS 1910 {} -10.00
#TRANS 6250 {1 "K 1"} 10.00
}
#KSUMMA %s
"""
SUMS = {Code.CHECKSUM_MISMATCH, Code.CHECKSUM_UNFINISHED, Code.CHECKSUM_OTHER_ENCODING}


def test_one_record() -> None:
    line = '#KONTO 1915 "Kassa \\"special\\""'
    assert record_bytes(line) == b'#KONTO1915Kassa "special"'
    assert zlib.crc32(record_bytes(line)) == 1_921_122_205


def test_a_whole_file() -> None:
    assert checksum(FILE.splitlines()[2:-1]) == 1_645_834_535


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1645834535", set()),
        ("1645834536", {Code.CHECKSUM_MISMATCH}),
        ("", {Code.CHECKSUM_UNFINISHED}),
    ],
)
def test_the_reader_compares(value: str, found: set[Code]) -> None:
    file = read((FILE % value).encode("cp437"))
    assert set(file.issue_totals) & SUMS == found


@needs_samples
def test_real_files_with_a_sum_agree() -> None:
    sample = next(SAMPLES.glob("Alipsa*/*44_sie4.se"))
    assert b"#KSUMMA" in sample.read_bytes()
    assert not set(read(sample.read_bytes()).issue_totals) & SUMS
