"""A small year of books as SIE text, its variants, and taking them in.

The figures of `base()` are worked out by hand: 3010 -180,000.00 and 3988 -30,000.00, 5010
8,000.50, 6110 500.25, 7010 40,000.00; result 161,499.25.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.services.books.import_sie import SourceFile, commit, preview, read_files

if TYPE_CHECKING:
    from collections.abc import Collection

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.books.import_preview import Preview
    from asfdesk.services.books.import_sie import Imported
    from asfdesk.services.session import ReadSession, WriteSession

FILES = Path(__file__).parent / "files" / "sie"
ORG_NUMBER = "559999-0002"
EXTRA = "".join(
    f'#VER A {number} 20260{month}05 "Extra"\n{{\n#TRANS 1930 {{}} 100.00\n'
    "#TRANS 3010 {} -100.00\n}\n"
    for number, month in zip(range(5, 10), range(4, 9), strict=True)
)
"""Five more vouchers, one a month from April, 100 kr each."""


def base() -> str:
    """The year as text."""
    return (FILES / "ledger_2026.se").read_text(encoding="cp437")


def prepare(session: WriteSession, org_number: str = ORG_NUMBER) -> None:
    """Whose books they are, and the shipped plan lines."""
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", org_number, LegalForm.COOPERATIVE, date(2024, 1, 1))
        )
        session.plans.seed_lines()


def look(
    session: WriteSession,
    *texts: str,
    encoding: str = "cp437",
    accepted: Collection[str] = (),
) -> Preview:
    """Preview of texts as files."""
    files = [SourceFile(f"bok{n}.se", text.encode(encoding)) for n, text in enumerate(texts)]
    return preview(session, read_files(files), accepted=accepted)


def take(
    session: WriteSession, *texts: str, encoding: str = "cp437", accepted: Collection[str] = ()
) -> Imported:
    """Preview and import."""
    made = look(session, *texts, encoding=encoding, accepted=accepted)
    return commit(session, made, accepted, made.books_through)


def the_year(session: ReadSession, first: date = date(2026, 1, 1)) -> FiscalYear:
    """A fiscal year that is there."""
    return next(year for year in session.enterprise.fiscal_years() if year.first == first)


def class_sums(session: ReadSession, year: FiscalYear) -> dict[str, int]:
    """Class digit -> öre with SIE's sign, of the months in use."""
    sums = dict.fromkeys("345678", 0)
    for row in session.ledger.year_months(year):
        sums[row.account[0]] += row.amount_sie_ore
    return sums
