"""Noting what is expected and not booked yet, settling it, and typing how much was sold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.planning.expected import ExpectedSource
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.expected import ExpectedItem
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.EXPECTED})
MOST_VOLUME = 1_000_000_000_000
"""Thousandths; beyond it somebody has slipped on the keys."""


def note_expected(session: WriteSession, item: ExpectedItem) -> Changes:
    """Note an income or a cost that belongs to a month and is not booked (its id is not used).

    Raises:
        InvalidInputError: no name, no amount, a line that is not there, or no fiscal year.
    """
    checked = _checked(session, item)
    with session.writer.action("expected.add", CHANGED, "expected_item"):
        session.expected.add_item(checked)
    return CHANGED


def change_expected(session: WriteSession, item: ExpectedItem) -> Changes:
    """Write a typed item anew; InvalidInputError as `note_expected`."""
    before = session.expected.item(item.id)
    if before is None:
        raise missing()
    checked = _checked(session, item)
    if checked == before:
        return frozenset()
    with session.writer.action("expected.change", CHANGED, "expected_item", item.id):
        session.expected.change_item(checked)
    return CHANGED


def settle_expected(session: WriteSession, item: ExpectedItem, settled_on: date) -> Changes:
    """Say that an item was booked on a day, or that it is no longer expected.

    One that was worked out is kept from then on, so that it is not expected again.

    Raises:
        InvalidInputError: the day lies before the item's month.
    """
    if settled_on < item.month.first:
        raise InvalidInputError(
            "settled_on",
            _("The day lies before the month it belongs to."),
            todo=_("Choose the day it was booked."),
        )
    settled = replace(item, settled_on=settled_on)
    with session.writer.action("expected.settle", CHANGED, "expected_item", item.id or None):
        if item.id:
            if session.expected.item(item.id) is None:
                raise missing()
            session.expected.change_item(settled)
        else:
            session.expected.add_item(settled)
    return CHANGED


def remove_expected(session: WriteSession, item_id: int) -> Changes:
    """Take an item away; one that was worked out and settled is expected again."""
    if session.expected.item(item_id) is None:
        raise missing()
    with session.writer.action("expected.remove", CHANGED, "expected_item", item_id):
        session.expected.remove_item(item_id)
    return CHANGED


def set_sold_volumes(
    session: WriteSession, line_code: str, name: str, volumes: Mapping[Month, int | None]
) -> Changes:
    """Type how much was sold by month, in thousandths of a unit; None = not known.

    Raises:
        InvalidInputError: a volume is negative or too large.
    """
    for month, milli in volumes.items():
        if milli is not None and not 0 <= milli <= MOST_VOLUME:
            raise InvalidInputError(
                f"m{month}",
                _("So much can't have been sold."),
                todo=_("Write the number sold in the month, or leave it empty."),
            )
    if _same(session, line_code, name, volumes):
        return frozenset()
    with session.writer.action("sold_volume.set", CHANGED, "sold_volume"):
        session.expected.set_volumes(line_code, name, volumes.items())
    return CHANGED


def _same(
    session: WriteSession, line_code: str, name: str, volumes: Mapping[Month, int | None]
) -> bool:
    known = {
        one.month: one.volume_milli
        for one in session.expected.volumes(line_code)
        if one.name == name
    }
    return all(known.get(month) == milli for month, milli in volumes.items())


def _checked(session: WriteSession, item: ExpectedItem) -> ExpectedItem:
    name = need_text("name", item.name, _("Write what is expected."))
    if not item.amount_ore:
        raise InvalidInputError("amount", _("Write the amount that is expected."))
    if session.plans.line(item.line_code) is None:
        raise InvalidInputError("line", _("Choose a plan line."))
    if session.enterprise.fiscal_year_on(item.month.first) is None:
        raise InvalidInputError(
            "month",
            _("The month lies in no fiscal year."),
            todo=_("Choose a month of a fiscal year."),
        )
    return replace(item, name=name, source=ExpectedSource.TYPED, agreement_id=None)
