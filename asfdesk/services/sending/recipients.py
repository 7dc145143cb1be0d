"""Recipients of packages: importing a card, comparing its fingerprint, ending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import fingerprint_of, is_spoken, spoken
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.formats.package.card_file import read_card
from asfdesk.formats.package.faults import refused
from asfdesk.i18n import _, day
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_identities
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.sending.packages import Recipient, RecipientCard
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

SENT: Changes = frozenset({Topic.SENT})
_MOST_BYTES = 64 * 1024


def card_in(path: Path, today: date) -> RecipientCard:
    """The card in a file, to show before it is imported.

    Raises:
        PackageRefusedError: it is no card, is damaged, forged or newer, or has expired.
    """
    with explained(), path.open("rb") as stream:
        card = read_card(stream.read(_MOST_BYTES))
    if card.valid_until < today:
        raise _expired(card)
    return card


def import_card(session: WriteSession, card: RecipientCard, today: date) -> int:
    """Take in a card that was read; returns the recipient's id.

    A newer card with a fingerprint that is here already renews the one that is here.

    Raises:
        NeedsVaultKeyError: an adviser's session.
        RefusedError: an older card than the one that is here.
    """
    need_identities(session)
    here = next(
        (one for one in session.packages.recipients() if one.card.fingerprint == card.fingerprint),
        None,
    )
    if here is not None and here.card.made_on > card.made_on:
        raise RefusedError(
            _("A newer card from %(name)s is here already.") % {"name": here.card.name},
            "",
            _("Nothing was changed, and nothing needs to be done."),
        )
    with session.writer.action("recipient.import", SENT, "recipient", leaves_undo=True):
        if here is None:
            return session.packages.add_recipient(card, today)
        session.packages.renew_recipient(here.id, card, today)
    return here.id


def confirm_recipient(session: WriteSession, recipient_id: int, heard: str, today: date) -> Changes:
    """The recipient has read its fingerprint aloud, and it is the card's.

    Args:
        session: an owner's.
        recipient_id: whose card.
        heard: what was read, digits with or without spaces.
        today: the user's date.

    Raises:
        InvalidInputError: it is another fingerprint than the card's.
        NeedsVaultKeyError: an adviser's session.
    """
    need_identities(session)
    recipient = need_recipient(session, recipient_id)
    if not is_spoken(heard, recipient.card.fingerprint):
        raise InvalidInputError(
            "heard",
            _("This is not the fingerprint of the card."),
            _("A digit was heard wrong, or the card is not from whom it says."),
            _("Ask for the digits again. If they still differ, do not use the card."),
        )
    with session.writer.action(
        "recipient.confirm", SENT, "recipient", recipient_id, leaves_undo=True
    ):
        session.packages.confirm_recipient(recipient_id, recipient.card, today)
    return SENT


def end_recipient(session: WriteSession, recipient_id: int, on: date | None) -> Changes:
    """No packages are made for it from a day on; None takes that back."""
    need_identities(session)
    need_recipient(session, recipient_id)
    with session.writer.action("recipient.end", SENT, "recipient", recipient_id, leaves_undo=True):
        session.packages.end_recipient(recipient_id, on)
    return SENT


def need_recipient(session: ReadSession, recipient_id: int) -> Recipient:
    """A recipient whose card has been imported.

    Raises:
        RefusedError: it is not there.
    """
    found = session.packages.recipient(recipient_id)
    if found is None:
        raise RefusedError(
            _("The recipient is not there."), "", _("Import its card, and try again.")
        )
    return found


def need_valid(recipient: Recipient, today: date) -> None:
    """Whether a package may be made for a recipient.

    Raises:
        PackageRefusedError: its card has expired.
        RefusedError: it has ended, or its fingerprint has not been compared.
    """
    name = recipient.card.name
    if recipient.ended_on is not None and recipient.ended_on <= today:
        raise RefusedError(
            _("%(name)s gets no more packages.") % {"name": name},
            _("It ended on %(day)s.") % {"day": day(recipient.ended_on)},
            _("Choose another recipient."),
        )
    if recipient.confirmed_on is None:
        raise RefusedError(
            _("The fingerprint of %(name)s has not been compared.") % {"name": name},
            _("Nobody knows yet that the card is from whom it says."),
            _("Have it read aloud, and type it in under Recipients."),
        )
    if recipient.card.valid_until < today:
        raise _expired(recipient.card)


def _expired(card: RecipientCard) -> RefusedError:
    error = refused(PackageFault.EXPIRED_CARD)
    error.what = _("The card of %(name)s expired on %(day)s.") % {
        "name": card.name,
        "day": day(card.valid_until),
    }
    error.why = ""
    error.todo = _("Nothing was changed. Ask for a new card.")
    return error


def own_fingerprint(session: ReadSession) -> str:
    """The enterprise's own fingerprint to read aloud; "" before the first package."""
    public = session.packages.public_key()
    return spoken(fingerprint_of(public)) if public else ""
