"""A visit that is not in the client file, as JSON and back (ADR 0045).

What lies under the seal was written by somebody with the file's password, and still is looked
at as if it came from anyone: kinds, lengths and days that are not right refuse the whole.
"""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import ActionStatus, AgreedAction
from asfdesk.domain.visiting.visit_state import StateFigure, StateUnit
from asfdesk.domain.visiting.visits import ScenarioDraft, StatusChange, Visit, VisitDraft
from asfdesk.domain.visiting_codes import VisitKind
from asfdesk.storage.column_rules import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

LONGEST_TEXT = 20_000
"""Letters of notes: about eight pages."""
LONGEST_LINE = 1_000
MOST_ROWS = 2_000
_UID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,120}", re.ASCII)
_MOST = 10**18


def draft_as_json(draft: VisitDraft) -> bytes:
    """The draft, in UTF-8."""
    visit = draft.visit
    return json.dumps(
        {
            "visit": {
                "uid": visit.uid,
                "revision": visit.revision,
                "day": visit.day.isoformat(),
                "kind": visit.kind.value,
                "present": visit.present,
                "notes": visit.notes,
                "closed_on": _text(visit.closed_on),
            },
            "actions": [_action_as_json(one) for one in draft.actions],
            "changes": [
                {
                    "uid": one.uid,
                    "what": one.what,
                    "before": one.before.value,
                    "after": one.after.value,
                    "on": one.on.isoformat(),
                }
                for one in draft.changes
            ],
            "scenarios": [
                {
                    "name": one.name,
                    "plan": one.plan_id,
                    "version": one.plan_version,
                    "shocks": [_shock_as_json(shock) for shock in one.shocks],
                }
                for one in draft.scenarios
            ],
            "figures": [[one.key, one.unit.value, one.value] for one in draft.figures],
        },
        ensure_ascii=False,
        sort_keys=True,
    ).encode()


def _action_as_json(action: AgreedAction) -> dict[str, object]:
    return {
        "uid": action.uid,
        "what": action.what,
        "owner": action.owner,
        "due_on": _text(action.due_on),
        "agreed_on": action.agreed_on.isoformat(),
        "done_on": _text(action.done_on),
        "line": action.line_code,
        "status": action.status.value,
    }


def _shock_as_json(shock: Shock) -> dict[str, object]:
    return {
        "driver": shock.driver.value,
        "factor_bp": shock.factor_bp,
        "delta": shock.delta,
        "first": _text(shock.first),
        "target": shock.target_id,
    }


def _text(value: date | Month | None) -> str | None:
    return None if value is None else str(value)


def draft_from_json(content: bytes) -> VisitDraft:
    """What `draft_as_json` wrote.

    Raises:
        ValueError: it is not that.
    """
    try:
        found = json.loads(content)
        visit = found["visit"]
        return VisitDraft(
            Visit(
                0,
                _uid(visit["uid"]),
                _day(visit["day"]),
                _code(VisitKind, visit["kind"]),
                _words(visit["present"], LONGEST_LINE),
                _words(visit["notes"], LONGEST_TEXT),
                _maybe(_day, visit["closed_on"]),
                _whole(visit["revision"], 0, 10**6),
            ),
            tuple(_action(one) for one in _rows(found["actions"])),
            tuple(_change(one) for one in _rows(found["changes"])),
            tuple(_scenario(one) for one in _rows(found["scenarios"])),
            _figures(found["figures"]),
        )
    except (KeyError, TypeError, RecursionError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _action(found: Mapping[str, Any]) -> AgreedAction:
    status = _code(ActionStatus, found["status"])
    done_on = _maybe(_day, found["done_on"])
    if (status is ActionStatus.DONE) is (done_on is None):
        raise ValueError(status)
    return AgreedAction(
        0,
        _words(found["what"], LONGEST_LINE),
        _words(found["owner"], LONGEST_LINE),
        _maybe(_day, found["due_on"]),
        _day(found["agreed_on"]),
        done_on,
        _words(found["line"], LONGEST_LINE),
        status,
        _uid(found["uid"]),
    )


def _change(found: Mapping[str, Any]) -> StatusChange:
    return StatusChange(
        _uid(found["uid"]),
        _words(found["what"], LONGEST_LINE),
        _code(ActionStatus, found["before"]),
        _code(ActionStatus, found["after"]),
        _day(found["on"]),
    )


def _scenario(found: Mapping[str, Any]) -> ScenarioDraft:
    return ScenarioDraft(
        _words(found["name"], LONGEST_LINE),
        _whole(found["plan"], 1, _MOST),
        _whole(found["version"], 0, _MOST),
        tuple(_shock(one) for one in _rows(found["shocks"])),
    )


def _shock(found: Mapping[str, Any]) -> Shock:
    return Shock(
        _code(ShockDriver, found["driver"]),
        _maybe(lambda one: _whole(one, 0, 10**9), found["factor_bp"]),
        _whole(found["delta"], -_MOST, _MOST),
        _maybe(lambda one: Month.parse(str(one)), found["first"]),
        _maybe(lambda one: _whole(one, 1, _MOST), found["target"]),
    )


def _figures(found: object) -> tuple[StateFigure, ...]:
    rows = {}
    for key, unit, value in _rows(found):
        if not isinstance(key, str) or not _KEY.fullmatch(key) or key in rows:
            raise ValueError(key)
        known = _maybe(lambda one: _whole(one, -_MOST, _MOST), value)
        rows[key] = StateFigure(key, _code(StateUnit, unit), known)
    return tuple(rows.values())


def _rows(found: object) -> list[Any]:
    if not isinstance(found, list) or len(found) > MOST_ROWS:
        raise TypeError
    return found


def _maybe(read: Callable[[object], T], found: object) -> T | None:
    return None if found is None else read(found)


def _code(kind: type[E], found: object) -> E:
    if not isinstance(found, str):
        raise TypeError
    return kind(found)


def _uid(found: object) -> str:
    if not isinstance(found, str) or not _UID.fullmatch(found):
        raise ValueError(found)
    return found


def _words(found: object, longest: int) -> str:
    if not isinstance(found, str) or len(found) > longest or "\x00" in found:
        raise ValueError(longest)
    return found


def _whole(found: object, low: int, high: int) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not low <= found <= high:
        raise ValueError(found)
    return found


def _day(found: object) -> date:
    if not isinstance(found, str):
        raise TypeError
    day = date.fromisoformat(found)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(found)
    return day
