"""Which operations can be undone is decided in decisions C11, and only there."""

from __future__ import annotations

import ast
from pathlib import Path

import asfdesk.services

NEVER = {
    "attendance.lock",
    "attendance.reopen",
    "example.write",
    "file.create",
    "month.lock",
    "plan.approve",
    "plan_line.seed",
    "trainee.anonymise",
    "trainee.erase",
    "absence.sent",
    "trainee.follow_protection",
    "trainee.protect",
    "trainee.unprotect",
}
"""Locking, approving, protecting, erasing; and what a new file or the example begins with."""
WHEN_PROTECTED = {"waiting.add", "waiting.change", "waiting.remove", "waiting.start"}
"""Steps like others, unless somebody on the waiting list is, becomes or was erased as protected."""
ONLY_NOTED = {"audit.export", "audit.prune", "report.export", "trainee.open"}
"""What changes no content and so is no step."""


def actions(flag: str) -> set[str]:
    """Operations whose action is opened with a flag; a variable counts with all it may hold."""
    found: set[str] = set()
    for file in Path(asfdesk.services.__path__[0]).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                found |= _in(function, flag)
    return found


def _in(function: ast.FunctionDef, flag: str) -> set[str]:
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "action"
        and any(word.arg == flag for word in node.keywords)
    ]
    named: set[str] = set()
    for call in calls:
        first = call.args[0]
        where: ast.AST = first if isinstance(first, ast.Constant) else function
        named |= {
            node.value
            for node in ast.walk(where)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value.count(".") == 1
            and " " not in node.value
        }
    return {name for name in named if not name.startswith("access.")}


def test_what_can_never_be_undone() -> None:
    assert actions("undoable") == NEVER | WHEN_PROTECTED


def test_what_is_only_noted() -> None:
    noted = actions("leaves_undo")
    assert noted >= ONLY_NOTED
    assert not noted & NEVER
