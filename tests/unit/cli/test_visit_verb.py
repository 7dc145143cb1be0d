"""`visit`: shown, taken in, refused the second time, and asked about conflicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from asfdesk.cli import main
from asfdesk.domain.planning.comments import ActionStatus
from asfdesk.services.visiting.draft_visits import save_package
from asfdesk.services.write_comments import change_action
from tests.strongbox import OWNER, TODAY
from tests.visits import KNOWN, a_draft, as_adviser, as_owner, visited_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ASFDESK_PASSWORD", OWNER)
    path = visited_file(tmp_path)
    adviser = as_adviser(path)
    save_package(adviser, a_draft(), tmp_path / "p.asfbesok", TODAY)
    adviser.close()
    return path


def run(home: Path, *words: str) -> int:
    package = str(home.parent / "p.asfbesok")
    return main(["visit", str(home), package, "--today", TODAY.isoformat(), *words])


def visits(home: Path) -> int:
    opened = as_owner(home)
    found = len(opened.session.visits.visits())
    opened.close()
    return found


def test_shown_then_taken_in_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["taken"], told["actions"]) == (1, False, 2)
    assert told["statuses"] == [{"what": "Ring kommunen", "after": "ongoing", "verdict": "changed"}]
    assert visits(home) == 0
    assert run(home, "--take") == 0
    assert "Höj priset" in capsys.readouterr().out
    assert visits(home) == 1
    assert run(home, "--take") == 1


def test_a_conflict_must_be_answered(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owner = as_owner(home)
    known = owner.session.comments.action_by_uid(KNOWN)
    assert known is not None
    change_action(owner.writing(), known.with_status(ActionStatus.DONE, TODAY))
    owner.close()
    assert run(home, "--take") == 1
    assert "--conflicts" in capsys.readouterr().err
    assert run(home, "--take", "--conflicts", "theirs") == 0
    owner = as_owner(home)
    now = owner.session.comments.action_by_uid(KNOWN)
    owner.close()
    assert now is not None
    assert now.status is ActionStatus.ONGOING
