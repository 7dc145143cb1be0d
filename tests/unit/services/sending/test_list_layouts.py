"""Which layout a list is made in: by period, from the program or the user, and never by code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from asfdesk import paths
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError
from asfdesk.formats.layout_json import LayoutError
from asfdesk.services.sending.list_layouts import (
    choose_layout,
    known_layouts,
    layout_stem,
    load_layout,
    own_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

OCTOBER_2026 = Period.of_month(Month(2026, 10))
MAY_2027 = Period.of_month(Month(2027, 5))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "home"))


def _content(**changes: object) -> dict[str, Any]:
    path = paths.resource("layouts") / "scb-deltagare-2019-09.json"
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content | changes


def _own(name: str, content: object) -> Path:
    own_folder().mkdir(parents=True, exist_ok=True)
    path = own_folder() / name
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_the_layout_of_the_period_is_chosen() -> None:
    known = known_layouts()
    assert choose_layout(known, "", OCTOBER_2026).version == "scb-deltagare 2019-09"
    august = Period.of_month(Month(2019, 8))
    assert choose_layout(known, "scb-deltagare", august).version == "scb-deltagare 2019-08"
    esf = choose_layout(known, "esf-sammanstallning-po2", OCTOBER_2026)
    assert esf.recipient.startswith("Projektägaren")


def test_next_years_layout_is_a_file_and_no_code() -> None:
    _own("scb-2027.json", _content(valid_from="2027-01", name="SCB 2027"))
    known = known_layouts()
    assert choose_layout(known, "", OCTOBER_2026).version == "scb-deltagare 2019-09"
    assert choose_layout(known, "", MAY_2027).name == "SCB 2027"
    assert known.broken == ()


def test_the_users_own_layout_wins_over_the_programs_of_the_same_month() -> None:
    _own("mitt.json", _content(name="Rättad"))
    assert choose_layout(known_layouts(), "scb-deltagare", OCTOBER_2026).name == "Rättad"


def test_a_broken_file_takes_nothing_away_and_is_said() -> None:
    _own("trasig.json", {"schema": 1})
    known = known_layouts()
    assert choose_layout(known, "", OCTOBER_2026).key == "scb-deltagare"
    (said,) = known.broken
    assert "trasig.json" in said


def test_a_file_anywhere_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "på usb.json"
    path.write_text(json.dumps(_content(key="eget", name="Eget")), "utf-8")
    assert choose_layout(known_layouts(), str(path), OCTOBER_2026).name == "Eget"
    with pytest.raises(InvalidInputError, match="2019-09"):
        choose_layout(known_layouts(), str(path), Period.of_month(Month(2018, 1)))
    with pytest.raises(LayoutError, match=r"finns\.json"):
        load_layout(tmp_path / "finns.json")


def test_what_is_asked_for_and_not_there_is_said_with_what_there_is() -> None:
    with pytest.raises(InvalidInputError, match="esf-sammanstallning-po2"):
        choose_layout(known_layouts(), "scb-2031", OCTOBER_2026)
    with pytest.raises(InvalidInputError, match="2010-01"):
        choose_layout(known_layouts(), "", Period.of_month(Month(2010, 1)))


def test_a_layout_gives_files_a_name_that_any_disk_takes() -> None:
    assert layout_stem("scb-deltagare") == "scb-deltagare"
    assert layout_stem("/hem/Åsas layout 2027.json") == "sas-layout-2027"
    assert layout_stem("ÅÄÖ.json") == "layouts"
