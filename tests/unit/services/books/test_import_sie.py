"""Imports replace, never add; the same file again changes nothing; undo brings all back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.ledger import ActualSource, BalanceKind, PostingFilter
from asfdesk.domain.books.sie_issues import Decision
from asfdesk.domain.period import Month
from asfdesk.errors import CancelledError, ImportRefusedError, NeedsVaultKeyError
from asfdesk.services.books.import_history import ImportState, import_history, reconcile
from asfdesk.services.books.import_rows import keeps_texts
from asfdesk.services.books.import_sie import (
    SourceFile,
    accept_org_number,
    commit,
    encoding_samples,
    load_files,
    set_keep_texts,
)
from asfdesk.services.books.typed_amounts import write_typed
from asfdesk.services.changes import Topic
from tests.sie_books import EXTRA, base, class_sums, look, prepare, take, the_year
from tests.strongbox import decrypted_pages

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.services.session import WriteSession

CLASSES = {
    "3": -21_000_000,
    "4": 0,
    "5": 800_050,
    "6": 50_025,
    "7": 4_000_000,
    "8": 0,
}
"""Of `base()`, in öre with SIE's sign."""


@pytest.fixture(autouse=True)
def _own_company(session: WriteSession) -> None:
    prepare(session)


def test_months_come_from_the_rows_own_dates(session: WriteSession) -> None:
    done = take(session, base())
    year = the_year(session)
    assert (done.vouchers, done.postings, done.left_out) == (6, 14, 0)
    assert done.changes == {Topic.LEDGER, Topic.ENTERPRISE}
    assert class_sums(session, year) == CLASSES
    by_month = {
        (row.account, str(row.month), row.cost_centre, row.project): row.amount_sie_ore
        for row in session.ledger.year_months(year)
    }
    assert by_month == {
        ("3010", "2026-01", "10", ""): -10_000_000,
        ("3010", "2026-02", "10", ""): -8_000_000,
        ("3988", "2026-03", "", "P1"): -3_000_000,
        ("5010", "2026-02", "", ""): 800_050,
        ("6110", "2026-02", "", ""): 50_025,
        ("7010", "2026-01", "20", ""): 4_000_000,
    }
    assert reconcile(session, year).agrees


def test_the_months_are_the_sums_of_the_postings(session: WriteSession) -> None:
    take(session, base() + EXTRA)
    keys = "account, month, cost_centre, project"
    kept = session.writer.all(f"SELECT {keys}, amount_sie_ore FROM account_month ORDER BY {keys}")
    summed = session.writer.all(
        f"SELECT {keys}, sum(amount_sie_ore) AS amount_sie_ore FROM posting"
        f" GROUP BY {keys} ORDER BY {keys}"
    )
    assert kept == summed


def test_nothing_is_kept_that_the_comparison_does_not_need(session: WriteSession) -> None:
    take(session, base())
    rows = session.ledger.postings(PostingFilter(), 0, 100)
    assert {row.text for row in rows} == {""}
    assert {row.cost_centre for row in rows} == {"", "10", "20"}
    stored = session.writer.value("SELECT count(*) FROM posting WHERE cost_centre = '3'")
    assert stored == 0


def test_voucher_texts_are_kept_when_the_user_asks(session: WriteSession) -> None:
    with session.writer.action("setting.change", ("enterprise",)):
        session.enterprise.set_setting("keep_voucher_texts", "1")
    take(session, base())
    assert {
        row.text for row in session.ledger.postings(PostingFilter(accounts=("7010",)), 0, 9)
    } == {"Lön"}


def test_the_preview_writes_nothing(session: WriteSession) -> None:
    made = look(session, base())
    assert made.decision is Decision.ACCEPT
    assert session.enterprise.fiscal_years() == []
    assert session.ledger.imports() == []
    assert session.writer.undo_steps()[0].operation == "enterprise.change"


def test_the_same_file_again_is_already_imported(session: WriteSession) -> None:
    take(session, base())
    made = look(session, base())
    assert made.files[0].is_known
    done = commit(session, made)
    assert (done.files, done.changes) == (0, frozenset())
    assert len(session.ledger.imports()) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_another_encoding_changes_no_voucher(session: WriteSession, encoding: str) -> None:
    take(session, base())
    file = look(session, base(), encoding=encoding).files[0]
    assert not file.is_known
    assert file.vouchers.is_none
    assert file.vouchers.same == 6
    assert file.months == ()


def test_reordered_vouchers_and_rows_change_nothing(session: WriteSession) -> None:
    take(session, base())
    head, *vouchers = base().split("#VER ")
    turned = head + "".join("#VER " + one.strip() + "\n" for one in reversed(vouchers))
    turned = turned.replace(
        "#TRANS 5010 {} 8000.50\n#TRANS 1930 {} -8000.50",
        "#TRANS 1930 {} -8000.50\n#TRANS 5010 {} 8000.50",
    )
    file = look(session, turned).files[0]
    assert (file.vouchers.same, file.vouchers.is_none, file.months) == (6, True, ())


def test_five_more_vouchers(session: WriteSession) -> None:
    take(session, base())
    file = look(session, base() + EXTRA).files[0]
    assert (file.vouchers.added, file.vouchers.changed, file.vouchers.removed) == (5, 0, 0)
    assert [(c.line_code, c.account, str(c.month), c.change_ore) for c in file.months] == [
        ("I20", "3010", f"2026-0{month}", 10_000) for month in range(4, 9)
    ]
    assert file.result_change_ore == 50_000
    take(session, base() + EXTRA)
    year = the_year(session)
    assert class_sums(session, year)["3"] == CLASSES["3"] - 50_000
    assert len(session.enterprise.fiscal_years()) == 1


def test_one_changed_voucher(session: WriteSession) -> None:
    take(session, base())
    changed = base().replace("8000.50", "9000.50")
    file = look(session, changed).files[0]
    assert (file.vouchers.added, file.vouchers.changed, file.vouchers.removed) == (0, 1, 0)
    assert [(c.account, c.before_ore, c.after_ore) for c in file.months] == [
        ("5010", -800_050, -900_050)
    ]


def test_a_partial_file_asks_before_it_removes(session: WriteSession) -> None:
    take(session, base() + EXTRA)
    made = look(session, base())
    assert made.asked_codes == {"fewer_vouchers", "earlier_end"}
    with pytest.raises(ImportRefusedError) as refused:
        commit(session, made)
    assert "earlier_end, fewer_vouchers" in refused.value.todo
    assert class_sums(session, the_year(session))["3"] == CLASSES["3"] - 50_000
    commit(session, made, made.asked_codes)
    assert class_sums(session, the_year(session)) == CLASSES


def test_less_detail_asks(session: WriteSession) -> None:
    take(session, base())
    only_totals = base().split("#VER ")[0].replace("#SIETYP 4", "#SIETYP 1")
    assert look(session, only_totals).asked_codes == {"less_detail"}


def test_undo_brings_the_previous_import_back(session: WriteSession) -> None:
    take(session, base())
    take(session, base() + EXTRA)
    year = the_year(session)
    session.writer.undo()
    assert class_sums(session, year) == CLASSES
    states = [line.state for line in import_history(session)]
    assert states == [ImportState.EARLIER, ImportState.IN_USE]


def test_undo_of_the_first_import_takes_the_year_away_too(session: WriteSession) -> None:
    take(session, base())
    session.writer.undo()
    assert session.enterprise.fiscal_years() == []
    assert session.ledger.account_months(Month(2026, 1), Month(2026, 12)) == []
    assert import_history(session) == []
    take(session, base())
    assert class_sums(session, the_year(session)) == CLASSES


def test_what_nothing_refers_to_is_purged(session: WriteSession) -> None:
    take(session, base())
    session.writer.undo()
    take(session, base() + EXTRA)
    imports = session.writer.all("SELECT DISTINCT import_id FROM posting")
    assert len(imports) == 1
    take(session, base() + EXTRA.replace("100.00", "200.00"))
    imports = session.writer.all("SELECT DISTINCT import_id FROM posting")
    assert len(imports) == 2
    session.writer.forget_undo()
    take(session, base() + EXTRA.replace("100.00", "300.00"))
    imports = session.writer.all("SELECT DISTINCT import_id FROM posting")
    assert len(imports) == 2


def test_another_company_is_refused_until_an_owner_accepts_it(session: WriteSession) -> None:
    other = base().replace("559999-0002", "556000-0001")
    made = look(session, other)
    assert made.decision is Decision.REFUSE
    assert "556000-0001" in made.files[0].refusals[0].what
    with pytest.raises(ImportRefusedError, match="556000-0001"):
        commit(session, made)
    accept_org_number(session, "556000-0001")
    assert look(session, other).decision is Decision.ACCEPT


def test_an_adviser_may_not_accept_another_number(adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        accept_org_number(adviser, "556000-0001")


def test_the_same_number_written_in_other_ways(session: WriteSession) -> None:
    for text in ("5599990002", "16559999-0002", "SE559999000201"):
        assert look(session, base().replace("559999-0002", text)).decision is Decision.ACCEPT


def test_a_missing_number_asks(session: WriteSession) -> None:
    without = base().replace("#ORGNR 559999-0002\n", "").replace("#ORGNR 559999-0002\r\n", "")
    assert look(session, without).asked_codes == {"org_number_missing"}


@pytest.mark.parametrize("zeros", ["000000-0000", "0000000000", "0"])
def test_a_number_of_zeros_is_a_missing_one(session: WriteSession, zeros: str) -> None:
    made = look(session, base().replace("559999-0002", zeros))
    assert (made.decision, made.asked_codes) == (Decision.ASK, {"org_number_missing"})


def test_a_year_that_overlaps_an_imported_one_is_refused(session: WriteSession) -> None:
    take(session, base())
    broken = base().replace("#RAR 0 20260101 20261231", "#RAR 0 20250701 20260630")
    made = look(session, broken)
    assert [found.code for found in made.files[0].refusals] == ["fiscal_year_overlap"]
    assert "2026-01-01" in made.files[0].refusals[0].what


def test_an_unused_year_gives_way_to_the_files_own(session: WriteSession) -> None:
    with session.writer.action("fiscal_year.add", ("enterprise",)):
        session.enterprise.add_fiscal_year(date(2026, 1, 1), date(2026, 12, 31))
    take(session, base().replace("#RAR 0 20260101 20261231", "#RAR 0 20260101 20260630"))
    assert [(y.first, y.last) for y in session.enterprise.fiscal_years()] == [
        (date(2026, 1, 1), date(2026, 6, 30))
    ]


def test_the_year_between_two_is_added(session: WriteSession) -> None:
    with session.writer.action("fiscal_year.add", ("enterprise",)):
        session.enterprise.add_fiscal_year(date(2024, 1, 1), date(2024, 12, 31))
    take(session, base())
    assert [y.label for y in session.enterprise.fiscal_years()] == ["2024", "2025", "2026"]


def test_several_files_are_one_step(session: WriteSession) -> None:
    earlier = base().replace("2026", "2025").replace("#RAR -1 20250101 20251231\n", "")
    take(session, base(), earlier)
    assert [y.label for y in session.enterprise.fiscal_years()] == ["2025", "2026"]
    session.writer.undo()
    assert session.enterprise.fiscal_years() == []


def test_two_files_for_one_year_are_refused(session: WriteSession) -> None:
    made = look(session, base(), base() + EXTRA)
    assert [found.code for found in made.files[1].refusals] == ["same_fiscal_year_twice"]


def test_unbalanced_vouchers_are_left_out_unless_accepted(session: WriteSession) -> None:
    uneven = base() + "#VER A 9 20260401\n{\n#TRANS 5010 {} 70.00\n#TRANS 1930 {} -60.00\n}\n"
    made = look(session, uneven)
    assert made.files[0].left_out == (1, 7_000)
    assert take(session, uneven).left_out == 1
    assert class_sums(session, the_year(session))["5"] == 800_050
    accepted = take(session, uneven, accepted=("unbalanced_voucher",))
    assert accepted.left_out == 0
    assert class_sums(session, the_year(session))["5"] == 807_050


def test_stopping_leaves_everything_as_it_was(session: WriteSession) -> None:
    take(session, base())

    def stop(done: int, total: int) -> None:
        raise CancelledError(f"{done}/{total}")

    made = look(session, base() + EXTRA)
    with pytest.raises(CancelledError):
        commit(session, made, progress=stop)
    assert class_sums(session, the_year(session)) == CLASSES
    assert len(session.ledger.imports()) == 1


def test_only_yearly_totals_land_in_the_last_covered_month(session: WriteSession) -> None:
    totals = base().split("#VER ")[0].replace("#SIETYP 4", "#SIETYP 1")
    take(session, totals.replace("#GEN 20260415", "#GEN 20260415\n#OMFATTN 20260331"))
    year = the_year(session)
    made = session.ledger.import_of(year.id)
    assert made is not None
    assert made.source is ActualSource.YEAR_BALANCES
    assert class_sums(session, year) == CLASSES
    assert {str(row.month) for row in session.ledger.year_months(year)} == {"2026-03"}


def test_monthly_balances_are_used_where_there_are_no_vouchers(session: WriteSession) -> None:
    head = base().split("#VER ")[0].replace("#SIETYP 4", "#SIETYP 2")
    head += "#PSALDO 0 202601 3010 {} -100000.00\n#PSALDO 0 202602 3010 {} -80000.00\n"
    head += '#PSALDO 0 202602 3010 {1 "10"} -80000.00\n#PSALDO -1 202502 3010 {} -5.00\n'
    take(session, head)
    rows = session.ledger.year_months(the_year(session))
    assert [(str(row.month), row.amount_sie_ore) for row in rows] == [
        ("2026-01", -10_000_000),
        ("2026-02", -8_000_000),
    ]


def test_last_years_totals_are_kept_for_comparison(session: WriteSession) -> None:
    take(session, base())
    made = session.ledger.import_of(the_year(session).id)
    assert made is not None
    assert session.ledger.balances(made.id, -1, BalanceKind.RESULT) == {
        "3010": -9_000_000,
        "7010": 8_500_000,
    }


def test_the_closed_month_is_proposed_from_the_last_voucher(session: WriteSession) -> None:
    assert look(session, base()).books_through == {"2026": Month(2026, 3)}
    early = base().replace("#GEN 20260415", "#GEN 20260331")
    assert look(session, early).books_through == {"2026": Month(2026, 3)}
    mid = base().replace("20260331", "20260320").replace("#GEN 20260415", "#GEN 20260321")
    assert look(session, mid).books_through == {"2026": Month(2026, 2)}
    covered = base().replace("#GEN 20260415", "#GEN 20260515\n#OMFATTN 20260430")
    assert look(session, covered).books_through == {"2026": Month(2026, 4)}
    take(session, base())
    assert the_year(session).books_through == Month(2026, 3)


def pre_system(day: str = "20260420") -> str:
    return (
        '#FLAGGA 0\n#PROGRAM "Kassa" 1\n#FORMAT PC8\n#GEN 20260421\n#SIETYP 4\n'
        f'#ORGNR 559999-0002\n#FNAMN "Växthuset"\n#VER K "" {day}\n{{\n'
        "#TRANS 1910 {} 500.00\n#TRANS 3010 {} -500.00\n}\n"
    )


def test_a_pre_system_stands_beside_the_books_until_they_reach_it(session: WriteSession) -> None:
    take(session, base())
    made = look(session, pre_system())
    assert "pre_system_file" in made.asked_codes
    commit(session, made, made.asked_codes)
    year = the_year(session)
    assert class_sums(session, year)["3"] == CLASSES["3"] - 50_000
    assert session.ledger.import_of(year.id, preliminary=True) is not None
    later = base() + EXTRA
    assert "pre_system_removed" in {f.code for f in look(session, later).files[0].findings}
    take(session, later)
    assert session.ledger.import_of(year.id, preliminary=True) is None
    assert class_sums(session, year)["3"] == CLASSES["3"] - 50_000
    session.writer.undo()
    assert class_sums(session, year)["3"] == CLASSES["3"] - 50_000
    assert session.ledger.import_of(year.id, preliminary=True) is not None


def test_a_pre_system_that_the_books_cover_is_refused(session: WriteSession) -> None:
    take(session, base())
    made = look(session, pre_system("20260115"))
    assert [found.code for found in made.files[0].refusals] == ["covered_by_books"]


def test_what_cannot_be_read_is_refused_in_words(session: WriteSession) -> None:
    made = look(session, "<!doctype html><html>")
    assert made.decision is Decision.REFUSE
    with pytest.raises(ImportRefusedError, match=r"bok0\.se"):
        commit(session, made)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match=r"saknas\.se"):
        load_files([tmp_path / "saknas.se"])


def test_names_in_several_encodings() -> None:
    found = dict(encoding_samples(SourceFile("a.se", base().encode("cp437"))))
    assert found["cp437"] == (
        "Växthuset Café & Verkstad ek. för.",
        "Företagskonto",
        "Utgående moms",
    )
    assert found["cp1252"][1] != "Företagskonto"
    assert encoding_samples(SourceFile("b.se", b'#KONTO 1930 "Bank"')) == ()


def test_turning_texts_off_overwrites_them_in_every_import(
    session: WriteSession, tmp_path: Path
) -> None:
    def pages() -> bytes:
        return decrypted_pages((tmp_path / "client.db").read_bytes(), b"k" * 32)

    text = base().replace('"Hyra"', '"Kanariehyra"')
    set_keep_texts(session, keep=True)
    take(session, text)
    take(session, text + EXTRA)
    kept = "SELECT count(*) FROM voucher WHERE text <> ''"
    assert session.writer.value(kept) > 6  # the import before is there for undo, with its texts
    assert b"Kanariehyra" in pages()
    set_keep_texts(session, keep=False)
    assert session.writer.value(kept) == 0
    assert b"Kanariehyra" not in pages()
    session.writer.undo()  # the choice comes back, the texts do not
    assert keeps_texts(session)
    assert session.writer.value(kept) == 0


def test_the_choice_of_texts_is_part_of_the_import(session: WriteSession) -> None:
    made = look(session, base())
    commit(session, made, made.asked_codes, keep_texts=True)
    assert keeps_texts(session)
    assert session.writer.value("SELECT count(*) FROM voucher WHERE text <> ''") == 6
    session.writer.undo()
    assert not keeps_texts(session)


def test_a_cancelled_import_keeps_the_choice_and_the_typed_amounts(session: WriteSession) -> None:
    take(session, base())
    write_typed(session, the_year(session), {("I10", Month(2026, 5)): "100"})
    made = look(session, base() + EXTRA)

    def stop(done: int, total: int) -> None:
        del done, total
        raise CancelledError("")

    with pytest.raises(CancelledError):
        commit(session, made, made.asked_codes, None, stop, keep_texts=True)
    assert not keeps_texts(session)
    assert session.typed.amounts(Month(2026, 5), Month(2026, 5)) == {
        "I10": {Month(2026, 5): 10_000}
    }
