"""Where the SIE samples are, and small files written on the spot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.sie import SieCounts

if TYPE_CHECKING:
    from asfdesk.domain.books.sie import SieFile

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "sie"

needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the stored SIE samples are not beside the project"
)

HEAD = """#FLAGGA 0
#PROGRAM "Syntet" 1.0
#FORMAT PC8
#GEN 20260115
#SIETYP 4
#ORGNR 559999-0002
#FNAMN "Påhittade Ön AB (svb)"
#RAR 0 20250101 20251231
#KONTO 1930 "Företagskonto"
#KONTO 3041 "Försäljning tjänst"
#KONTO 4010 "Inköp"
"""
ROWS = "#TRANS 1930 {} 1000.00\n#TRANS 3041 {} -1000.00\n"


def voucher(rows: str = ROWS, head: str = '#VER A 1 20251231 "Försäljning"') -> str:
    """A voucher with its braces."""
    return f"{head}\n{{\n{rows}}}\n"


def whole(body: str | None = None, head: str = HEAD) -> bytes:
    """A file in code page 437 with CRLF."""
    text = head + (voucher() if body is None else body)
    return text.replace("\n", "\r\n").encode("cp437")


def bare(file: SieFile) -> SieFile:
    """What a file holds, without lines, counts, issues and encoding."""
    return replace(
        file,
        encoding="",
        counts=SieCounts(),
        issues=(),
        issue_totals={},
        vouchers=tuple(
            one._replace(line=0, rows=tuple(row._replace(line=0) for row in one.rows))
            for one in file.vouchers
        ),
        period_balances=tuple(one._replace(line=0) for one in file.period_balances),
        budget=tuple(one._replace(line=0) for one in file.budget),
    )
