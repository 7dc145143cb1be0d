"""The recipients' layouts that can be chosen: the program's own, and the user's own files.

The program's lie in `resources/layouts`, the user's in the folder `layouts` of this computer's user
folder, or anywhere, named on the command line. A user's layout with the key and first month of one
of the program's replaces it. A file that cannot be read takes nothing away: the others work, and it
is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import paths
from asfdesk.domain.sending.list_layout import in_force
from asfdesk.errors import InvalidInputError
from asfdesk.formats.layout_json import MOST_BYTES, LayoutError, read_layout
from asfdesk.i18n import _

if TYPE_CHECKING:
    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.list_layout import ListLayout

FOLDER = "layouts"
ENDING = ".json"
MOST_FILES = 200
"""More files than this in the user's folder are not layouts."""


@dataclass(frozen=True)
class KnownLayouts:
    """What was found.

    Attributes:
        layouts: the program's, then the user's own, each by file name.
        broken: what is wrong with the files that are no layouts, one sentence each.
    """

    layouts: tuple[ListLayout, ...]
    broken: tuple[str, ...] = ()

    def of_period(self, period: Period) -> tuple[ListLayout, ...]:
        """Those in force, one per key, in the order they are proposed."""
        return in_force(self.layouts, period)


def own_folder() -> Path:
    """Where the user's own layouts lie; it need not be there."""
    return paths.user_data() / FOLDER


def known_layouts() -> KnownLayouts:
    """Every layout that can be read."""
    found: list[ListLayout] = []
    broken: list[str] = []
    for path in (*_files(paths.resource(FOLDER)), *_files(own_folder())):
        try:
            found.append(load_layout(path))
        except LayoutError as error:
            broken.append(str(error))
    return KnownLayouts(tuple(found), tuple(broken))


def load_layout(path: Path) -> ListLayout:
    """One layout file.

    Raises:
        LayoutError: it cannot be read, or it is no layout.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise LayoutError(
            _("The layout %(name)s cannot be read.") % {"name": path.name},
            error.strerror or "",
            _("Check that the file is there and that you may read it."),
        ) from None
    return read_layout(data, path.name)


def choose_layout(known: KnownLayouts, wanted: str, period: Period) -> ListLayout:
    """The layout a list is made in.

    Args:
        known: what can be chosen from.
        wanted: a key, the way to a file, or "" for the one that is proposed.
        period: what the list is about; decides which year's layout it is.

    Raises:
        LayoutError: the file is no layout.
        InvalidInputError: no layout has that key, or none is in force.
    """
    if wanted.casefold().endswith(ENDING):
        return _fitting(load_layout(Path(wanted)), period)
    offered = known.of_period(period)
    for one in offered:
        if wanted in ("", one.key):
            return one
    keys = ", ".join(one.key for one in offered)
    if not wanted or not offered:
        raise InvalidInputError(
            "layout",
            _("No layout is in force for %(period)s.") % {"period": str(period)},
            todo=_("Choose a later period, or a layout file of your own."),
        )
    raise InvalidInputError(
        "layout",
        _("There is no layout %(key)s for %(period)s.") % {"key": wanted, "period": str(period)},
        _("The layouts are %(keys)s.") % {"keys": keys},
        _("Choose one of them, or a layout file of your own that ends in .json."),
    )


def layout_stem(wanted: str) -> str:
    """A layout's key, or its file's name without ending, in letters that any file name may have."""
    stem = Path(wanted).stem if wanted.casefold().endswith(ENDING) else wanted
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in stem)
    return plain.strip("-").casefold() or FOLDER


def _fitting(layout: ListLayout, period: Period) -> ListLayout:
    if layout.covers(period):
        return layout
    raise InvalidInputError(
        "layout",
        _("The layout %(name)s is not in force for %(period)s.")
        % {"name": layout.name, "period": str(period)},
        _("It begins with %(month)s.") % {"month": str(layout.valid_from)},
        _("Choose another period or another layout."),
    )


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ENDING)
    except OSError:
        return []
    return found[:MOST_FILES]
