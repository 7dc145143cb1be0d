"""Buyers (beställare): add, change, end, take up again, remove if unused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_email, missing, need_text, org_number

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.agreements import Buyer
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.AGREEMENTS})


def add_buyer(session: WriteSession, buyer: Buyer) -> Changes:
    """Add a buyer; the value's id is not used."""
    checked = _check(session, buyer)
    with session.writer.action("buyer.add", CHANGED, "buyer"):
        session.agreements.add_buyer(checked)
    return CHANGED


def change_buyer(session: WriteSession, buyer: Buyer) -> Changes:
    """Write a buyer anew; without the vault key the contact person stays as it is."""
    _need(session, buyer.id)
    checked = _check(session, buyer)
    with session.writer.action("buyer.change", CHANGED, "buyer", buyer.id):
        session.agreements.change_buyer(checked)
    return CHANGED


def end_buyer(session: WriteSession, buyer_id: int, last_day: date) -> Changes:
    """End a buyer whose agreements have ended by then."""
    buyer = _need(session, buyer_id)
    for agreement in session.agreements.agreements():
        runs_on = agreement.ends_on is None or agreement.ends_on > last_day
        if agreement.buyer_id == buyer_id and runs_on:
            raise RefusedError(
                _("The buyer has an agreement that runs on: %(name)s.") % {"name": agreement.name},
                _("A buyer can be ended when all its agreements have ended."),
                _("End the agreement first."),
            )
    with session.writer.action("buyer.end", CHANGED, "buyer", buyer_id):
        session.agreements.change_buyer(replace(buyer, ended_on=last_day))
    return CHANGED


def reopen_buyer(session: WriteSession, buyer_id: int) -> Changes:
    """Take an ended buyer up again."""
    buyer = _need(session, buyer_id)
    with session.writer.action("buyer.reopen", CHANGED, "buyer", buyer_id):
        session.agreements.change_buyer(replace(buyer, ended_on=None))
    return CHANGED


def remove_buyer(session: WriteSession, buyer_id: int) -> Changes:
    """Remove a buyer that has no agreement."""
    if session.agreements.buyer_in_use(buyer_id):
        raise RefusedError(
            _("The buyer has agreements."),
            _("What has been delivered and invoiced must stay readable."),
            _("End the buyer instead."),
        )
    with session.writer.action("buyer.remove", CHANGED, "buyer", buyer_id):
        session.agreements.remove_buyer(buyer_id)
    return CHANGED


def _need(session: ReadSession, buyer_id: int) -> Buyer:
    buyer = session.agreements.buyer(buyer_id)
    if buyer is None:
        raise missing()
    return buyer


def _check(session: ReadSession, buyer: Buyer) -> Buyer:
    checked = replace(
        buyer,
        name=need_text("name", buyer.name, _("Write the name of the buyer.")),
        org_number=org_number("org_number", buyer.org_number),
        invoice_reference=buyer.invoice_reference.strip(),
        invoice_email=check_email("invoice_email", buyer.invoice_email),
        contact=buyer.contact.strip(),
    )
    for other in session.agreements.buyers():
        if other.id != buyer.id and other.name.casefold() == checked.name.casefold():
            raise InvalidInputError(
                "name",
                _("There is already a buyer with this name."),
                todo=_("Add the agreement to that buyer, or make the names differ."),
            )
    return checked
