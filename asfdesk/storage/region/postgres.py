"""A region in PostgreSQL, for an office of several people: the one thing that uses a network.

psycopg is asked for only by `region --database` (decisions D2); the program's window never comes
here. The address has no password in it, for a command line can be read by others on the computer.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from asfdesk.errors import (
    FileConflictError,
    FileInUseError,
    FileMissingError,
    ReadOnlyError,
    RefusedError,
    SavingError,
    UncertainError,
    WrongKeyError,
)
from asfdesk.i18n import _
from asfdesk.storage.region.server_address import server_address

try:
    import psycopg
    from psycopg import errors as pg
    from psycopg.conninfo import make_conninfo
except ImportError:
    HAS_DRIVER = False
else:
    HAS_DRIVER = True

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asfdesk.errors import AsfDeskError
    from asfdesk.storage.region.engine import Value

_LOCK = 0x415346
"""Of this program's writers ("ASF"): one office writes at a time, as in the embedded file."""
_WAIT = "30s"
"""How long a writer waits for the one before it."""
_ALWAYS = {"application_name": "asfdesk", "connect_timeout": "10", "client_encoding": "UTF8"}


class PostgresEngine:
    """The tables on a server."""

    def __init__(self, connection: Any, place: str) -> None:  # noqa: ANN401 - the driver is optional
        self._connection = connection
        self._inside = False
        self.place = place

    def ask(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        with _explained():
            return list(self._connection.execute(_said(sql), list(values)).fetchall())

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """One change."""
        with _explained():
            self._connection.execute(_said(sql), list(values))

    def run_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same change for each row."""
        with _explained(), self._connection.cursor() as cursor:
            cursor.executemany(_said(sql), list(rows))

    def make_tables(self, statements: Iterable[str]) -> None:
        """Make tables and indexes."""
        for statement in statements:
            self.run(statement)

    def has_tables(self) -> bool:
        """Whether the region's tables have been made.

        A question of a table: `to_regclass` may not see what was made since the transaction began.
        """
        sql = "SELECT 1 FROM pg_tables WHERE tablename = ? AND schemaname = ANY(current_schemas(?))"
        return bool(self.ask(sql, ["region_meta", False]))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that happens within is kept, or nothing; one writer at a time."""
        with self._between("BEGIN"):
            self.run(f"SET LOCAL lock_timeout = '{_WAIT}'")
            self.ask("SELECT pg_advisory_xact_lock(?)", [_LOCK])
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Questions within see one state, whatever another office enters meanwhile."""
        if self._inside:
            yield
            return
        with self._between("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    @contextmanager
    def _between(self, begin: str) -> Iterator[None]:
        self.run(begin)
        self._inside = True
        try:
            yield
        except BaseException:
            self._inside = False
            if not self._connection.broken:
                self.run("ROLLBACK")
            raise
        self._inside = False
        with _explained(at_the_end=True):
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close it for good."""
        self._connection.close()


def open_postgres(url: str, password: str) -> PostgresEngine:
    """Connect to a server.

    Args:
        url: postgresql://user@host:port/database, without a password.
        password: of the user; "" = the server is to let us in without, or by ~/.pgpass.

    Raises:
        InvalidInputError: the address is not one, or not safe.
        AsfDeskError: the server is not there, or does not let us in.
    """
    address = server_address(url)
    if not HAS_DRIVER:
        raise RefusedError(
            _("The part of the program that talks to PostgreSQL is not installed."),
            _("Most people do not need it, so it is not in the program from the start."),
            _("Install requirements/region.txt, or use a region in a file."),
        )
    secret = {"password": password} if password else {}
    try:
        words = make_conninfo(**_ALWAYS, **address.parts, **secret)
        connection = psycopg.connect(words, autocommit=True)
    except psycopg.Error as error:
        # The driver's own words may name the user and more; they are not shown.
        raise _not_let_in(error, address.place) from None
    return PostgresEngine(connection, address.place)


def _said(sql: str) -> str:
    return sql.replace("?", "%s")


def _not_let_in(error: Any, place: str) -> AsfDeskError:  # noqa: ANN401 - the driver is optional
    """Why there is no connection, told apart by what the server asked for."""
    wanted = getattr(error, "pgconn", None)
    if "certificate" in str(error):
        return WrongKeyError(
            _("The server's certificate does not hold."),
            _("Nobody knows whether %(place)s is the server that it says.") % {"place": place},
            _("Ask who runs the server for its root certificate (sslrootcert), and try again."),
        )
    if wanted is not None and (wanted.needs_password or wanted.used_password):
        return WrongKeyError(
            _("The database did not let you in."),
            _("The user, the password or the database's name is not right."),
            _("Check them with whoever runs the server, and try again."),
        )
    return FileMissingError(
        _("The database could not be reached."),
        _("No server answers at %(place)s, it has no encryption, or it has no such database.")
        % {"place": place},
        _("Check the address and the network, and try again. Nothing was changed."),
    )


@contextmanager
def _explained(*, at_the_end: bool = False) -> Iterator[None]:
    """Turn what the driver raises into errors for the user, without the values it was about.

    Raises:
        AsfDeskError: see `_told`.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _told(error, at_the_end=at_the_end) from None


def _told(error: Any, *, at_the_end: bool) -> AsfDeskError:  # noqa: ANN401 - the driver is optional
    if isinstance(error, pg.InsufficientPrivilege | pg.ReadOnlySqlTransaction):
        return ReadOnlyError(
            _("The database does not let you change anything."),
            _("Your user there may only read."),
            _("Ask whoever runs the server for permission to write in the region's tables."),
        )
    if isinstance(error, pg.LockNotAvailable):
        return FileInUseError(
            _("Somebody else is changing the region."),
            _("One office at a time takes in packages."),
            _("Nothing was changed. Try again in a while."),
        )
    if isinstance(error, pg.UniqueViolation | pg.SerializationFailure | pg.DeadlockDetected):
        return FileConflictError(
            _("Somebody else changed the region at the same time."),
            _("What was entered here does not fit with it."),
            _("Nothing was changed. Try again."),
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and at_the_end:
        return UncertainError(
            _("The connection to the database was lost at the last moment."),
            _("Whether it was kept is not known."),
            _("Look in the region, and do it again if it is not there; nothing comes in twice."),
        )
    return SavingError(
        _("The database could not do it."),
        _("It answered with code %(code)s.") % {"code": error.sqlstate or "–"},
        _("Nothing was changed. Try again; if it happens again, ask whoever runs the server."),
    )
