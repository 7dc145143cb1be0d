"""An adviser's session cannot open identities by any path: shown on bytes, not on screens."""

from __future__ import annotations

import base64
import gc
import importlib
import inspect
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest

import asfdesk.services
from asfdesk.domain.codes import Sex
from asfdesk.domain.people.trainees import Identity
from asfdesk.domain.period import Month, Period
from asfdesk.domain.plan import PlanKind
from asfdesk.errors import AsfDeskError, NeedsVaultKeyError, RefusedError
from asfdesk.formats import json_out, text_out
from asfdesk.services.example.write import PASSWORD
from asfdesk.services.file import file_access, hand_over
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.people.manage_trainees import NewTrainee, add_trainee
from asfdesk.services.sending.plan_lists import comparison_document
from asfdesk.services.sending.report_catalogue import CATALOGUE, make_report
from asfdesk.services.sending.report_entry import Needs, ReportRequest
from asfdesk.services.sending.report_period import offered_periods
from asfdesk.services.session import ReadSession, WriteSession, read_session
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock, unseal
from asfdesk.storage.file.sealed_texts import sealed_texts
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY, decrypted_pages, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.services.file.open_file import OpenFile

KEY = 32
NAME = "Kanarieförnamn Efternamnskanarie"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed file with one trainee, one adviser and a second owner."""
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    opened, _code = new_enterprise(tmp_path / "a.asfdesk")
    identity = Identity(name=NAME)
    add_trainee(opened.writing(), NewTrainee(Sex.WOMAN, date(2026, 3, 2), identity), TODAY)
    file_access.add_adviser_access(opened, "Kanarierådgivaren", ADVISER, CHEAP)
    file_access.add_owner_access(opened, "Kanarieordföranden", "ordförandens ord", CHEAP)
    opened.close()
    return opened.path


@pytest.fixture
def adviser(home: Path) -> Iterator[OpenFile]:
    opened = open_client_file(home, ADVISER)
    yield opened
    opened.leave(keep_work=False)


def reachable(root: object) -> list[object]:
    """Everything an object leads to; classes, modules and functions' globals are the program's."""
    seen: dict[int, object] = {}
    left = [root]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType)):
            continue
        seen[id(one)] = one
        if isinstance(one, FunctionType):
            left += [*(one.__closure__ or ()), one.__defaults__]
        else:
            left += gc.get_referents(one)
    return list(seen.values())


def raw(found: Iterable[object]) -> list[bytes]:
    """Bytes among them, also those that are written as text."""
    texts = [one for one in found if isinstance(one, (bytes, bytearray, str))]
    return [one.encode(errors="replace") if isinstance(one, str) else bytes(one) for one in texts]


def keys_in(content: bytes) -> Iterator[bytes]:
    """Every run of 32 bytes: whatever could be used as a key."""
    for start in range(len(content) - KEY + 1):
        yield content[start : start + KEY]


class Sealed:
    """One sealed name, as it lies in the file, with what its ciphertext is bound to."""

    def __init__(self, home: Path, payload: Path) -> None:
        manifest = read_container(home, payload).manifest
        owner = open_client_file(home, OWNER, read_only=True)
        row = owner.file.rows.one("SELECT id, name_sealed FROM trainee_identity")
        assert row is not None
        self.ciphertext: bytes = row["name_sealed"]
        self.bound = (
            f"asfdesk-field|{manifest.client}|trainee_identity|{row['id']}|name_sealed".encode()
        )
        owner.close()

    def opens_with(self, key: bytes) -> bool:
        return unseal(key, self.bound, self.ciphertext) is not None


@pytest.fixture
def sealed(home: Path, tmp_path: Path) -> Sealed:
    return Sealed(home, tmp_path / "payload.db")


def vault_key(home: Path) -> bytes:
    found = unlock(read_container(home).manifest, OWNER).vault_key
    assert found is not None
    return found


def spellings(key: bytes) -> list[bytes]:
    return [key, key.hex().encode(), key.hex().upper().encode(), base64.b64encode(key)]


def test_the_right_key_would_be_noticed(home: Path, sealed: Sealed) -> None:
    key = vault_key(home)
    assert sealed.opens_with(key)
    assert not sealed.opens_with(bytes(KEY))
    owner = open_client_file(home, OWNER, read_only=True)
    assert any(key in found for found in raw(reachable(owner)))
    owner.close()


def test_nothing_an_advisers_session_leads_to_opens_a_name(
    home: Path, sealed: Sealed, adviser: OpenFile
) -> None:
    adviser.session.trainees.names()
    found = raw(reachable([adviser, adviser.session, adviser.file]))
    assert len(found) > 40
    key = vault_key(home)
    assert not [one for one in found for spelt in spellings(key) if spelt in one]
    assert not [run for one in found for run in keys_in(one) if sealed.opens_with(run)]
    assert not [one for one in found if b"Kanarie" in one]


def test_no_32_bytes_of_file_or_pages_open_a_name(
    home: Path, sealed: Sealed, tmp_path: Path
) -> None:
    manifest = read_container(home).manifest
    keys = unlock(manifest, ADVISER)
    assert keys.vault_key is None
    pages = decrypted_pages((tmp_path / "payload.db").read_bytes(), keys.data_key)
    assert sealed.ciphertext in pages
    filled = pages.replace(bytes(64), b"")
    for content in (filled, *raw(reachable(manifest))):
        assert not [run for run in keys_in(content) if sealed.opens_with(run)]
    for spelt in spellings(vault_key(home)):
        assert spelt not in pages
        assert spelt not in home.read_bytes()
    assert b"Kanarie" not in pages


def test_the_data_key_unwraps_no_slot(home: Path) -> None:
    """Nor the signing key, nor who the others are."""
    manifest = read_container(home).manifest
    data_key = unlock(manifest, ADVISER).data_key
    boxes = [
        box for slot in manifest.slots for box in (slot.wrapped, slot.escrow, slot.label) if box
    ]
    boxes.append(manifest.signing_sealed)
    assert len(boxes) == 4 * 2 + 2 + 1
    assert not [box for box in boxes if data_key in box]
    opened = open_client_file(home, ADVISER, read_only=True)
    assert [row.label for row in file_access.access_rows(opened)] == [""] * 4
    opened.close()


def test_an_adviser_changes_no_access(adviser: OpenFile) -> None:
    before = adviser.file.manifest
    keeper = hand_over.NewKeeper("Ny", "ett nytt lösenord", file_access.new_recovery_code(), 1)
    attempts: list[Callable[[], object]] = [
        lambda: file_access.add_owner_access(adviser, "Jag", "ett nytt lösenord", CHEAP),
        lambda: file_access.add_adviser_access(adviser, "Jag", "ett nytt lösenord", CHEAP),
        lambda: file_access.change_password(adviser, ADVISER, "ett nytt lösenord", CHEAP),
        lambda: file_access.set_password(adviser, 1, "ett nytt lösenord", CHEAP),
        lambda: file_access.replace_leaked_password(adviser, ADVISER, "ett nytt ord", CHEAP),
        lambda: file_access.use_recovery_code(adviser, keeper.code, cost=CHEAP),
        lambda: file_access.withdraw_access(adviser, 1),
        lambda: hand_over.hand_over(adviser, keeper, CHEAP),
        lambda: hand_over.recover_access(adviser, 1, "ett nytt lösenord", keeper.code, CHEAP),
    ]
    for attempt in attempts:
        with pytest.raises(NeedsVaultKeyError):
            attempt()
    assert adviser.file.manifest == before
    assert not adviser.has_unpublished


def test_an_adviser_cannot_write_what_is_sealed(adviser: OpenFile) -> None:
    new = NewTrainee(Sex.MAN, date(2026, 3, 2), Identity(name="Någon"))
    with pytest.raises(NeedsVaultKeyError):
        add_trainee(adviser.writing(), new, TODAY)


# Reports and services, over the example enterprise with all its people.

THIS_DAY = date(2026, 11, 23)
THIS_MONTH = Month(2026, 10)


@pytest.fixture(scope="module")
def canaries(written: ExampleFiles, tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Every sealed text of the example that is long enough to be told from other words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        owner = open_client_file(written.client_file, PASSWORD, read_only=True)
        found = frozenset(text for text in sealed_texts(owner.file) if len(text) > 6)
        owner.close()
    assert len(found) > 40
    return found


@pytest.fixture
def visiting(opened: OpenFile) -> OpenFile:
    """The example as an adviser's session has it: the same rows, no vault."""

    opened.session = read_session(opened.file.rows, None)
    opened.file.vault = None
    return opened


def words_in(value: object, seen: set[int] | None = None) -> Iterator[str]:
    """Every text in a result, hidden from repr or not."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from words_in(pair, seen)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from words_in(one, seen)
    elif is_dataclass(value) and not isinstance(value, (type, ReadSession)):
        for one in fields(value):
            yield from words_in(getattr(value, one.name), seen)


def told(value: object, canaries: frozenset[str]) -> list[str]:
    text = "\n".join(words_in(value))
    return [canary for canary in canaries if canary in text]


def tells_nobody(document: Document, canaries: frozenset[str]) -> None:
    assert told(document, canaries) == []
    for rendered in (text_out.render(document), json_out.render(document)):
        assert not [one for one in canaries if one.encode() in rendered]


COMPARED_YEAR = 2026
"""The only year of the example with two plans: the budget and a scenario."""


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.key)
def test_every_report_is_pseudonymous_or_refused(
    entry: Any,  # noqa: ANN401 - a ReportEntry
    visiting: OpenFile,
    canaries: frozenset[str],
) -> None:
    years = visiting.session.enterprise.fiscal_years()
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    for kind in entry.period_kinds:
        for period in offered_periods(kind, THIS_MONTH, years)[:2]:
            request = ReportRequest(period, THIS_DAY, at)
            if entry.needs is Needs.VAULT:
                with pytest.raises(NeedsVaultKeyError):
                    make_report(visiting.session, entry, request)
                continue
            if entry.key == "R19" and period.first.year != COMPARED_YEAR:
                with pytest.raises(RefusedError, match=period.first.strftime("%Y")) as refused:
                    make_report(visiting.session, entry, request)
                assert told(vars(refused.value), canaries) == []
                continue
            tells_nobody(make_report(visiting.session, entry, request), canaries)


def test_two_plans_compared_tell_nobody(visiting: OpenFile, canaries: frozenset[str]) -> None:
    """R19 of the budget of 2026 and the scenario made from it."""
    session = visiting.session
    scenario = next(one for one in session.plans.plans() if one.kind is PlanKind.SCENARIO)
    assert scenario.based_on_id is not None
    first, second = scenario.based_on_id, scenario.id
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    tells_nobody(comparison_document(session, (first, second), THIS_DAY, at), canaries)


CHOICES: dict[str, object] = {
    "today": THIS_DAY,
    "month": THIS_MONTH,
    "period": Period.of_months(Month(2026, 1), THIS_MONTH),
}


def queries() -> list[tuple[str, Callable[..., object], dict[str, object]]]:
    """Every public function of the services that reads with a session and what we can choose."""
    found: list[tuple[str, Callable[..., object], dict[str, object]]] = []
    package = asfdesk.services
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, one in inspect.getmembers(module, inspect.isfunction):
            if one.__module__ != module.__name__ or name.startswith("_"):
                continue
            taken = list(inspect.signature(one).parameters.values())
            if not taken or str(taken[0].annotation) != "ReadSession":
                continue
            needed = [one for one in taken[1:] if one.default is inspect.Parameter.empty]
            if all(one.name in CHOICES for one in needed):
                chosen = {one.name: CHOICES[one.name] for one in needed}
                found.append((f"{info.name}.{name}", one, chosen))
    return found


def test_every_query_tells_an_adviser_nobodys_name(
    opened: OpenFile, canaries: frozenset[str]
) -> None:
    """The same walk with the owner's session shows that it would be seen."""
    owner = opened.session
    asked = queries()
    assert len(asked) > 20
    seen_by_owner = [name for name, one, chosen in asked if _asked(one, owner, chosen, canaries)]
    assert len(seen_by_owner) > 3, seen_by_owner

    visitor = read_session(opened.file.rows, None)
    assert not isinstance(visitor, WriteSession)
    leaks = {name: _asked(one, visitor, chosen, canaries) for name, one, chosen in asked}
    assert {name: found for name, found in leaks.items() if found} == {}


def _asked(
    query: Callable[..., object],
    session: ReadSession,
    chosen: dict[str, object],
    canaries: frozenset[str],
) -> list[str]:
    try:
        result = query(session, **chosen)
    except AsfDeskError as error:
        result = str(error)
    if inspect.isgenerator(result):
        result = list(result)
    return told(result, canaries)
