"""Settings survive a restart; a broken file costs nothing but its contents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from asfdesk.ui.settings import (
    RECENT_FILES,
    AppSettings,
    RecentFile,
    load_settings,
    save_settings,
    settings_file,
)
from asfdesk.ui.theme import Mode


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))


def test_what_is_saved_comes_back() -> None:
    settings = AppSettings(
        Mode.DARK, "en", 1400, 900, maximized=True, recent=(RecentFile("/a/b.asfdesk", "Bageriet"),)
    )
    settings = replace(settings, import_folder="/bokslut")
    save_settings(settings)
    assert load_settings() == settings


def test_without_a_file_there_are_defaults() -> None:
    assert load_settings() == AppSettings()
    assert AppSettings().language == "sv"
    assert AppSettings().theme is Mode.SYSTEM


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"'])
def test_a_broken_file_gives_defaults(text: str) -> None:
    save_settings(AppSettings())
    settings_file().write_text(text, encoding="utf-8")
    assert load_settings() == AppSettings()


def test_what_is_odd_is_left_out_one_by_one() -> None:
    save_settings(AppSettings())
    odd = {"theme": "pink", "language": "xx", "width": "wide", "height": 900, "recent": [1, {}]}
    settings_file().write_text(json.dumps(odd), encoding="utf-8")
    assert load_settings() == AppSettings(height=900)


def test_the_latest_file_is_first_and_none_is_listed_twice() -> None:
    settings = AppSettings()
    for number in range(RECENT_FILES + 2):
        settings = settings.with_recent(Path(f"/{number}.asfdesk"), f"{number}")
    settings = settings.with_recent(Path("/5.asfdesk"), "5")
    assert len(settings.recent) == RECENT_FILES
    assert settings.recent[0] == RecentFile("/5.asfdesk", "5")
    assert len({one.path for one in settings.recent}) == RECENT_FILES


def test_a_file_can_be_forgotten() -> None:
    settings = AppSettings().with_recent(Path("/a.asfdesk"), "A").with_recent(Path("/b"), "B")
    assert [one.name for one in settings.without_recent(Path("/a.asfdesk")).recent] == ["B"]
