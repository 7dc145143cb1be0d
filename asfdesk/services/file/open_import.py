"""An open export read into a new client file, equal to the one it was made of.

New UUID, keys and signing key (decisions C15). Nothing half-done is left if it fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import RefusedError
from asfdesk.formats.open_zip import read_open_zip
from asfdesk.i18n import _
from asfdesk.services.file.open_file import OpenFile, check_new_password, utc_now, with_ending
from asfdesk.storage.file.manifest import SHIPPED_COST
from asfdesk.storage.file.open_tables import fill, staged
from asfdesk.storage.file.opening import create_file
from asfdesk.storage.migrations import SCHEMA_VERSION
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from asfdesk.storage.file.manifest import KdfCost


def import_openly(
    source: Path,
    path: Path,
    owner_password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Callable[[], datetime] = utc_now,
) -> tuple[OpenFile, str]:
    """Make a client file of an open export.

    Args:
        source: the ZIP.
        path: the new client file; .asfdesk is added, and nothing may be there.
        owner_password: of the first owner; the old file's passwords do not come with it.
        cost: of the keys derived from passwords.
        clock: gives the time in UTC.

    Returns:
        The open, saved file and the recovery code, which is nowhere else.

    Raises:
        NotAClientFileError: the ZIP is no export of ASF Desk.
        NewerFileError: a newer ASF Desk made it.
        RefusedError: it is damaged, changed, incomplete or absurdly large.
        FileConflictError: there is a file of that name.
        AsfDeskError: it could not be read, or the place cannot be used.
    """
    check_new_password("password", owner_password)
    with explained():
        export = read_open_zip(source, SCHEMA_VERSION)
    if len(export.tables.get("enterprise", [])) != 1:
        raise RefusedError(
            _("The export holds no enterprise."),
            _("Its table enterprise must have exactly one row."),
            _("Nothing was made. Use the export as it was written, or make a new one."),
        )
    with staged(export.schema, export.tables) as rows:
        target = with_ending(path.absolute())
        file, code = create_file(target, owner_password, cost=cost, clock=clock)
        opened = OpenFile(file)
        try:
            fill(file.database, file.vault, rows)
            opened.save_first()
        except BaseException:
            file.abandon(keep_work=False)
            raise
    return opened, code
