"""A safe copy: what is in it, what is not, who makes one, and what it can be used for."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.file.audit import AuditFilter
from asfdesk.domain.period import Month, Period
from asfdesk.domain.visiting.safe_copy import SafeKey
from asfdesk.domain.visiting.safe_rules import LEFT_OUT, RULES, TABLES, Rule
from asfdesk.errors import (
    FileConflictError,
    FileDamagedError,
    InvalidInputError,
    NeedsVaultKeyError,
    ReadOnlyError,
    RefusedError,
    WrongKeyError,
)
from asfdesk.services.drivers.plan_papers import plan_papers
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.hours.capacity import capacity_of
from asfdesk.services.planning.follow_up import follow_up
from asfdesk.services.sending.report_catalogue import (
    CATALOGUE,
    OF_SAFE_COPIES,
    find_report,
    make_report,
)
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.visiting.binder import new_binder
from asfdesk.services.visiting.open_client import add_client
from asfdesk.services.visiting.safe_copy import (
    CopyOrder,
    copy_contents,
    make_safe_copy,
    safe_copy_document,
)
from asfdesk.services.visiting.visit_state import state_of
from asfdesk.services.visiting.visit_writing import may_ask_to_write
from asfdesk.storage.file.client_file import ClientFile
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.opening import open_again
from tests.binders import BINDER
from tests.capacity_week import attend, sell
from tests.faults.canary_file import canary_file
from tests.faults.canary_search import IN_PAGES, SEALED, WRITTEN, data_keys, hits, search_pages
from tests.faults.canary_words import unsorted
from tests.strongbox import ADVISER, CHEAP, NOON, OWNER, TODAY, Clock, new_enterprise
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.visiting.safe_copy import MadeCopy

PASSWORD = "kopians egna fyra ord"
OCTOBER = Month(2026, 10)
WORKDAYS = [d for d in Period.of_month(OCTOBER).days() if d.weekday() < 5]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def canaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenFile]:
    """Nothing here changes it, but for its list of copies."""
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "asked").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ASFDESK_HOME", str(folder / "home"))
        opened, _code = canary_file(folder / "egen.asfdesk", folder / "asked")
        yield opened
        opened.leave(keep_work=False)


@pytest.fixture
def five(tmp_path: Path) -> Iterator[OpenFile]:
    """Six places sold; five persons from October, September … on; only October is written down.

    Each is booked on its 22 working days and attended 18, 19, 20, 21 and 22 of them.
    """
    opened, _code = new_enterprise(tmp_path / "fem")
    session = opened.writing()
    made = add_agreement(session)
    sell(session, made, 6)
    for number in range(1, 6):
        placement = add_placement(session, made, number, first=OCTOBER.plus(1 - number).first)
        attend(session, placement, WORKDAYS, 17 + number)
    yield opened
    opened.close()


def copy_of(opened: OpenFile, path: Path, made_for: str = "Coompanion") -> MadeCopy:
    return make_safe_copy(opened, CopyOrder(path, made_for, PASSWORD, CHEAP), TODAY, Clock())


def test_nothing_personal_lies_anywhere_in_it(canaries: OpenFile, tmp_path: Path) -> None:
    path = copy_of(canaries, tmp_path / "kopia").path
    found = search_pages([path], data_keys([path], [PASSWORD]), (*IN_PAGES, *WRITTEN), "now")
    assert found.pages > 100
    assert found.hits == []
    assert hits(path.read_bytes(), (*SEALED, *WRITTEN)) == []
    left = [one for one in (tmp_path / "home").rglob("*") if path.name in one.name]
    assert left == []
    copy = open_client_file(path, PASSWORD)
    rows = copy.file.rows
    for table in (*LEFT_OUT, "buyer"):
        if table.startswith("safe_") and table != "safe_handout":
            continue
        sealed = "" if table != "buyer" else " WHERE contact_sealed IS NOT NULL"
        assert rows.value(f"SELECT count(*) FROM {table}{sealed}") == 0, table
    copy.close()


def test_every_column_has_a_rule_and_every_table_is_decided_on(canaries: OpenFile) -> None:
    db = canaries.file.database
    assert unsorted(db) == []
    names = {
        name
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if not name.startswith(("_", "sqlite_"))
    }
    assert names == LEFT_OUT | set(TABLES)
    assert not LEFT_OUT & set(TABLES)
    for table in TABLES:
        there = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
        ruled = {column for name, column in RULES if name == table}
        assert {one for one in there if not one.endswith("_sealed")} == ruled, table


def test_the_list_is_what_lies_in_it(canaries: OpenFile, tmp_path: Path) -> None:
    told = copy_contents(canaries, TODAY)
    copy = open_client_file(copy_of(canaries, tmp_path / "k").path, PASSWORD)
    rows = copy.file.rows
    names = (*TABLES, "safe_copy", "safe_person", "safe_month", "safe_figure")
    counts = [rows.value(f"SELECT count(*) FROM {name}") for name in names]
    assert [one.rows for one in told.tables] == [count for count in counts if count]
    for (table, column), rule in RULES.items():
        if rule is Rule.BLANK:
            filled = rows.value(f"SELECT count(*) FROM {table} WHERE {column} <> ''")
            assert filled == 0, (table, column)
    assert ("Trainees", 4) in told.left_out or ("Deltagare", 4) in told.left_out
    copy.close()


def test_months_are_those_of_the_file(five: OpenFile, tmp_path: Path) -> None:
    # 22 working days: 6 x 22 = 132 sold, 5 x 22 = 110 booked, 18+19+20+21+22 = 100 attended.
    copy = open_client_file(copy_of(five, tmp_path / "k").path, PASSWORD)
    (october,) = [one for one in copy.session.safe_copy.months() if one.month == OCTOBER]
    wanted = {
        SafeKey.AVAILABLE: 132,
        SafeKey.BOOKED: 110,
        SafeKey.ATTENDED: 100,
        SafeKey.DELIVERED: 100,
        SafeKey.ATTENDED_MINUTES: 36_000,
        SafeKey.PERSONS: 5,
        SafeKey.WORKDAYS: 22,
    }
    assert {key: october.value(key) for key in wanted} == wanted
    whole = capacity_of(five.session, (Period.of_month(OCTOBER),), TODAY).whole.total
    assert october.share(SafeKey.DELIVERED, SafeKey.AVAILABLE) == whole.occupancy
    assert october.share(SafeKey.BOOKED, SafeKey.AVAILABLE) == whole.booking_rate
    assert whole.occupancy == Fraction(100, 132)
    months = {one.month: one for one in copy.session.safe_copy.months()}
    assert Month(2026, 11) not in months
    # In September four had a placement: what was sold is told, what they did is not.
    assert months[Month(2026, 9)].value(SafeKey.AVAILABLE) == 132
    assert months[Month(2026, 9)].value(SafeKey.PERSONS) is None
    assert months[Month(2026, 9)].value(SafeKey.BOOKED) is None
    copy.close()


def test_figures_of_books_and_plan_are_those_of_the_file(
    canaries: OpenFile, tmp_path: Path
) -> None:
    copy = open_client_file(copy_of(canaries, tmp_path / "k").path, PASSWORD)
    (year, *_rest) = canaries.session.enterprise.fiscal_years()
    for month in year.months():
        ours = follow_up(canaries.session, year, month).rows
        theirs = follow_up(copy.session, year, month).rows
        assert [(r.row.key, r.row.figures) for r in theirs] == [
            (r.row.key, r.row.figures) for r in ours
        ]
    for plan in canaries.session.plans.plans():
        kept = next(one for one in copy.session.plans.plans() if one.id == plan.id)
        assert plan_papers(copy.session, kept).cash == plan_papers(canaries.session, plan).cash
    kept_figures = {one.key: one.value for one in copy.session.safe_copy.figures()}
    state = state_of(canaries.session, TODAY)
    for key in ("plan.result", "to_date.result", "forecast.result", "liquidity.lowest"):
        assert kept_figures[key] == state.value(key)
    assert not [key for key in kept_figures if key.startswith(("outcomes.", "actions."))]
    copy.close()


def test_numbers_of_two_copies_cannot_be_joined(
    five: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = iter(([5, 1, 4, 2, 3], [2, 4, 1, 3, 5]))

    class Drawn:
        def shuffle(self, numbers: list[int]) -> None:
            numbers[:] = next(orders)

    monkeypatch.setattr("secrets.SystemRandom", Drawn)
    of = []
    for name in ("a", "b"):
        copy = open_client_file(copy_of(five, tmp_path / name).path, PASSWORD)
        of.append({one.first: one.number for one in copy.session.safe_copy.people()})
        ids = [row["number"] for row in copy.file.rows.all("SELECT * FROM safe_person ORDER BY id")]
        assert ids == [1, 2, 3, 4, 5]  # nor does the order of the rows tell
        copy.close()
    months = [OCTOBER.plus(-at) for at in (4, 3, 2, 1, 0)]  # as they stand in the file
    assert [of[0][month] for month in months] == [5, 1, 4, 2, 3]
    assert [of[1][month] for month in months] == [2, 4, 1, 3, 5]


def test_it_can_only_be_looked_at_and_has_no_owner(five: OpenFile, tmp_path: Path) -> None:
    made = copy_of(five, tmp_path / "k")
    manifest = read_container(made.path).manifest
    assert manifest.safe_copy
    assert manifest.client.hex == made.uid != five.file.manifest.client.hex
    assert [slot.role for slot in manifest.slots] == [Role.ADVISER]
    with pytest.raises(WrongKeyError):
        open_client_file(made.path, OWNER)
    for _again in range(2):
        copy = open_client_file(made.path, PASSWORD)
        assert copy.read_only
        assert copy.safe_copy
        assert copy.write is None
        assert not copy.session.identities_open
        assert not may_ask_to_write(copy)
        with pytest.raises(ReadOnlyError):
            copy.publish()
        with pytest.raises(RefusedError, match=r"titta i|looked"):
            open_again(copy.file, to_write=True)
        copy.close()
    assert not five.safe_copy


def test_it_never_lands_on_the_file_or_on_another(five: OpenFile) -> None:
    before = five.path.read_bytes()
    with pytest.raises(FileConflictError):
        copy_of(five, five.path)
    assert five.path.read_bytes() == before
    assert five.session.safe_copy.handouts() == []


def test_without_its_mark_it_does_not_open(five: OpenFile, tmp_path: Path) -> None:
    path = copy_of(five, tmp_path / "k").path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    del manifest["safe_copy"]
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in parts.items():
            text = json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()
            archive.writestr(name, text if name == "manifest.json" else content)
    path.write_bytes(changed.getvalue())
    with pytest.raises(FileDamagedError):
        open_client_file(path, PASSWORD)


def test_only_an_owner_makes_one_and_it_is_entered(five: OpenFile, tmp_path: Path) -> None:
    add_adviser_access(five, "", ADVISER, CHEAP)
    five.publish()
    copy_of(five, tmp_path / "k", " Coompanion Väst ")
    (handout,) = five.session.safe_copy.handouts()
    assert (handout.made_for, handout.persons, handout.made_at) == ("Coompanion Väst", 5, NOON)
    noted = five.session.audit.entries(AuditFilter(), 0, 5)
    assert noted[0].operation == "export.safe_copy"
    five.publish()
    five.leave(keep_work=False)
    adviser = open_client_file(five.path, ADVISER)
    with pytest.raises(NeedsVaultKeyError):
        copy_of(adviser, tmp_path / "l")
    with pytest.raises(NeedsVaultKeyError):
        copy_contents(adviser, TODAY)
    assert not (tmp_path / "l.asfdesk").exists()
    adviser.close()


def test_what_cannot_be_written_is_not_entered(
    five: OpenFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for order in (("", PASSWORD), ("Coompanion", " ")):
        with pytest.raises(InvalidInputError):
            make_safe_copy(five, CopyOrder(tmp_path / "k", *order, CHEAP), TODAY)

    def fails(_file: ClientFile) -> int:
        raise RefusedError("no")

    monkeypatch.setattr(ClientFile, "publish", fails)
    with pytest.raises(RefusedError, match="no"):
        copy_of(five, tmp_path / "k")
    monkeypatch.undo()
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))
    assert five.session.safe_copy.handouts() == []
    assert not (tmp_path / "k.asfdesk").exists()
    assert list(tmp_path.glob("k*")) == []


def test_what_needs_days_says_why(five: OpenFile, tmp_path: Path) -> None:
    copy = open_client_file(copy_of(five, tmp_path / "k").path, PASSWORD)
    refused = "månader, inte dagar|months, not days"
    with pytest.raises(RefusedError, match=refused):
        capacity_of(copy.session, (Period.of_month(OCTOBER),), TODAY)
    for ask in ("trainees", "placements", "attendance", "supervision", "sent", "visits"):
        with pytest.raises(RefusedError, match=refused):
            getattr(copy.session, ask).anything()
    for entry in CATALOGUE:
        if entry.key not in OF_SAFE_COPIES:
            request = ReportRequest(Period.of_month(OCTOBER), TODAY, NOON)
            with pytest.raises(RefusedError, match=refused):
                make_report(copy.session, entry, request)
    document = safe_copy_document(copy.session, NOON)
    assert [len(one.rows) for one in document.tables()] == [
        len(copy.session.safe_copy.months()),
        5,
    ]
    copy.close()
    with pytest.raises(RefusedError):
        safe_copy_document(five.session, NOON)


def test_the_binder_holds_it_as_one_with_its_figures(five: OpenFile, tmp_path: Path) -> None:
    binder, _code = new_binder(tmp_path / "k.asfparm", BINDER, CHEAP)
    client = add_client(binder, copy_of(five, tmp_path / "k").path, PASSWORD, date(2027, 3, 1))
    assert client.name in ("Växthuset (säker kopia)", "Växthuset (safe copy)")
    assert client.figures is not None
    assert client.figures.taken_on == TODAY
    state = state_of(five.session, TODAY)
    sold = state.value("occupancy.sold")
    assert sold is not None
    # August and September had too few: the rate of three months would tell of them.
    assert client.figures.occupancy is None
    assert client.figures.late_reports == ()


def test_r12_says_who_it_was_made_for(five: OpenFile, tmp_path: Path) -> None:
    copy_of(five, tmp_path / "k", "Coompanion Väst")
    request = ReportRequest(Period.of_year(2026), TODAY, NOON)
    document = make_report(five.session, find_report("R12"), request)
    cells = [str(cell.value) for one in document.tables() for row in one.rows for cell in row.cells]
    assert any("Coompanion Väst" in one and "5" in one for one in cells)
