"""Where the open file lies and how large it is: what matters when it is moved or mailed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, decimal
from asfdesk.services.file.file_places import place_note, place_of

if TYPE_CHECKING:
    from asfdesk.services.file.file_places import Place
    from asfdesk.services.file.open_file import OpenFile

MEGABYTE = 1_000_000
MAIL_LIMITS_MB = (10, 20, 25)
"""What common mail systems take: many employers 10, Outlook.com 20, Gmail 25."""

_AS_MAILED = Fraction(4, 3) * Fraction(78, 76)
"""Base64 with line ends (RFC 2045 §6.8): what a limit is counted on."""


@dataclass(frozen=True)
class FileFacts:
    """What Settings says about the file.

    Attributes:
        name, folder: where it lies.
        size: of the home file, bytes; 0 before it has been saved, or when it is gone.
        place: what sort of folder it is.
    """

    name: str
    folder: str
    size: int
    place: Place

    @property
    def advice(self) -> tuple[str, ...]:
        """Sentences worth knowing about the place and the size."""
        return tuple(text for text in (place_note(self.place), mail_note(self.size)) if text)


def file_facts(opened: OpenFile) -> FileFacts:
    """Look at the home file from outside."""
    path = opened.path
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return FileFacts(path.name, str(path.parent), size, place_of(path))


def size_words(size: int) -> str:
    """3,4 MB; below a tenth 0,1 MB, since nobody mails by the byte."""
    tenths = max(1, -(-size * 10 // MEGABYTE))
    return _("%(size)s MB") % {"size": decimal(Fraction(tenths, 10), 1)}


def mail_note(size: int) -> str:
    """A warning when common mail systems do not take the file; "" when they do."""
    mailed = int(size * _AS_MAILED)
    limit = max((one for one in MAIL_LIMITS_MB if mailed > one * MEGABYTE), default=None)
    if limit is None:
        return ""
    return _(
        "In a mail the file is about %(size)s; many mail systems take at most %(limit)d MB. Use a "
        "stick or a shared folder instead."
    ) % {"size": size_words(mailed), "limit": limit}
