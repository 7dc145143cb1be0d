"""The figures of `inspect`, against the oracle of the samples and worked by hand (decisions B4)."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import AsfDeskError, FileMissingError
from asfdesk.i18n import set_language
from asfdesk.services.books.inspect_sie import inspect
from tests.unit.formats.sie_samples import HEAD, SAMPLES, needs_samples, voucher, whole

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.books.inspect_sie import Inspected

CLASSES = ("3", "4", "5", "6", "7", "8")


def _oracle() -> list[dict[str, str]]:
    path = SAMPLES / "expected.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _sample(name: str) -> Inspected:
    return inspect([SAMPLES / name])[0]


@needs_samples
@pytest.mark.parametrize(
    "row", _oracle(), ids=lambda row: f"{row['sample'][-30:]}{row['year_index']}"
)
def test_every_row_of_the_oracle(row: dict[str, str]) -> None:
    found = _sample(row["sample"])
    year = found["fiscal_years"][-int(row["year_index"])]
    numbers = [row[f"RES_{number}"] for number in CLASSES]
    if not any(text.strip("0.") for text in numbers) and row["TRANS_3"]:
        numbers = [row[f"TRANS_{number}"] for number in CLASSES]
    assert (found["program"], found["encoding"]) == (row["program"], row["encoding"])
    assert (str(found["sie_type"])[0], str(found["accounts"])) == (row["sietyp"], row["accounts"])
    assert [str(found["vouchers"]), str(found["postings"])] == [row["vouchers"], row["trans"]]
    span = f"{year['start']}..{year['end']}" if year["start"] else ""
    assert span == row["fiscal_year"]
    assert year["result_by_class"] == dict(zip(CLASSES, numbers, strict=True))
    assert year["closing_accounts"] == row["RES_8990_8999"]


def _inspected(tmp_path: Path, data: bytes) -> Inspected:
    path = tmp_path / "a.se"
    path.write_bytes(data)
    return inspect([path])[0]


def test_the_keys_and_the_digest(tmp_path: Path) -> None:
    data = whole()
    found = _inspected(tmp_path, data)
    assert list(found) == [
        "schema",
        "file",
        "sha256",
        "decision",
        "program",
        "sie_type",
        "encoding",
        "company",
        "org_number",
        "fiscal_years",
        "accounts",
        "vouchers",
        "postings",
        "issues",
    ]
    assert found["schema"] == 1
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    assert (found["accounts"], found["vouchers"], found["postings"]) == (3, 1, 2)
    assert (found["decision"], found["sie_type"], found["org_number"]) == (
        "accept",
        "4E",
        "559999-0002",
    )


def test_unbalanced_vouchers_count_in_the_sums(tmp_path: Path) -> None:
    year = _inspected(tmp_path, whole(voucher("#TRANS 3041 {} -5.5\n")))["fiscal_years"][0]
    assert year["result_by_class"] == dict.fromkeys(CLASSES, "0.00") | {"3": "-5.50"}


def test_the_years_results_come_before_rows_and_rows_before_months(tmp_path: Path) -> None:
    months = "#PSALDO 0 202512 3041 {} -3.00\n#PSALDO 0 202512 3041 {1 10} -2.00\n"
    for body, amount in (
        (months, "-3.00"),
        (months + voucher(), "-1000.00"),
        (months + "#RES 0 3041 -7.00\n" + voucher(), "-7.00"),
        (months + "#RES 0 3041 0\n" + voucher(), "-1000.00"),
    ):
        year = _inspected(tmp_path, whole(body))["fiscal_years"][0]
        assert year["result_by_class"] is not None
        assert year["result_by_class"]["3"] == amount


def test_a_year_with_nothing_is_null(tmp_path: Path) -> None:
    found = _inspected(tmp_path, whole(head=HEAD + "#RAR -1 20240101 20241231\n"))
    year = found["fiscal_years"][1]
    assert (year["start"], year["end"]) == ("2024-01-01", "2024-12-31")
    assert (year["result_by_class"], year["closing_accounts"]) == (None, None)


def test_no_year_gives_one_entry_with_null_dates(tmp_path: Path) -> None:
    head = HEAD.replace("#RAR 0 20250101 20251231\n", "")
    years = _inspected(tmp_path, whole(head=head))["fiscal_years"]
    assert [(year["start"], year["end"]) for year in years] == [(None, None)]


def test_the_present_year_stands_first_though_a_later_one_has_begun(tmp_path: Path) -> None:
    years = "".join(
        f'<FiscalYear start="{year}-01" end="{year}-12"{mark}/>'
        for year, mark in ((2024, ""), (2025, ' primary="true"'), (2026, ""))
    )
    xml = f"<Sie><FileInfo><FiscalYears>{years}</FiscalYears></FileInfo></Sie>"
    found = _inspected(tmp_path, xml.encode())["fiscal_years"]
    assert [year["start"] for year in found] == ["2025-01", "2024-01", "2026-01"]


def test_closing_accounts_stand_apart_and_class_9_nowhere(tmp_path: Path) -> None:
    rows = "#RES 0 3041 -10.00\n#RES 0 8999 10.00\n#RES 0 8910 1.00\n#RES 0 9999 5.00\n"
    year = _inspected(tmp_path, whole(rows))["fiscal_years"][0]
    assert year["closing_accounts"] == "10.00"
    assert year["result_by_class"] == dict.fromkeys(CLASSES, "0.00") | {"3": "-10.00", "8": "1.00"}


def test_zero_never_has_a_sign(tmp_path: Path) -> None:
    year = _inspected(tmp_path, whole("#RES 0 3041 -0.00\n"))["fiscal_years"][0]
    assert year["result_by_class"] == dict.fromkeys(CLASSES, "0.00")


def test_what_is_no_sie_file_is_judged_too(tmp_path: Path) -> None:
    found = _inspected(tmp_path, b"<html></html>")
    assert (found["decision"], found["sie_type"], found["encoding"]) == ("refuse", None, None)
    assert found["fiscal_years"] == []
    assert [one["code"] for one in found["issues"]] == ["html_file"]


def test_messages_are_in_the_language_in_force(tmp_path: Path) -> None:
    set_language("en")
    try:
        issue = _inspected(tmp_path, b"")["issues"][0]
    finally:
        set_language("sv")
    assert issue == {
        "line": None,
        "severity": "refuse",
        "code": "empty_file",
        "message": "The file is empty. Export the file again from the bookkeeping program.",
    }


@pytest.mark.parametrize(
    "body", ['#KONTO "" "A"\n#KONTO "" "B"\n', '"" x\n', "#\n#\n", "#PSALDO 0 202512\n"]
)
def test_what_lacks_its_name_has_its_sentence_too(tmp_path: Path, body: str) -> None:
    found = _inspected(tmp_path, whole(body + voucher()))
    assert all(issue["message"] for issue in found["issues"])
    assert found["postings"] == 2


def test_a_missing_file_says_what_why_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError) as caught:
        inspect([tmp_path / "no.se"])
    assert all((caught.value.what, caught.value.why, caught.value.todo))
    assert "no.se" in caught.value.what


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(AsfDeskError) as caught:
        inspect([tmp_path])
    assert all((caught.value.what, caught.value.why, caught.value.todo))


def test_a_name_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        inspect([f"{tmp_path}/a\x00b"])
