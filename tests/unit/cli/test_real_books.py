"""Real bookkeeping from end to end without a window: new, import, R8 (criterion: to the öre).

The files lie beside the checkout and are not part of it (their terms are not clear).
"""

from __future__ import annotations

import csv
import functools
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk.cli import main, new_file
from asfdesk.services.books.inspect_sie import inspect
from asfdesk.services.file.open_file import create_client_file
from tests.strongbox import CHEAP, OWNER

if TYPE_CHECKING:
    from asfdesk.services.books.inspect_sie import Inspected

SAMPLES = Path(__file__).parents[4] / "shared" / "sie"
HAS_SAMPLES = (SAMPLES / "expected.csv").is_file()
CLASSES = "345678"


def oracle() -> list[dict[str, str]]:
    """Year 0 of every file that has a fiscal year."""
    if not HAS_SAMPLES:
        return []
    with (SAMPLES / "expected.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year_index"] == "0"]
    return [row for row in rows if ".." in row["fiscal_year"]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    cheap = functools.partial(create_client_file, cost=CHEAP)
    monkeypatch.setattr(new_file, "create_client_file", cheap)
    return tmp_path


def made_file(folder: Path, found: Inspected) -> Path:
    """A client file of the company that the bookkeeping file names."""
    first = found["fiscal_years"][0]["start"]
    assert first is not None
    month = first[5:7]
    words = ["--name", found["company"] or "Okänt", "--org-number", found["org_number"]]
    dates = ["--fiscal-year-start", f"{month}-01", "--today", f"{first[:7]}-15"]
    assert main(["new", str(folder / "a"), *words, *dates]) == 0
    return folder / "a.asfdesk"


def table(folder: Path, home: Path, period: str, key: str) -> dict[str, dict[str, Any]]:
    """Rows of a table of R8 by what stands first in them."""
    out = folder / "out"
    words = ["--period", period, "--format", "json", "--out", str(out)]
    assert main(["report", str(home), "R8", *words]) == 0
    (path,) = out.glob("R8_*.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    (found,) = [block for block in document["blocks"] if block.get("key") == key]
    rows = [row["cells"] for row in (*found["rows"], *found.get("totals", []))]
    path.unlink()
    return {row[found["columns"][0]["key"]]: row for row in rows}


@pytest.mark.skipif(not HAS_SAMPLES, reason="no sample files beside the checkout")
@pytest.mark.parametrize("row", oracle(), ids=lambda row: row["sample"][-40:])
def test_r8_is_the_files_own_result_per_class(
    folder: Path, row: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    source = SAMPLES / row["sample"]
    (found,) = inspect([source])
    home = made_file(folder, found)
    questions = "unbalanced_voucher,org_number_missing"
    capsys.readouterr()
    assert main(["import", str(home), str(source), "--accept", questions, "--json"]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    period = f"FY{file['fiscal_year']['start'][:7]}"
    classes = table(folder, home, period, "reconciliation")
    total = Decimal(0)
    if file["source"] == "psaldo":
        total = -Decimal(row["PSALDO_3_8_no_objects"])
    else:
        kind = "TRANS" if file["source"] == "trans" else "RES"
        for number in CLASSES:
            wanted = -Decimal(row[f"{kind}_{number}"] or "0")
            shown = classes.get(number, {"report": "0"})["report"]
            assert Decimal(shown) == wanted, number
            total += wanted
    result = list(table(folder, home, period, "variance").values())[-1]
    assert Decimal(result["period_actual"]) == total
    months = list(table(folder, home, period, "actual_by_month").values())[-1]
    assert Decimal(months["sum"]) == total
