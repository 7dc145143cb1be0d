"""The user manual names everything there is, shows what it says, and its example is true."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from babel.messages.pofile import read_po

from asfdesk.cli.usage import Parser
from asfdesk.cli.verbs import VERBS
from asfdesk.domain.period import Month
from asfdesk.i18n import decimal, money, money_exact, set_language
from asfdesk.services.drivers.explain_line import explain
from asfdesk.services.drivers.follow_up_views import follow_up_page
from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.open_file import KdfCost, open_client_file
from asfdesk.services.sending.report_catalogue import CATALOGUE
from asfdesk.ui.navigation import PAGES
from tests.manual_pictures import FOLDER, MAX_BYTES, PICTURES

if TYPE_CHECKING:
    from asfdesk.services.drivers.explain_line import Explanation
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "asfdesk" / "ui"
MANUAL = ROOT / "docs" / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SHORTCUT = re.compile(r'QKeySequence\("([^"]+)"\)')
GRID_KEY = re.compile(r"_Key\.Key_(\w+)")
SETTING = re.compile(r'(?:__init__|button|QCheckBox|setAccessibleName)\(\s*_\(\s*"([^"]+)"')
SWEDISH_KEYS = {
    "Left": "Vänsterpil",
    "Right": "Högerpil",
    "Return": "Enter",
    "Enter": "Enter",
    "Tab": "Tabb",
    "Backtab": "Skift+Tabb",
    "Space": "mellanslag",
    "Delete": "Delete",
    "Backspace": "Backsteg",
    "D": "Ctrl+D",
    "R": "Ctrl+R",
}
SMALL = KdfCost(memory_kib=64, iterations=1, lanes=1)
OCTOBER = Month(2026, 10)


def plain(text: str) -> str:
    """Every kind of space as one, so that numbers are found however they are set."""
    return re.sub(r"\s+", " ", text)


def chapter(number: str) -> str:
    """One chapter's text."""
    return plain(next(MANUAL.glob(f"{number}-*.md")).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manual() -> str:
    """All chapters."""
    return plain("\n".join(path.read_text(encoding="utf-8") for path in CHAPTERS))


@pytest.fixture(scope="module")
def swedish() -> dict[str, str]:
    """English source string -> what the window says."""
    path = ROOT / "translations" / "sv" / "LC_MESSAGES" / "asfdesk.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="sv")
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def test_every_report_is_described() -> None:
    text = chapter("09")
    for entry in CATALOGUE:
        assert f"### {entry.key} {entry.title()}" in text


def test_every_verb_and_option_is_described() -> None:
    text = chapter("11")
    for verb in VERBS:
        assert f"### {verb.name} " in text
        parser = Parser()
        import_module(verb.module).add_arguments(parser)
        for action in parser._actions:
            for option in action.option_strings:
                assert f"`{option}" in text, f"{verb.name} {option}"


def test_every_option_of_the_window_is_described() -> None:
    text = chapter("11")
    source = (ROOT / "asfdesk" / "app.py").read_text(encoding="utf-8")
    options = re.findall(r'add_argument\(\s*"(--[\w-]+)"', source)
    assert options
    for option in options:
        assert option in text


def test_every_page_is_named(manual: str) -> None:
    for entry in PAGES:
        assert f"**{entry.title}**" in manual


def test_every_shortcut_of_the_window_is_named() -> None:
    text = chapter("01")
    source = (UI / "main_window.py").read_text(encoding="utf-8")
    keys = SHORTCUT.findall(source)
    assert "Ctrl+K" in keys
    for key in [*keys, "Ctrl+Z"]:
        control, _plus, letter = key.rpartition("+")
        held = control.replace("Shift", "Skift")
        assert f"| {held}+{SWEDISH_KEYS.get(letter, letter)} |" in text


def test_every_key_of_the_grids_is_named() -> None:
    text = chapter("04")
    found = set()
    for name in ("grid_view.py", "grid_editor.py"):
        found |= set(GRID_KEY.findall((UI / "kit" / "grid" / name).read_text(encoding="utf-8")))
    assert "F2" in found
    for key in found - {"Up", "Down", "Left", "Right"}:
        assert SWEDISH_KEYS.get(key, key) in text, key
    assert "| Piltangenter |" in text


def test_every_setting_is_described(swedish: dict[str, str]) -> None:
    """Every heading and button of the settings page, in the words of the window."""
    text = chapter("11") + chapter("10")
    found = set()
    for path in (UI / "pages" / "file").glob("settings_*.py"):
        found |= set(SETTING.findall(path.read_text(encoding="utf-8")))
    assert "Fiscal years" in found
    for words in found - {"Cancel", "Close"}:
        assert swedish[words] in text, swedish[words]


def test_every_picture_is_there_small_and_used(manual: str) -> None:
    drawn = {path.name for path in FOLDER.glob("*.png")}
    used = {Path(target).name for target in LINK.findall(manual) if target.endswith(".png")}
    assert drawn == used == {f"{name}.png" for name in PICTURES}
    assert len(drawn) <= 24
    assert all(path.stat().st_size < MAX_BYTES for path in FOLDER.glob("*.png"))


def _anchors(path: Path) -> set[str]:
    """Headings as links name them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert (path.parent / "README.md").exists()
    for target in targets:
        name, _hash, anchor = unquote(target).partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.name)
def test_text_is_fit_for_readers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prose = re.sub(r"`[^`]*`|!\[|\| ! gul", "", text)
    assert "!" not in prose
    assert not re.search(r"/(?:work|tmp|home|Users)/|[A-Z]:\\", text)
    assert max(len(line) for line in text.splitlines() if not line.startswith("|")) <= 150


@pytest.fixture(scope="module")
def october(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[FollowUpPageView, Explanation]:
    """The follow-up of the example's October, and its training line explained."""
    set_language("sv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASFDESK_HOME", str(tmp_path_factory.mktemp("home")))
        files = write_example(tmp_path_factory.mktemp("example"), cost=SMALL)
        opened = open_client_file(files.client_file, PASSWORD, read_only=True)
        try:
            view = follow_up_page(opened.session, OCTOBER)
            assert view.view is not None
            row = next(one for one in view.full if one.row.row.line and one.key == "I10")
            return view, explain(opened.session, view.view, row.row)
        finally:
            opened.close()


def test_the_worked_example_is_true(october: tuple[FollowUpPageView, Explanation]) -> None:
    text = chapter("08")
    training = october[1].training
    assert training is not None
    effects = training.streams[0]
    parts = effects.effects
    assert [part.name for part in fields(parts)] == ["places", "days", "occupancy", "price"]
    for ore in (parts.occupancy, parts.price, parts.total):
        assert plain(money_exact(ore)) in text
    for ore in (int(effects.plan.income_ore), int(effects.actual.income_ore)):
        assert plain(money_exact(ore).removesuffix(",00")) in text
    assert plain(decimal(effects.actual.delivered, 2)) in text
    for sentence in october[1].sentences:
        assert plain(sentence) in text


def test_the_examples_of_lights_and_forecast_are_true(
    october: tuple[FollowUpPageView, Explanation],
) -> None:
    text = chapter("08")
    rows = {row.name: row.row for row in october[0].full}
    for name, light in (
        ("Summa personal", "grön"),
        ("Arbetsträning och rehab", "gul"),
        ("Varor, material, underentreprenad", "röd"),
    ):
        to_date = rows[name].figures.to_date
        assert to_date.variance_ore is not None
        assert to_date.plan_ore is not None
        worse, plan = money(-to_date.variance_ore), money(abs(to_date.plan_ore))
        said = plain(f"ligger {worse} kr sämre än planen på {plan} kr.")
        assert said in text
        assert text[text.index(said) :].partition(".")[2].find(light) >= 0
        assert {"good": "grön", "warn": "gul", "bad": "röd"}[rows[name].light] == light
    result = rows["Resultat"].figures
    amounts = (result.to_date.actual_ore, result.year.actual_ore, result.year.plan_ore)
    for ore in amounts:
        assert ore is not None
        assert plain(f"{money(ore)} kr") in text
