"""Left work of an older version: brought to today's schema before anybody goes on with it.

It may be the only place where the work is, so the database as it was lies beside until the
migrated one has been compared with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.errors import FileDamagedError, RefusedError
from asfdesk.i18n import _
from asfdesk.storage._driver import snapshot_into
from asfdesk.storage.disk.digests import file_sha256
from asfdesk.storage.file.backups import HomeFile, back_up_before_migration
from asfdesk.storage.file.manifest import Role
from asfdesk.storage.file.schema_check import schema_version
from asfdesk.storage.file.upgrade import needs_upgrade, upgrade
from asfdesk.storage.file.working_copy import check_room, verify_database
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path

    from asfdesk.storage._driver import Database
    from asfdesk.storage.file.keys import UnlockedKeys
    from asfdesk.storage.file.manifest import Manifest
    from asfdesk.storage.file.working_copy import WorkingCopy

_BEFORE = "before-upgrade.db"


def upgrade_left(copy: WorkingCopy, db: Database, keys: UnlockedKeys, manifest: Manifest) -> bool:
    """Migrate left work if an older version made it; says whether it did.

    Raises:
        RefusedError: an adviser's program never migrates the file (decisions C8).
        FileDamagedError, DiskFullError: the database is as it was; `db` is closed.
    """
    if not needs_upgrade(db):
        return False
    if keys.role is Role.ADVISER:
        raise RefusedError(
            _("The unsaved work was made with an older version of ASF Desk."),
            _("An adviser's password cannot bring the file to the form that this version uses."),
            _("Ask an owner to open and save the file, or use the older version."),
        )
    check_room(copy.folder, copy.database.stat().st_size)
    known = copy.sidecar.home_sha256
    if known and file_sha256(copy.home) == known:
        home = HomeFile(copy.home, manifest.client, copy.sidecar.generation, known)
        back_up_before_migration(home, schema_version(db), keys)
    before = copy.folder / _BEFORE
    before.unlink(missing_ok=True)
    with explained():
        snapshot_into(db, before)
        try:
            upgrade(db, keys.vault(manifest.client))
        except BaseException:
            db.close()
            _put_back(before, copy.database)
            raise
    before.unlink(missing_ok=True)
    return True


def take_up_again(copy: WorkingCopy, keys: UnlockedKeys) -> None:
    """After a crash in the middle of `upgrade_left`: the database as it was, if it was left whole.

    Called before the database is opened.
    """
    before = copy.folder / _BEFORE
    if not before.exists():
        return
    try:
        verify_database(before, keys.data_key)
    except FileDamagedError:
        # The crash came while it was being written, so the database itself is untouched.
        before.unlink(missing_ok=True)
        return
    with explained():
        copy.database.with_name(f"{copy.database.name}-journal").unlink(missing_ok=True)
        _put_back(before, copy.database)


def _put_back(before: Path, database: Path) -> None:
    before.replace(database)
