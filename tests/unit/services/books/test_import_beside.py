"""Pre-system files stand beside the books: each in its own months, none counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.ledger import ActualSource
from asfdesk.services.books.import_sie import commit
from tests.sie_books import EXTRA, base, class_sums, look, prepare, take, the_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

BOOKS_3 = -21_000_000
"""Class 3 of `base()`, which goes to 31 March, in öre with SIE's sign."""


@pytest.fixture(autouse=True)
def _own_books(session: WriteSession) -> None:
    prepare(session)
    take(session, base())


def voucher(day: str, kronor: int, series: str = "K") -> str:
    return (
        f'#VER {series} "" {day}\n{{\n#TRANS 1910 {{}} {kronor}.00\n'
        f"#TRANS 3010 {{}} -{kronor}.00\n}}\n"
    )


def pre_system(*vouchers: str) -> str:
    head = (
        '#FLAGGA 0\n#PROGRAM "Kassa" 1\n#FORMAT PC8\n#GEN 20260701\n#SIETYP 4\n'
        '#ORGNR 559999-0002\n#FNAMN "Växthuset"\n'
    )
    return head + "".join(vouchers)


def accept(session: WriteSession, *texts: str) -> None:
    made = look(session, *texts)
    commit(session, made, made.asked_codes)


def codes(session: WriteSession, *texts: str) -> set[str]:
    return {str(found.code) for file in look(session, *texts).files for found in file.findings}


def beside(session: WriteSession) -> int:
    """What the pre-systems add to class 3, in öre with SIE's sign."""
    return class_sums(session, the_year(session))["3"] - BOOKS_3


def test_another_month_is_added(session: WriteSession) -> None:
    accept(session, pre_system(voucher("20260420", 500)))
    again = pre_system(voucher("20260520", 700))
    assert "pre_system_replaced" not in codes(session, again)
    accept(session, again)
    assert beside(session) == -120_000
    kept = session.ledger.import_of(the_year(session).id, preliminary=True)
    assert kept is not None
    assert (kept.vouchers, kept.postings, str(kept.last_voucher_on)) == (2, 4, "2026-05-20")
    session.writer.undo()
    assert beside(session) == -50_000


def test_the_same_month_and_series_is_replaced_after_a_question(session: WriteSession) -> None:
    accept(session, pre_system(voucher("20260420", 500), voucher("20260520", 700)))
    again = pre_system(voucher("20260420", 600))
    made = look(session, again)
    assert "pre_system_replaced" in made.asked_codes
    assert [(c.account, str(c.month), c.change_ore) for c in made.files[0].months] == [
        ("3010", "2026-04", 10_000)
    ]
    commit(session, made, made.asked_codes)
    assert beside(session) == -130_000


def test_another_series_in_the_same_month_stands_beside(session: WriteSession) -> None:
    accept(session, pre_system(voucher("20260420", 500, "K")))
    wages = pre_system(voucher("20260425", 300, "L"))
    assert "pre_system_replaced" not in codes(session, wages)
    accept(session, wages)
    assert beside(session) == -80_000


def test_the_same_pre_system_file_again_changes_nothing(session: WriteSession) -> None:
    first = pre_system(voucher("20260420", 500))
    accept(session, first)
    accept(session, pre_system(voucher("20260520", 700)))
    made = look(session, first)
    assert made.files[0].is_known
    assert not made.has_news


def test_days_that_the_books_reach_are_left_out(session: WriteSession) -> None:
    both = pre_system(voucher("20260315", 400), voucher("20260420", 500))
    assert "pre_system_partly_in_books" in codes(session, both)
    accept(session, both)
    assert beside(session) == -50_000


def test_books_take_away_only_what_they_reach(session: WriteSession) -> None:
    accept(session, pre_system(voucher("20260420", 500), voucher("20260920", 700)))
    longer = base() + EXTRA  # one voucher of 100 kr a month, the last on 5 August
    made = look(session, longer)
    removed = [f for f in made.files[0].findings if f.code == "pre_system_removed"]
    assert len(removed) == 1
    assert made.files[0].result_change_ore == 5 * 10_000 - 50_000
    commit(session, made, made.asked_codes)
    assert beside(session) == -50_000 - 70_000
    session.writer.undo()
    assert beside(session) == -120_000


def test_several_pre_system_files_at_once(session: WriteSession) -> None:
    april, may = (pre_system(voucher(day, 500)) for day in ("20260420", "20260520"))
    accept(session, april, may)
    assert beside(session) == -100_000
    june = pre_system(voucher("20260620", 1))
    again = pre_system(voucher("20260621", 2))
    assert "same_fiscal_year_twice" in codes(session, june, again)


def test_books_in_the_same_import_come_first(session: WriteSession) -> None:
    wages = pre_system(voucher("20260615", 500), voucher("20260920", 700))
    accept(session, wages, base() + EXTRA)
    assert beside(session) == -50_000 - 70_000


def test_names_of_cost_centres_and_projects_are_kept(session: WriteSession) -> None:
    assert session.ledger.object_names(1) == {"10": "Kafé", "20": "Handledning"}
    assert session.ledger.object_names(6) == {"P1": "Grönt är skönt"}
    books = session.ledger.import_of(the_year(session).id)
    assert books is not None
    assert books.source is ActualSource.VOUCHERS
    rows = session.writer.value("SELECT count(*) FROM sie_object WHERE dimension NOT IN (1, 6)")
    assert rows == 0
