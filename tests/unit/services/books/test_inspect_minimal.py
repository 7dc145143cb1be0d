"""What concerns persons in a file stays out of what is said of it (sie.md §5.1)."""

from __future__ import annotations

import json

import pytest

from asfdesk.formats.sie.reader import read
from asfdesk.services.books.inspect_sie import described
from tests.unit.formats.sie_samples import HEAD, whole

PERSONS = (
    "Anna Testsson",
    "Storgatan 12",
    "070-1234567",
    "AT",
    "Lön Anna",
    "850101-1234",
    "8501011234",
)
HEADER = HEAD.replace("#GEN 20260115", '#GEN 20260115 "AT"') + (
    '#ADRESS "Anna Testsson" "Storgatan 12" "123 45 Ort" "070-1234567"\n'
    '#DIM 7 "Anställd"\n#OBJEKT 7 "850101-1234" "Anna Testsson"\n'
    '#OBJEKT 8 "8501011234" "Anna Testsson"\n#OBJEKT 1 "10" "Caféet"\n'
)
ROWS = (
    '#TRANS 1930 {7 "850101-1234"} 1000.00 20251231 "Lön Anna" 1 "AT"\n'
    '#TRANS 3041 {8 "8501011234" 1 "10"} -1000.00 20251231 "Lön Anna" 1 "AT"\n'
)
SLIPPED = (
    '#TRANS 1930 {} 1.00 "Anna Testsson"\n',
    '#TRANS 1930 {} "Anna Testsson"\n',
    '#TRANS 1930 {} 1.00 "850101-1234"\n',
    "#TRANS 1930 {} 8501011234,x\n",
    '#UB 0 1930 "Lön Anna"\n',
    '#GEN "Anna Testsson"\n',
    '#RAR "Anna Testsson"\n',
)


def _said(body: str) -> str:
    data = whole(f'#VER A 1 20251231 "Lön Anna" 20251231 "AT"\n{{\n{ROWS}}}\n{body}', HEADER)
    return json.dumps(described("x.se", data, read(data)), ensure_ascii=False)


@pytest.mark.parametrize("body", ["", *SLIPPED])
def test_no_persons_in_what_inspect_says(body: str) -> None:
    words = _said(f"#VER A 2 20251231\n{{\n{body}}}\n" if body.startswith("#TRANS") else body)
    for person in PERSONS:
        assert f'"{person}"' not in words
        assert len(person) < 3 or person not in words
    assert "Syntet 1.0" in words


def test_of_dimensions_only_cost_centres_and_projects_are_kept() -> None:
    file = read(whole(f'#VER A 1 20251231 "x"\n{{\n{ROWS}}}\n', HEADER))
    assert (file.cost_centres, file.projects) == ({"10": "Caféet"}, {})
    assert [row.cost_centre for row in file.vouchers[0].rows] == ["", "10"]
    assert not any("8501" in part for row in file.vouchers[0].rows for part in map(str, row))


def test_a_file_in_a_log_shows_no_texts() -> None:
    shown = repr(read(whole(f'#VER A 1 20251231 "Lön Anna"\n{{\n{ROWS}}}\n', HEADER)))
    assert not any(person in shown for person in PERSONS if len(person) > 2)
