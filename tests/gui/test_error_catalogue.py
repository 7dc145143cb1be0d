"""Every error the user can meet says what happened, why, what to do, and has a button."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

import asfdesk
from asfdesk import errors
from asfdesk.errors import AsfDeskError, InvalidInputError, OpeningError, SavingError
from asfdesk.i18n import set_language
from asfdesk.ui.dialogs.file.opening_trouble import WayOut, way_word, ways_out
from asfdesk.ui.kit.errors import show_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from asfdesk.ui.preferences import Preferences

CLASSES = {
    name: found
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, AsfDeskError)
}
PARTS = ("what", "why", "todo")


def made(kind: type[AsfDeskError]) -> AsfDeskError:
    if issubclass(kind, InvalidInputError):
        return kind("field", "What.", "Why.", "Do.")
    return kind("What.", "Why.", "Do.")


def needed(kind: type[AsfDeskError]) -> tuple[str, ...]:
    """Which sentences an error of a class must have wherever it is made.

    A rule may say why in the same sentence as what; a wrong value stands beside its field, which
    is the cause; who stopped something himself needs to be told no more.
    """
    if issubclass(kind, OpeningError | SavingError):
        return PARTS
    if kind in {InvalidInputError, errors.CancelledError, AsfDeskError}:
        return ("what",)
    return ("what", "todo")


def constructions() -> Iterator[tuple[str, type[AsfDeskError], ast.Call]]:
    """Every place in the program where an error is made."""
    folder = Path(asfdesk.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in CLASSES:
                    yield f"{path.relative_to(folder)}:{node.lineno}", CLASSES[name], node


def missing(kind: type[AsfDeskError], call: ast.Call) -> list[str]:
    """The sentences that a place leaves out, or leaves empty."""
    if any(isinstance(one, ast.Starred) for one in call.args):
        return []  # a function gives all three; its own tests read them
    given = call.args[1:] if issubclass(kind, InvalidInputError) else call.args
    found: dict[str | None, ast.expr] = dict(zip(PARTS, given, strict=False))
    found |= {keyword.arg: keyword.value for keyword in call.keywords}
    return [
        part
        for part in needed(kind)
        if part not in found or (isinstance(found[part], ast.Constant))
    ]


def test_every_place_that_makes_an_error_says_what_it_must() -> None:
    places = list(constructions())
    assert len(places) > 150
    assert [
        (place, missing(kind, call)) for place, kind, call in places if missing(kind, call)
    ] == []


def test_the_catalogue_bites() -> None:
    call = ast.parse('FileDamagedError(_("x"), "", _("y"))').body[0]
    assert isinstance(call, ast.Expr)
    assert isinstance(call.value, ast.Call)
    assert missing(errors.FileDamagedError, call.value) == ["why"]


@pytest.mark.parametrize("kind", CLASSES.values(), ids=CLASSES)
def test_every_class_is_shown_with_all_it_says_and_a_button(
    qtbot: QtBot, preferences: Preferences, kind: type[AsfDeskError]
) -> None:
    assert preferences.theme is not None
    dialog = show_error(None, made(kind))
    qtbot.addWidget(dialog)
    assert dialog.accessibleName() == "What."
    assert dialog.accessibleDescription() == "Why. Do."
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert buttons
    assert all(one.text() and one.isEnabled() for one in buttons)


@pytest.mark.parametrize(
    "kind", [kind for kind in CLASSES.values() if issubclass(kind, OpeningError | SavingError)]
)
def test_every_trouble_at_opening_has_a_way_out(kind: type[AsfDeskError]) -> None:
    for language in ("sv", "en"):
        set_language(language)
        words = [way_word(way) for way in ways_out(made(kind), has_backup=True)]
        assert words
        assert all(words)


def test_every_way_out_is_offered_somewhere() -> None:
    offered = {way for kind in CLASSES.values() for way in ways_out(made(kind), has_backup=True)}
    assert offered == set(WayOut)
