"""The dated rates and caps that plans reckon with: shipped, changed here, checked, frozen.

A value of the file stands in place of the shipped one of the same key and first day, or beside
it. Changing one computes every draft anew; an approved plan keeps what it used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing
from asfdesk.services.drivers.plan_model import model_of
from asfdesk.services.drivers.rates_in_use import rates_in_use, same_value
from asfdesk.services.drivers.recompute import recompute_drafts
from asfdesk.services.drivers.shipped_parameters import shipped_parameters
from asfdesk.services.drivers.used_rates import used_rates

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.drivers.parameters import Parameter, ParameterKey
    from asfdesk.domain.plan import Plan
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN, Topic.ENTERPRISE})
_NOTHING: Changes = frozenset()


@dataclass(frozen=True)
class ParameterRow:
    """A value as the list shows it.

    Attributes:
        shipped: the value that the program came with for the same days; None for one added here.
        checked_this_year: whether somebody compared it with its source this calendar year.
        holds: whether it is the one that holds today.
    """

    parameter: Parameter
    shipped: Parameter | None
    checked_this_year: bool
    holds: bool

    @property
    def changed(self) -> bool:
        """Whether it says something else than the program came with."""
        return self.parameter.changed

    @property
    def added(self) -> bool:
        """Whether it was written here and stands in place of nothing."""
        return self.shipped is None


def parameter_rows(session: ReadSession, today: date) -> tuple[ParameterRow, ...]:
    """Every value, by key in the order of the list of keys, then by first day."""
    shipped = {(one.key, one.valid_from): one for one in shipped_parameters().values}
    known = rates_in_use(session)
    order = list(type(known.values[0].key)) if known.values else []
    return tuple(
        ParameterRow(
            one,
            shipped.get((one.key, one.valid_from)),
            is_checked(one, today),
            known.on(one.key, today) == one,
        )
        for one in sorted(known.values, key=lambda one: (order.index(one.key), one.valid_from))
    )


def is_checked(parameter: Parameter, today: date) -> bool:
    """Whether a value was compared with its source this calendar year."""
    return parameter.checked_on is not None and parameter.checked_on.year == today.year


def change_parameter(session: WriteSession, parameter: Parameter, today: date) -> Changes:
    """Write a value, with its source and the day it was checked; drafts are computed anew.

    The value of the same key and first day gives way; with another first day it stands beside.

    Raises:
        InvalidInputError: a value, day or source that cannot be right.
    """
    checked = _checked(parameter, today)
    if any(same_value(one, checked) and one.checked_on == checked.checked_on
           for one in rates_in_use(session).values):  # fmt: skip
        return _NOTHING
    with session.writer.action("parameter.change", CHANGED, "parameter"):
        session.parameters.put(checked)
        recompute_drafts(session)
    return CHANGED


def mark_checked(
    session: WriteSession, key: ParameterKey, valid_from: date, today: date
) -> Changes:
    """Note that a value has been compared with its source today."""
    found = _find(session, key, valid_from)
    if found.checked_on == today:
        return _NOTHING
    with session.writer.action("parameter.check", CHANGED, "parameter"):
        session.parameters.put(replace(found, checked_on=today))
    return CHANGED


def take_back_parameter(session: WriteSession, key: ParameterKey, valid_from: date) -> Changes:
    """Let the shipped value hold again; one that was added here goes."""
    if all((one.key, one.valid_from) != (key, valid_from) for one in session.parameters.own()):
        return _NOTHING
    with session.writer.action("parameter.take_back", CHANGED, "parameter"):
        session.parameters.remove(key, valid_from)
        recompute_drafts(session)
    return CHANGED


def _find(session: ReadSession, key: ParameterKey, valid_from: date) -> Parameter:
    for one in rates_in_use(session).values:
        if (one.key, one.valid_from) == (key, valid_from):
            return one
    raise missing()


def _checked(parameter: Parameter, today: date) -> Parameter:
    """A value that can be right, its texts trimmed."""
    if not 0 <= parameter.value <= parameter.key.most:
        raise InvalidInputError(
            "value",
            _("The value cannot be right."),
            _("It is negative or far too large."),
            _("Write it as in the law or the agreement."),
        )
    check_order("valid_to", parameter.valid_from, parameter.valid_to)
    source = parameter.source.strip()
    if not source:
        raise InvalidInputError(
            "source",
            _("Write where the value is from."),
            _("A rate without a source cannot be checked next year."),
        )
    if parameter.checked_on is not None and parameter.checked_on > today:
        raise InvalidInputError(
            "checked_on", _("It cannot have been checked on a day that has not come yet.")
        )
    return replace(parameter, unit=parameter.key.unit, source=source)


def unchecked_in_plan(session: ReadSession, plan: Plan, today: date) -> tuple[Parameter, ...]:
    """The values a plan uses that nobody has checked this calendar year, as they stand today.

    An approved plan keeps its own; they count as checked when today's of the same days are.
    """
    now = {(one.key, one.valid_from): one for one in rates_in_use(session).values}
    used = used_rates(model_of(session, plan)).values
    return tuple(
        one
        for one in used
        if not is_checked(one, today)
        and not is_checked(now.get((one.key, one.valid_from), one), today)
    )
