"""A new region with new keys: three files beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.sending.packages import spoken
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.errors import FileConflictError
from asfdesk.formats.package.recipient_keys import card_of
from asfdesk.i18n import _
from asfdesk.services.checks import need_text
from asfdesk.services.region.open_region import KEYS_SUFFIX, region_in
from asfdesk.services.sending.receive_package import make_keys, write_own_card
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.region.embedded import open_embedded

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from asfdesk.services.region.open_region import Region
    from asfdesk.storage.file.manifest import KdfCost

CARD_SUFFIX = ".asfkort"
_YEARS, _LAST_SURE_DAY = 2, 28


@dataclass(frozen=True)
class MadeRegion:
    """A region that was made and is open.

    Attributes:
        card: where the card lies that enterprises import.
        fingerprint: to be read aloud to them.
        code: the recovery code of the keys, which is nowhere else.
    """

    region: Region
    card: Path
    fingerprint: str
    code: str = field(repr=False)


def make_region(
    path: Path, name: str, password: str, today: date, cost: KdfCost = SHIPPED_COST
) -> MadeRegion:
    """Make keys, a card and a region.

    Args:
        path: the region's file; keys and card get its name with their own endings.
        name: what the recipient is called on its card.
        password: of the keys.
        today: from when the card is good; it is for two years.
        cost: of opening the keys.

    Raises:
        InvalidInputError: there is no name.
        FileConflictError: one of the files is there already.
        AsfDeskError: the place cannot be used.
    """
    called = need_text("name", name, _("Write what you are called."))
    card = path.with_suffix(CARD_SUFFIX)
    if path.exists() or card.exists():
        raise FileConflictError(
            _("There is already a file called %(name)s.")
            % {"name": path.name if path.exists() else card.name},
            _("A region is never written over."),
            _("Choose another name."),
        )
    until = today.replace(year=today.year + _YEARS, day=min(today.day, _LAST_SURE_DAY))
    opened, code = make_keys(
        path.with_suffix(KEYS_SUFFIX),
        called,
        RecipientKind.SUPPORT,
        today,
        until,
        password=password,
        cost=cost,
    )
    write_own_card(opened, card)
    region = region_in(open_embedded(path, opened.keys.signing, make=True), opened.keys)
    return MadeRegion(region, card, spoken(card_of(opened.keys).fingerprint), code)
