"""Where an export may be written: anywhere but on top of a client file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError, NewerFileError, OpeningError
from asfdesk.i18n import _
from asfdesk.storage.file.container import read_manifest

if TYPE_CHECKING:
    from pathlib import Path


def refuse_client_file(path: Path) -> None:
    """Check that a file that will be replaced is no client file, whatever its name.

    Raises:
        InvalidInputError: it is one; everything in it would be lost.
    """
    try:
        read_manifest(path)
    except NewerFileError:
        pass  # also somebody's work
    except OpeningError:
        return
    raise InvalidInputError(
        "path",
        _("%(name)s is a client file and is not replaced.") % {"name": path.name},
        _("Everything in it would be lost."),
        _("Choose another name."),
    )
