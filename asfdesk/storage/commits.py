"""Transactions whose end is known: committed, not committed, or said to be unknown.

When the disk fails during COMMIT the error does not tell whether the change is there (trust.md
§2.6, §4.1). So every transaction has a name that is written within it, to `audit.action`. After
an error the working copy is opened anew, which also rolls back what was left half done, and the
name is looked up. If even that fails nothing more is written until it can be looked up.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from asfdesk.errors import AsfDeskError, SavingError, UncertainError
from asfdesk.i18n import _
from asfdesk.storage._driver import DatabaseError, IntegrityError
from asfdesk.storage.migrations import APPLICATION_ID
from asfdesk.storage.trouble import database_explained, disk_trouble, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asfdesk.storage._driver import Database


class LiveDatabase:
    """The connection to the working copy, opened anew when it is next used after a failure.

    Args:
        db: the open connection.
        reopen: opens the same database again; None where that cannot be done, as for a database
            in memory, which then is used on.
    """

    def __init__(self, db: Database, reopen: Callable[[], Database] | None = None) -> None:
        self._db: Database | None = db
        self._reopen = reopen

    @property
    def current(self) -> Database:
        """The connection.

        Raises:
            AsfDeskError: it was dropped, and the database cannot be opened now.
        """
        if self._db is None:
            if self._reopen is None:
                raise RuntimeError("the file is closed")
            with explained():
                self._db = self._reopen()
        return self._db

    def drop(self) -> None:
        """Close a connection that has failed; the next use opens the database anew."""
        if self._reopen is not None:
            self._close()

    def close(self) -> None:
        """Close for good."""
        self._reopen = None
        self._close()

    def _close(self) -> None:
        if self._db is not None:
            with suppress(DatabaseError):  # it has failed already, or is of no more use
                self._db.close()
            self._db = None


class Commits:
    """Begins and ends transactions.

    Args:
        live: the working copy.
        unsure: told the name of a transaction whose end is not known, "" when it is known again.
    """

    def __init__(self, live: LiveDatabase, unsure: Callable[[str], None]) -> None:
        self._live = live
        self._unsure = unsure
        self._unknown = ""

    @contextmanager
    def transaction(self, name: str) -> Iterator[None]:
        """All of the block or nothing. The block writes `name` to `audit.action`.

        Raises:
            UncertainError: the end is not known; see the module's docstring.
            SavingError: says once, before anything is written, how the one before ended.
            DiskFullError: nothing was changed.
            IntegrityError: the database's own rules said no; nothing was changed.
        """
        self.must_be_known()
        with database_explained(), self._rolled_back_on_failure():
            self._live.current.execute("BEGIN")
            yield
            self._commit(name)

    def must_be_known(self) -> None:
        """Look up how an uncertain transaction ended.

        Raises:
            UncertainError: it can still not be looked up.
            SavingError: it can; this says how, once.
        """
        if not self._unknown:
            return
        try:
            kept = self._is_there(self._unknown)
        except (AsfDeskError, DatabaseError) as error:
            self._live.drop()
            raise _uncertain() from error
        self._unknown = ""
        self._unsure("")
        raise _known_now(kept=kept)

    @contextmanager
    def _rolled_back_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self._roll_back(error)
            raise

    def _roll_back(self, error: BaseException) -> None:
        """Leave no open transaction; what cannot be rolled back here is when it is reopened."""
        if self._unknown or disk_trouble(error):
            self._live.drop()
            return
        try:
            db = self._live.current
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
        except (AsfDeskError, DatabaseError):
            self._live.drop()

    def _commit(self, name: str) -> None:
        try:
            self._live.current.conn.execute("COMMIT")
        except IntegrityError:
            raise
        except DatabaseError as error:
            self._roll_back(error)
            if not self._was_committed(name):
                raise

    def _was_committed(self, name: str) -> bool:
        try:
            return self._is_there(name)
        except (AsfDeskError, DatabaseError) as error:
            self._live.drop()
            self._unknown = name
            self._unsure(name)
            raise _uncertain() from error

    def _is_there(self, name: str) -> bool:
        """Whether a transaction is in the database, and will be after a power cut too."""
        db = self._live.current
        if not was_committed(db, name):
            return False
        # What failed may have been the very last sync. A further transaction that changes
        # nothing goes through all of them again.
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return True


def was_committed(db: Database, name: str) -> bool:
    """Whether a transaction of this name is in the database."""
    found = db.execute("SELECT 1 FROM audit WHERE action = :name", {"name": name})
    return found.fetchone() is not None


def _uncertain() -> UncertainError:
    return UncertainError(
        _("It is not known whether your latest change was saved."),
        _("The disk of this computer failed at the moment of saving."),
        _(
            "Nothing more is written until that is known. Free some space if the disk is full "
            "and try again; you are then told how it ended."
        ),
    )


def _known_now(*, kept: bool) -> SavingError:
    why = _("The disk failed earlier at the moment of saving, and has now answered.")
    todo = _("Look at what is there, then go on. Nothing else was changed.")
    if kept:
        return SavingError(_("Your earlier change was saved after all."), why, todo)
    return SavingError(_("Your earlier change was not saved."), why, todo)
