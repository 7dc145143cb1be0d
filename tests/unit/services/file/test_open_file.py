"""Making, opening and saving a client file, and who may open it."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.books.chart import DEFAULT_LINES
from asfdesk.domain.codes import LegalForm, Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.errors import (
    FileConflictError,
    InvalidInputError,
    NeedsVaultKeyError,
    ReadOnlyError,
    RefusedError,
    WrongKeyError,
)
from asfdesk.services.file import file_access, file_notes, unsaved_work
from asfdesk.services.file.open_file import (
    NewEnterprise,
    Role,
    create_client_file,
    fiscal_year_with,
    open_client_file,
    who_has_it_open,
    with_ending,
)
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.storage.disk import atomic
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from tests.strongbox import ADVISER, CHEAP, NOON, OWNER, TODAY, new_enterprise

if TYPE_CHECKING:
    from asfdesk.services.file.open_file import OpenFile

NAME = "Åsa Öberg"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    return tmp_path


@pytest.fixture
def opened(folder: Path) -> OpenFile:
    return new_enterprise(folder / "a")[0]


def reopened(opened: OpenFile, password: str = OWNER) -> OpenFile:
    if not opened.file.closed:
        opened.close()
    return open_client_file(opened.path, password)


def test_a_new_file_holds_enterprise_year_and_plan_lines(folder: Path) -> None:
    opened, _code = new_enterprise(folder / "a")
    assert opened.path == folder / "a.asfdesk"
    enterprise = opened.session.enterprise.enterprise()
    assert enterprise is not None
    assert (enterprise.name, enterprise.org_number) == ("Växthuset", "559999-0002")
    assert enterprise.created_on == TODAY
    (year,) = opened.session.enterprise.fiscal_years()
    assert (year.first, year.last) == (date(2026, 1, 1), date(2026, 12, 31))
    codes = {line.code for line in opened.session.plans.lines(with_inactive=True)}
    assert codes == {line.code for line in DEFAULT_LINES}
    assert opened.saved_at == NOON
    assert not opened.has_unpublished
    assert opened.writing().writer.undo_steps() == []
    opened.close()


def test_a_wrong_check_digit_is_a_note_only(folder: Path) -> None:
    right = NewEnterprise("Kooperativet", "769600-1234")
    odd, _code = new_enterprise(folder / "odd")
    plain, _code = create_client_file(folder / "plain", right, OWNER, TODAY, cost=CHEAP)
    assert len(odd.notes) == len(plain.notes) + 1
    odd.close()
    plain.close()


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("559999-0002", LegalForm.COMPANY),
        ("769600-1234", LegalForm.COOPERATIVE),
        ("802000-1239", LegalForm.ASSOCIATION),
        ("", LegalForm.OTHER),
    ],
)
def test_the_legal_form_is_suggested_by_the_number(
    folder: Path, number: str, form: LegalForm
) -> None:
    opened, _code = create_client_file(
        folder / "a", NewEnterprise("Namn", number), OWNER, TODAY, cost=CHEAP
    )
    enterprise = opened.session.enterprise.enterprise()
    opened.close()
    assert enterprise is not None
    assert enterprise.legal_form is form


@pytest.mark.parametrize(
    ("enterprise", "password", "field"),
    [
        (NewEnterprise("  "), OWNER, "name"),
        (NewEnterprise("Namn", "12"), OWNER, "org_number"),
        (NewEnterprise("Namn", "198112189876"), OWNER, "org_number"),
        (NewEnterprise("Namn", "", (7, 15)), OWNER, "fiscal_year_start"),
        (NewEnterprise("Namn", "", (13, 1)), OWNER, "fiscal_year_start"),
        (NewEnterprise("Namn"), " ", "password"),
    ],
)
def test_what_cannot_be_right_leaves_no_file(
    folder: Path, enterprise: NewEnterprise, password: str, field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        create_client_file(folder / "a", enterprise, password, TODAY, cost=CHEAP)
    assert caught.value.field == field
    assert list(folder.iterdir()) == []


def test_a_file_is_never_replaced_by_a_new_one(opened: OpenFile) -> None:
    opened.close()
    before = opened.path.read_bytes()
    with pytest.raises(FileConflictError):
        new_enterprise(opened.path)
    assert opened.path.read_bytes() == before


@pytest.mark.parametrize(
    ("today", "starts", "first", "last"),
    [
        (date(2026, 11, 23), (1, 1), date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 11, 23), (7, 1), date(2026, 7, 1), date(2027, 6, 30)),
        (date(2026, 6, 30), (7, 1), date(2025, 7, 1), date(2026, 6, 30)),
        (date(2027, 2, 28), (3, 1), date(2026, 3, 1), date(2027, 2, 28)),
        (date(2028, 2, 29), (3, 1), date(2027, 3, 1), date(2028, 2, 29)),
    ],
)
def test_the_first_year_is_the_one_that_holds_today(
    today: date, starts: tuple[int, int], first: date, last: date
) -> None:
    year = fiscal_year_with(today, starts)
    assert (year.first, year.last) == (first, last)


def test_the_ending_is_added_once() -> None:
    assert with_ending(Path("a")) == Path("a.asfdesk")
    assert with_ending(Path("a.b")) == Path("a.b.asfdesk")
    assert with_ending(Path("A.ASFDESK")) == Path("A.ASFDESK")


def test_who_has_it_open_is_told_without_a_password(opened: OpenFile) -> None:
    holder = who_has_it_open(opened.path)
    assert holder is not None
    assert holder.slot == "owner:1"
    opened.close()
    assert who_has_it_open(opened.path) is None


def test_a_read_only_file_has_no_session_to_write_with(opened: OpenFile) -> None:
    opened.close()
    looking = open_client_file(opened.path, OWNER, read_only=True)
    assert looking.write is None
    assert looking.read_only
    with pytest.raises(ReadOnlyError):
        looking.writing()
    looking.close()


def test_an_adviser_works_with_figures_and_not_with_names(opened: OpenFile) -> None:
    new = NewTrainee(Sex.WOMAN, date(2026, 3, 2), Identity(name=NAME))
    add_trainee(opened.writing(), new, TODAY)
    file_access.add_adviser_access(opened, "Rådgivare", ADVISER, CHEAP)
    adviser = reopened(opened, ADVISER)
    assert (adviser.role, adviser.slot) == (Role.ADVISER, "adviser:3")
    assert not adviser.session.identities_open
    with pytest.raises(NeedsVaultKeyError):
        add_trainee(adviser.writing(), new, TODAY)
    with adviser.writing().writer.action("setting.set", ()):
        adviser.writing().enterprise.set_setting("x", "1")
    owner = reopened(adviser)
    told = len(owner.notes)
    file_access.add_owner_access(owner, "", "en ägare till", CHEAP)
    again = reopened(owner)
    assert len(again.notes) == told - 1
    again.close()


def test_an_adviser_changes_nobodys_access(opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "", ADVISER, CHEAP)
    adviser = reopened(opened, ADVISER)
    with pytest.raises(NeedsVaultKeyError):
        file_access.add_owner_access(adviser, "", "egen väg in", CHEAP)
    with pytest.raises(NeedsVaultKeyError):
        file_access.change_password(adviser, ADVISER, "annat", CHEAP)
    with pytest.raises(NeedsVaultKeyError):
        file_access.withdraw_access(adviser, 1)
    assert [row.label for row in file_access.access_rows(adviser)] == ["", "", ""]
    adviser.close()


def test_a_password_is_changed_by_who_knows_it(opened: OpenFile) -> None:
    with pytest.raises(WrongKeyError):
        file_access.change_password(opened, "fel", "nytt lösenord", CHEAP)
    file_access.change_password(opened, OWNER, "nytt lösenord", CHEAP)
    again = reopened(opened, "nytt lösenord")
    assert again.slot == "owner:1"
    again.close()
    with pytest.raises(WrongKeyError):
        open_client_file(opened.path, OWNER)


def test_nobody_gets_a_password_that_is_in_use(opened: OpenFile) -> None:
    with pytest.raises(InvalidInputError):
        file_access.add_adviser_access(opened, "", OWNER, CHEAP)
    assert len(file_access.access_rows(opened)) == 2
    opened.close()


def test_the_recovery_key_sets_a_forgotten_password(folder: Path) -> None:
    opened, code = new_enterprise(folder / "a")
    recovered = reopened(opened, code)
    assert recovered.role is Role.RECOVERY
    with pytest.raises(InvalidInputError):
        file_access.change_password(recovered, code, "nytt", CHEAP)
    file_access.set_password(recovered, 1, "nytt lösenord", CHEAP)
    new_code = file_access.new_recovery_code()
    file_access.use_recovery_code(recovered, new_code, cost=CHEAP)
    owner = reopened(recovered, "nytt lösenord")
    owner.close()
    with pytest.raises(WrongKeyError):
        open_client_file(owner.path, code)
    open_client_file(owner.path, new_code, read_only=True).close()


def test_withdrawing_renews_every_key_and_keeps_every_other_password(folder: Path) -> None:
    opened, code = new_enterprise(folder / "a")
    add_trainee(opened.writing(), NewTrainee(Sex.MAN, date(2026, 3, 2), Identity(name=NAME)), TODAY)
    file_access.add_adviser_access(opened, "Rådgivare", ADVISER, CHEAP)
    file_access.add_owner_access(opened, "Styrelsen", "styrelsens ord", CHEAP)
    old = unlock(read_container(opened.path).manifest, OWNER)
    file_access.withdraw_access(opened, 3)
    assert opened.file.closed
    with pytest.raises(WrongKeyError):
        open_client_file(opened.path, ADVISER)
    new = unlock(read_container(opened.path).manifest, OWNER)
    assert (new.data_key == old.data_key, new.vault_key == old.vault_key) == (False, False)
    for password in (OWNER, "styrelsens ord", code):
        again = open_client_file(opened.path, password, read_only=True)
        trainee = again.session.trainees.trainees()[0]
        identity = again.session.trainees.identity(trainee.id)
        assert identity is not None
        assert identity.name == NAME
        again.close()
    labels = [row.label for row in file_access.access_rows(reopened(opened))]
    assert labels == ["", "", "Styrelsen"]


def test_a_leaked_password_is_replaced_with_all_keys(opened: OpenFile) -> None:
    old = unlock(read_container(opened.path).manifest, OWNER)
    file_access.replace_leaked_password(opened, OWNER, "helt nya ord", CHEAP)
    new = unlock(read_container(opened.path).manifest, "helt nya ord")
    assert new.data_key != old.data_key
    assert read_container(opened.path).manifest.generation == 2


def test_the_last_owner_stays(opened: OpenFile) -> None:
    with pytest.raises(RefusedError):
        file_access.withdraw_access(opened, 1)
    assert [row.removable for row in file_access.access_rows(opened)] == [False, False]
    opened.close()


def test_the_audit_log_says_which_access_and_not_whose(opened: OpenFile) -> None:
    file_access.add_adviser_access(opened, "Rådgivare Anna", ADVISER, CHEAP)
    rows = opened.file.rows.all("SELECT * FROM audit WHERE operation LIKE 'access.%'")
    assert [(r["operation"], r["entity"], r["entity_id"]) for r in rows] == [
        ("access.add", "slot", 3)
    ]
    opened.close()


def test_unsaved_work_is_listed_published_kept_or_dropped(opened: OpenFile) -> None:
    def leave(key: str) -> unsaved_work.LeftCopy:
        file = open_client_file(opened.path, OWNER)
        with file.writing().writer.action("setting.set", ()):
            file.writing().enterprise.set_setting(key, "1")
        file.leave(keep_work=True)
        (left,) = unsaved_work.unsaved_work()
        return left

    opened.close()
    unsaved_work.publish_unsaved(leave("published"), OWNER)
    unsaved_work.discard_unsaved(leave("dropped"))
    beside = opened.path.with_name("beside")
    unsaved_work.keep_unsaved_beside(leave("kept"), OWNER, beside)
    assert unsaved_work.unsaved_work() == []
    home = open_client_file(opened.path, OWNER, read_only=True)
    other = open_client_file(with_ending(beside), OWNER, read_only=True)
    found = [
        [file.session.enterprise.setting(key, "0") for key in ("published", "dropped", "kept")]
        for file in (home, other)
    ]
    home.close()
    other.close()
    assert found == [["1", "0", "0"], ["1", "0", "1"]]


@pytest.mark.parametrize(
    ("path", "passing"),
    [
        ("/home/a/Documents/x.asfdesk", False),
        ("C:/Users/a/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/Q/x.asfdesk", True),
        ("/Users/a/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/x.asfdesk", True),
        ("C:/Users/a/Temp1_fil.zip/x.asfdesk", True),
    ],
)
def test_a_file_from_a_mail_or_an_archive_is_noticed(path: str, *, passing: bool) -> None:
    assert file_notes.in_passing_folder(Path(path)) is passing


@pytest.mark.parametrize("times", [1, 2])
def test_a_new_file_that_may_not_last_still_hands_over_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    real = atomic.sync_folder
    failed: list[Path] = []

    def sync(folder: Path) -> None:
        if folder == tmp_path and len(failed) < times:
            failed.append(folder)
            raise OSError(errno.EIO, "Input/output error")
        real(folder)

    monkeypatch.setattr(atomic, "sync_folder", sync)
    made, code = new_enterprise(tmp_path / "v.asfdesk")
    assert len(failed) == times
    assert code
    assert made.has_unpublished is (times == 2)
    assert any("v.asfdesk" in note for note in made.notes) is (times == 2)
    made.close()
    open_client_file(tmp_path / "v.asfdesk", code, read_only=True).close()
