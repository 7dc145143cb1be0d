"""The layers of ARCHITECTURE.md, and the sizes that keep files readable, as tests."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "asfdesk").rglob("*.py"))
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
MAY_IMPORT_LATE = ("asfdesk/__main__.py", "asfdesk/formats/pdf/", "asfdesk/formats/xlsx.py")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_hold() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 - our own tool
        [script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_file_is_short_enough(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_functions_are_short_enough() -> None:
    long = [
        f"{_name(path)}:{node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_imports_inside_functions_only_where_agreed() -> None:
    late = [
        f"{_name(path)}:{inner.lineno}"
        for path in SOURCES
        if not _name(path).startswith(MAY_IMPORT_LATE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]
    assert late == []


def test_no_blind_except() -> None:
    """But one: the worker hands every bug to the window's crash box instead of dying silently."""
    blind = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCES
        if _name(path) != "asfdesk/ui/tasks.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert blind == []


def test_the_driver_is_imported_in_one_place() -> None:
    doors = {"sqlcipher3", "sqlite_utils", "sqlite3"}
    users = {
        _name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and doors & {a.name.split(".")[0] for a in node.names})
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in doors)
    }
    assert users == {"asfdesk/storage/_driver.py"}


def test_money_and_time_are_never_floats() -> None:
    """Only the Excel writer, pixel work and chances may name float (design §5, decisions A2).

    Chances are the shares that the forecast from decisions draws by; its money is öre (ADR 0037).
    """
    allowed = (
        "asfdesk/domain/planning/attendance_spread",
        "asfdesk/domain/planning/decision_forecast",
        "asfdesk/domain/planning/decision_inputs",
        "asfdesk/domain/planning/decision_paths",
        "asfdesk/domain/planning/prolongation_odds",
        "asfdesk/ui/",
        "asfdesk/formats/xlsx",
        "asfdesk/formats/pdf/",
        "asfdesk/reports/chart",
        "asfdesk/reports/column_widths",
    )
    named = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCES
        if not _name(path).startswith(allowed)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "float"
    ]
    assert named == []


def test_nothing_reaches_for_the_network() -> None:
    nets = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests"}
    users = [
        _name(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and nets & {a.name for a in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module in nets)
    ]
    # The lock file tells this computer's name, which only `socket` or `platform` knows.
    assert users == []
