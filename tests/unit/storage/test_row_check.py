"""Values that no version of the program writes: told at opening, refused when written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.drivers.shocks import ShockDriver
from asfdesk.errors import FileDamagedError, RefusedError
from asfdesk.storage.column_rules import any_day, day, month, remarks, stamp
from asfdesk.storage.file.schema_check import check_schema
from asfdesk.storage.row_check import check_rows, columns_of, decode_row
from asfdesk.storage.row_rules import RULES, SETTINGS
from tests.bookroom import add_plan, add_stream, add_year

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession
    from asfdesk.storage._driver import Database
    from asfdesk.storage.rows import Writer

TRAINEE = "INSERT INTO trainee (number, sex, registered_on) VALUES (1, ?, ?)"


def test_every_rule_is_about_a_column_that_there_is(database: Database) -> None:
    for table, rules in RULES.items():
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})").fetchall()}
        assert rules.keys() <= columns, table
    check_rows(database)


@pytest.mark.parametrize(
    ("sex", "registered"),
    [("kvinnna", None), ("man", "2026-02-30"), ("man", "0026-02-03"), ("<b>", None), ("man", "")],
)
def test_garbage_is_damage(database: Database, sex: str, registered: str | None) -> None:
    database.execute(TRAINEE, [sex, registered])
    with pytest.raises(FileDamagedError) as error:
        check_schema(database)
    assert "trainee" in str(error.value)
    assert sex == "man" or sex not in str(error.value)


def test_a_reference_to_nothing_is_damage(database: Database) -> None:
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute(
        "INSERT INTO trainee_age_band (trainee_id, year, band) VALUES (9, 2026, '25-29')"
    )
    with pytest.raises(FileDamagedError):
        check_schema(database)


def test_an_id_that_leaves_no_room_for_the_next_is_damage(database: Database) -> None:
    database.execute("INSERT INTO org_alias (id, org_number) VALUES (?, '1')", [2**63 - 1])
    with pytest.raises(FileDamagedError):
        check_schema(database)


@pytest.mark.parametrize("line", [("X99", ""), ("1", "X99")])
def test_a_plan_line_of_nobodys_is_damage(database: Database, line: tuple[str, str]) -> None:
    database.execute(
        "INSERT INTO plan_line (code, section, sort, parent) VALUES (?, 'cost', 1, ?)", line
    )
    with pytest.raises(FileDamagedError):
        check_schema(database)


def test_settings_that_are_parsed_have_rules(database: Database) -> None:
    database.execute("INSERT INTO setting (key, value) VALUES ('x', '<b>anything</b>')")
    check_rows(database)
    database.execute("INSERT INTO setting (key, value) VALUES ('variance_limits', '1 2 x 4')")
    with pytest.raises(FileDamagedError):
        check_rows(database)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("", True),
        ("a:2=8050 new=0 p:3:ARBTRAN=10000", True),
        ("p:3:NAMN=10", False),
        ("a:2=10001", False),
        ("new=0 x", False),
    ],
)
def test_what_is_assumed_of_decisions_is_numbers(value: str, *, fits: bool) -> None:
    assert SETTINGS["decision_forecast"](value) is fits


def test_what_could_not_be_opened_again_cannot_be_written(writer: Writer) -> None:
    values = {"number": 1, "sex": "man", "registered_on": "0202-11-23"}
    with pytest.raises(RefusedError), writer.action("trainee.add", ()):
        writer.insert("trainee", values)
    assert writer.value("SELECT count(*) FROM trainee") == 0
    with writer.action("trainee.add", ()):
        row = writer.insert("trainee", {**values, "registered_on": "2026-11-23"})
    with pytest.raises(RefusedError), writer.action("trainee.change", ()):
        writer.update("trainee", row, {"ended_on": "2266-01-01"})


@pytest.mark.parametrize(
    ("table", "before"),
    [
        ("trainee", "[]"),
        ("trainee", "null"),
        ("trainee", '{"sex; --": 1}'),
        ("trainee", '{"id": 1, "sex": "<b>"}'),
        ("trainee", '{"id": 9223372036854775808}'),
        ("trainee", '{"id": {"hex": "q"}}'),
        ("trainee", "[" * 9_000),
    ],
)
def test_an_undo_list_is_not_believed(database: Database, table: str, before: str) -> None:
    with pytest.raises(FileDamagedError):
        decode_row(columns_of(database, table), table, before)


@pytest.mark.parametrize("table", ["audit", "sqlite_master", "trainee WHERE 1 --", "tombstone"])
def test_undo_reaches_content_only(writer: Writer, table: str) -> None:
    with writer.action("trainee.add", ()):
        writer.insert("trainee", {"number": 1, "sex": "man"})
        writer.execute("UPDATE undo_row SET table_name = :table", {"table": table})
    with pytest.raises(FileDamagedError):
        writer.undo()
    assert writer.value("SELECT count(*) FROM trainee") == 1


def test_days_months_and_moments() -> None:
    assert [day(text) for text in ("2026-02-28", "2026-02-29", "1899-12-31", "2199-12-31")] == [
        True,
        False,
        False,
        True,
    ]
    assert any_day("0001-01-01")
    assert [month(text) for text in ("2026-12", "2026-13", "2026-1", "")] == [
        True,
        False,
        False,
        False,
    ]
    assert stamp("2026-11-23T12:00:00+00:00")
    assert not stamp("9999-12-31T23:59:59+00:00")
    assert remarks('{"R1": [3, [1, 2, 3]]}')
    assert not remarks('{"R1": 3}')
    assert not remarks("[" * 9_000)


FIRST = "2026-01-01"


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("employer_fee_bp", 100_000, True),
        ("employer_fee_bp", 10**15, False),
        ("employer_fee_bp", -1, False),
        ("wage_subsidy_cap_ore", 10**12, True),
        ("wage_subsidy_cap_ore", 10**15, False),
        ("old_from_age", 151, False),
        ("no_fee_born_through", 2200, False),
    ],
)
def test_a_parameters_value_is_one_that_its_key_can_have(
    database: Database, writer: Writer, key: str, value: int, *, fits: bool
) -> None:
    row = {"key": key, "value": value, "valid_from": FIRST}
    if fits:
        with writer.action("parameter.change", ("plan",)):
            writer.insert("parameter", row)
        check_rows(database)
        return
    with pytest.raises(RefusedError), writer.action("parameter.change", ("plan",)):
        writer.insert("parameter", row)
    database.execute("INSERT INTO parameter (key, value, valid_from) VALUES (?, ?, ?)",
                     [key, value, FIRST])  # fmt: skip
    with pytest.raises(FileDamagedError):
        check_rows(database)


def test_a_shock_that_strikes_no_row_of_its_plan_is_damage(
    session: WriteSession, database: Database
) -> None:
    year = add_year(session)
    first = add_plan(session, year, {}, approved=False)
    theirs = add_stream(session, first)
    other = add_plan(session, year, {}, approved=False)
    ours = add_stream(session, other)
    for target, fits in ((ours, True), (None, True), (theirs, False), (99, False)):
        database.execute("DELETE FROM plan_shock")
        database.execute(
            "INSERT INTO plan_shock (plan_id, driver, target_id) VALUES (?, ?, ?)",
            [other, ShockDriver.PLACES.value, target],
        )
        if fits:
            check_rows(database)
        else:
            with pytest.raises(FileDamagedError, match="plan_shock"):
                check_rows(database)
