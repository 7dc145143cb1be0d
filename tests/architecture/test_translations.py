"""Every string a user sees exists in Swedish, and no translation is left without its string."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def _source() -> Catalog:
    catalogue = Catalog()
    for _file, _line, message, _comments, context in extract_from_dir(
        ROOT / "asfdesk", method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        catalogue.add(message, context=context)
    return catalogue


def _swedish() -> Catalog:
    path = ROOT / "translations" / "sv" / "LC_MESSAGES" / "asfdesk.po"
    with path.open("rb") as file:
        return read_po(file, locale="sv")


@pytest.fixture(scope="module")
def source() -> Catalog:
    return _source()


@pytest.fixture(scope="module")
def swedish() -> Catalog:
    return _swedish()


def _keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {
        (m.context, m.id[0] if isinstance(m.id, (tuple, list)) else m.id) for m in catalogue if m.id
    }


def test_the_program_has_strings(source: Catalog) -> None:
    assert len(_keys(source)) > 100


def test_nothing_is_missing(source: Catalog, swedish: Catalog) -> None:
    assert sorted(map(str, _keys(source) - _keys(swedish))) == []


def test_nothing_is_stale(source: Catalog, swedish: Catalog) -> None:
    assert sorted(map(str, _keys(swedish) - _keys(source))) == []


def test_everything_is_translated_for_certain(swedish: Catalog) -> None:
    lacking = [
        m.id
        for m in swedish
        if m.id and (m.fuzzy or not all(m.string if isinstance(m.string, tuple) else (m.string,)))
    ]
    assert lacking == []


def test_placeholders_agree(swedish: Catalog) -> None:
    wrong = []
    for message in swedish:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        wrong += [ids[0] for text in strings if set(PLACEHOLDER.findall(str(text))) != wanted]
    assert wrong == []


def test_no_string_hides_inside_an_f_string() -> None:
    """There Python 3.11 shows an extractor one piece, so it would never reach a catalogue."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "asfdesk").rglob("*.py")
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]
    assert hidden == []
