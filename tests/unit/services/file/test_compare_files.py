"""Two versions of a client file: what differs is counted by hand and named only to owners."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import Sex
from asfdesk.domain.file.comparison import SHOWN, Counted, Entry, Noun, differences
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import RefusedError
from asfdesk.i18n import set_language
from asfdesk.reports.file.comparison_words import comparison_text
from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.compare_files import compare_with, versions_beside
from asfdesk.services.file.compare_inventory import INVENTORIES
from asfdesk.services.file.file_access import add_adviser_access
from asfdesk.services.file.open_file import Role, open_client_file
from asfdesk.services.manage_enterprise import set_small_count
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.people.protect_trainees import protect_trainee
from asfdesk.storage.migrations import (
    m0001_first,
    m0002_trust_and_books,
    m0003_people_and_hours,
    m0004_business_plan,
    m0005_visiting,
)
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile

NOT_CONTENT = {
    *("undo_step", "undo_row", "audit", "audit_pruned", "former_key", "tombstone"),
    *("protection", "package_key"),
    *("safe_copy", "safe_person", "safe_month", "safe_figure"),  # filled in a safe copy only
}
COMPARED = {
    Noun.TRAINEE: {
        *("trainee", "trainee_identity", "protected_opening"),
        "trainee_employment",
    },
    Noun.PLACEMENT: {
        *("placement", "placement_schedule", "schedule_day", "placement_decision"),
        *("placement_pause", "placement_background", "follow_up_contact"),
    },
    Noun.ATTENDANCE: {"attendance"},
    Noun.ATTENDANCE_MONTH: {"attendance_month"},
    Noun.ABSENCE: {"absence_report"},
    Noun.PROGRESS: {"goal", "progress_step"},
    Noun.SITUATION: {"situation_report"},
    Noun.NOTE: {"trainee_note", "consent"},
    Noun.WAITING: {"waiting"},
    Noun.SUPERVISOR: {"supervisor", "employment", "supervision_plan", "supervisor_leave"}
    | {"supervisor_ratio"},
    Noun.SUPERVISION: {"supervision"},
    Noun.BUYER: {"buyer"},
    Noun.AGREEMENT: {"agreement", "agreement_terms", "terms_payable", "terms_level_price"},
    Noun.INVOICE: {"invoice", "invoiced_row"},
    Noun.SENT: {"sent_report", "sent_file", "resend", "month_digest", "month_aggregate"}
    | {"recipient", "package", "published_count", "safe_handout"},
    Noun.PLAN: {
        *("plan", "plan_value", "plan_stream", "plan_stream_change", "plan_sale"),
        *("plan_sale_season", "plan_sale_change", "plan_staff", "plan_fixed_cost", "plan_grant"),
        *("plan_investment", "plan_loan", "plan_cash_item", "plan_premises", "plan_shock"),
        *("plan_parameter", "plan_workdays"),
    },
    Noun.PARAMETER: {"parameter"},
    Noun.EXPECTED: {"expected_item", "sold_volume", "bank_balance"},
    Noun.TARGET: {"figure_target", "society_assumption"},
    Noun.IMPORT: {
        *("sie_import", "account", "voucher", "posting", "account_month", "balance"),
        "sie_object",
    },
    Noun.TYPED_AMOUNT: {"typed_amount"},
    Noun.ACCOUNT_RULE: {"map_rule", "account_confirmed", "plan_line"},
    Noun.COMMENT: {"comment"},
    Noun.AGREED_ACTION: {"agreed_action"},
    Noun.VISIT: {"visit", "visit_figure", "visit_plan"},
    Noun.ENTERPRISE: {"enterprise", "org_alias", "fiscal_year", "closed_period"},
    Noun.WORK_GROUP: {"work_group", "work_group_member"},
    Noun.HABILITATION_RATE: {"habilitation_rate"},
    Noun.MEASURE_BUDGET: {"measure_budget"},
    Noun.YEARLY_FACT: {"yearly_fact"},
    Noun.SETTING: {"setting"},
}
"""Which tables each noun holds. `trainee_age_band` follows from what is sealed in the identity."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    set_language("en")
    return tmp_path


def trainee(opened: OpenFile, name: str) -> None:
    add_trainee(
        opened.writing(), NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name=name)), TODAY
    )


def parted(folder: Path) -> tuple[OpenFile, Path]:
    """Mine, open and unsaved, and theirs beside it; both come from one file."""
    opened, _code = new_enterprise(folder / "a")
    trainee(opened, "Anna")
    add_adviser_access(opened, "", ADVISER, CHEAP)
    opened.close()
    other = folder / "a-DATOR.asfdesk"
    shutil.copyfile(opened.path, other)
    theirs = open_client_file(other, OWNER)
    trainee(theirs, "Bo")
    trainee(theirs, "Cilla")
    set_small_count(theirs.writing(), 7)
    theirs.close()
    return open_client_file(opened.path, OWNER), other


def test_what_differs_is_counted_and_named(folder: Path) -> None:
    mine, other = parted(folder)
    trainee(mine, "Doris")
    found = compare_with(mine, other)
    assert {one.noun: one.counted for one in found.differences} == {
        Noun.TRAINEE: Counted(only_theirs=1, changed=1),
        Noun.SETTING: Counted(only_theirs=1),
    }
    text = comparison_text(found.differences)
    assert text[:3] == [
        "Trainees: 1 only in the other, 1 different",
        "  Doris / Bo: different",
        "  Cilla: only in the other",
    ]
    assert found.role is Role.OWNER
    assert found.holder is None
    assert "Doris" not in repr(found)
    mine.close()


def test_a_version_from_before_the_protection_tells_no_name(folder: Path) -> None:
    mine, other = parted(folder)
    trainee(mine, "Annabel")
    protect_trainee(mine.writing(), 1)
    text = "\n".join(comparison_text(compare_with(mine, other).differences))
    assert "Protected person 1: different" in text
    assert not re.search(r"\bAnna\b", text)
    assert "Annabel / Bo: different" in text
    mine.publish()
    # The other way round: it is the version that is open which is older.
    theirs = open_client_file(other, OWNER)
    text = "\n".join(comparison_text(compare_with(theirs, mine.path).differences))
    assert not re.search(r"\bAnna\b", text)
    theirs.close()
    mine.close()


def test_an_adviser_compares_by_numbers(folder: Path) -> None:
    mine, other = parted(folder)
    mine.close()
    visit = open_client_file(mine.path, ADVISER)
    text = "\n".join(comparison_text(compare_with(visit, other).differences))
    visit.close()
    assert "Trainee 2: only in the other" in text
    assert not re.search("Anna|Bo|Cilla", text)


def test_equal_versions_differ_in_nothing(folder: Path) -> None:
    mine, _other = parted(folder)
    same = folder / "same.asfdesk"
    shutil.copyfile(mine.path, same)
    assert compare_with(mine, same).differences == ()
    mine.close()


def test_who_has_the_other_open_is_told(folder: Path) -> None:
    mine, other = parted(folder)
    theirs = open_client_file(other, OWNER)
    assert compare_with(mine, other).holder is None, "this very program"
    theirs.close()
    other.with_name(f"{other.name}.lock").write_text(
        '{"user": "anna", "host": "DATOR-7", "pid": 7, "process_start": "1", "slot": "owner:1",'
        ' "since": "2026-11-23T12:00:00+00:00", "token": "00", "computer": "0000000000000000"}'
    )
    holder = compare_with(mine, other).holder
    assert holder is not None
    assert (holder.user, holder.host) == ("anna", "DATOR-7")
    mine.close()


def test_another_clients_file_is_no_version(folder: Path) -> None:
    mine, _other = parted(folder)
    stranger, _code = new_enterprise(folder / "b")
    stranger.close()
    with pytest.raises(RefusedError) as caught:
        compare_with(mine, stranger.path)
    assert caught.value.why == "They are not versions of the same client file."
    mine.close()


def test_new_keys_are_told_from_damage(folder: Path) -> None:
    mine, other = parted(folder)
    theirs = open_client_file(other, OWNER)
    theirs.file.renew_keys()
    with pytest.raises(RefusedError) as caught:
        compare_with(mine, other)
    assert "other keys" in caught.value.why
    mine.close()


def test_every_noun_of_the_example_is_laid_out(folder: Path) -> None:
    files = write_example(folder / "example", cost=CHEAP)
    opened = open_client_file(files.client_file, PASSWORD, read_only=True)
    counts = {noun: len(lay(opened.session)) for noun, lay in INVENTORIES}
    opened.close()
    assert [noun for noun, _lay in INVENTORIES] == list(Noun)
    # It has books, no buyer that wants deviations, and nobody has visited it.
    assert {noun for noun, count in counts.items() if not count} <= {
        Noun.TYPED_AMOUNT,
        Noun.ABSENCE,
        Noun.PARAMETER,
        Noun.EXPECTED,
        Noun.TARGET,
        Noun.VISIT,
    }


def test_every_table_is_compared_or_known_not_to_be_content() -> None:
    steps = (
        m0001_first,
        m0002_trust_and_books,
        m0003_people_and_hours,
        m0004_business_plan,
        m0005_visiting,
    )
    schema = "".join(step.STATEMENTS for step in steps)
    gone = set(re.findall(r"DROP TABLE (\w+)", schema))
    tables = set(re.findall(r"CREATE TABLE (\w+)", schema)) - gone
    compared = set[str]().union(*COMPARED.values())
    assert tables == compared | NOT_CONTENT | {"trainee_age_band"}
    assert set(COMPARED) == set(Noun)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a-DATOR.asfdesk", True),
        ("a (1).asfdesk", True),
        ("a 2.asfdesk", True),
        ("a (DATORs motstridiga kopia 2026-11-23).asfdesk", True),
        ("a (Anna's conflicted copy 2026-11-23).asfdesk", True),
        ("a (conflicted copy 2026-11-23 101010).asfdesk", True),
        ("a_conflict-20261123-101010.asfdesk", True),
        ("a.sync-conflict-20261123-101010-ABCDEFG.asfdesk", True),
        ("A-dator-2.ASFDESK", True),
        ("säkerhetskopia.asfdesk", False),
        ("a från mars.asfdesk", False),
    ],
)
def test_older_versions_count_only_under_a_synchronising_programs_name(
    folder: Path, name: str, *, told: bool
) -> None:
    mine, other = parted(folder)
    for word in ("x", "y", "z"):
        trainee(mine, word)
        mine.publish()
    other.rename(folder / name)
    assert [one.path.name for one in versions_beside(mine)] == ([name] if told else [])
    mine.close()


def test_a_later_version_counts_under_any_name(folder: Path) -> None:
    mine, other = parted(folder)
    other.rename(folder / "hos Anna.asfdesk")
    (found,) = versions_beside(mine)
    assert (found.path.name, found.generation) == (
        "hos Anna.asfdesk",
        mine.file.manifest.generation + 1,
    )
    shutil.copyfile(mine.path, folder / "a (1).asfdesk")
    assert len(versions_beside(mine)) == 1, "a plain copy holds nothing else"
    (folder / "a (2).asfdesk").write_bytes(b"half")
    stranger, _code = new_enterprise(folder / "a (3)")
    stranger.close()
    assert len(versions_beside(mine)) == 1
    mine.close()


def test_a_long_list_is_cut_and_counted() -> None:
    mine: dict[Hashable, Entry] = {
        number: Entry(number, f"t{number:02d}", (number,)) for number in range(SHOWN + 5)
    }
    found = differences(Noun.TRAINEE, mine, {})
    assert found is not None
    assert found.counted == Counted(only_mine=SHOWN + 5)
    assert [line.label for line in found.listed] == [f"t{number:02d}" for number in range(SHOWN)]
    assert found.more == 5
    assert differences(Noun.TRAINEE, mine, mine) is None
