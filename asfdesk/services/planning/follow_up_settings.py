"""How the follow-up judges: limits of the lights, and the forecast method of each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.variance import BASIS_POINTS, Limits
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

LIMITS = "variance_limits"
METHODS = "forecast_methods"
EVERY_LINE = "*"
CHANGED: Changes = frozenset({Topic.PLAN})


def limits(session: ReadSession) -> Limits:
    """The limits in force; those of finance.md §9.5 until somebody changes them."""
    text = session.enterprise.setting(LIMITS, "")
    return Limits(*(int(part) for part in text.split())) if text else Limits()


def set_limits(session: WriteSession, chosen: Limits) -> Changes:
    """Change the limits; a warning may not begin before the good ends."""
    parts = (chosen.good_bp, chosen.good_ore, chosen.warn_bp, chosen.warn_ore)
    if min(parts) < 0 or chosen.warn_bp > BASIS_POINTS:
        raise InvalidInputError(
            "warn_bp", _("Limits can't be negative, and a share is at most 100 per cent.")
        )
    if chosen.warn_bp < chosen.good_bp or chosen.warn_ore < chosen.good_ore:
        raise InvalidInputError(
            "warn_bp",
            _("The limit for a warning is below the limit for what is good."),
            todo=_("Choose the same or a higher one."),
        )
    with session.writer.action("setting.variance_limits", CHANGED, "setting"):
        session.enterprise.set_setting(LIMITS, " ".join(str(part) for part in parts))
    return CHANGED


def forecast_methods(session: ReadSession) -> dict[str, Method]:
    """Line code -> its method; lines that are not there go by EVERY_LINE's, else method A."""
    text = session.enterprise.setting(METHODS, "")
    pairs = (part.split("=") for part in text.split())
    return {code: Method(letter) for code, letter in pairs}


def method_of(methods: Mapping[str, Method], code: str) -> Method:
    """The method of one line."""
    return methods.get(code, methods.get(EVERY_LINE, Method.REMAINING_PLAN))


def set_forecast_method(session: WriteSession, code: str, method: Method) -> Changes:
    """Choose how a line is forecast, or with EVERY_LINE all of them.

    A line whose method is that of the others keeps none of its own.
    """
    before = forecast_methods(session)
    methods = _with_method({} if code == EVERY_LINE else before, code, method)
    if methods == before or (before == {} and methods == {EVERY_LINE: Method.REMAINING_PLAN}):
        return frozenset()
    with session.writer.action("setting.forecast_methods", CHANGED, "setting"):
        _put_methods(session, methods)
    return CHANGED


def put_line_methods(session: WriteSession, codes: Iterable[str], method: Method) -> None:
    """Choose how several lines are forecast, as part of the action that is open."""
    before = methods = forecast_methods(session)
    for code in codes:
        methods = _with_method(methods, code, method)
    if methods != before:
        _put_methods(session, methods)


def _with_method(before: Mapping[str, Method], code: str, method: Method) -> dict[str, Method]:
    methods = {**before, code: method}
    if code != EVERY_LINE and method is methods.get(EVERY_LINE, Method.REMAINING_PLAN):
        del methods[code]
    return methods


def _put_methods(session: WriteSession, methods: Mapping[str, Method]) -> None:
    text = " ".join(f"{line}={chosen.value}" for line, chosen in sorted(methods.items()))
    session.enterprise.set_setting(METHODS, text)
