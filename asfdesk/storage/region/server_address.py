"""Where a region's server is, and how the way there is protected.

Only these parts of an address are taken, and everything that the environment could say otherwise
is said here: what the user typed is where the packages' figures go, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCHEMES = ("postgresql", "postgres")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_PORT = 5432
_MORE = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey"})
_VERIFIED = "verify-full"


@dataclass(frozen=True)
class ServerAddress:
    """How to connect.

    Attributes:
        parts: for the driver, without any secret.
        place: to be shown.
    """

    parts: Mapping[str, str]
    place: str


def server_address(url: str) -> ServerAddress:
    """Read postgresql://user@host:port/database?sslrootcert=….

    A server on another computer is reached by TLS with its certificate verified, or not at all.

    Raises:
        InvalidInputError: it is not such an address, has a password in it, or asks for less.
    """
    try:
        found = urlsplit(url)
        port = found.port or _PORT
        asked = parse_qsl(found.query, keep_blank_values=True, strict_parsing=bool(found.query))
    except ValueError:
        raise _not_one() from None
    more = dict(asked)
    database = unquote(found.path.removeprefix("/"))
    if found.scheme not in _SCHEMES or not database or len(more) != len(asked):
        raise _not_one()
    if found.password is not None or "password" in more:
        raise InvalidInputError(
            "database",
            _("There is a password in the address."),
            _("Others on this computer can read what is typed as a command."),
            _("Leave it out, and use --database-password-file. Change the password if it is used."),
        )
    if set(more) - _MORE:
        unknown = min(set(more) - _MORE)
        raise InvalidInputError(
            "database",
            _("%(part)s cannot be in the address.") % {"part": unknown},
            _("The program takes only what it can answer for."),
            _("These can: %(parts)s.") % {"parts": ", ".join(sorted(_MORE))},
        )
    host = unquote(found.hostname or "") or more.pop("host", "")
    if not host or "," in host or (found.hostname and "host" in more):
        raise _not_one()
    parts = {
        **more,
        "host": host,
        "hostaddr": "",
        "port": str(port),
        "dbname": database,
        "sslmode": _tls(host, more.get("sslmode", "")),
        "gssencmode": "disable",
    }
    if found.username:
        parts["user"] = unquote(found.username)
    if parts["sslmode"] == _VERIFIED:
        parts.setdefault("sslrootcert", "system")
    return ServerAddress(parts, f"{host}/{database}")


def _tls(host: str, asked: str) -> str:
    """`sslmode` towards a host: as asked on this computer, verified elsewhere."""
    if host in _HERE or host.startswith("/"):
        return asked or "prefer"
    if asked not in ("", _VERIFIED):
        raise InvalidInputError(
            "database",
            _("sslmode=%(mode)s is not safe towards another computer.") % {"mode": asked},
            _("Somebody between could read the figures, or answer in the server's place."),
            _("Leave sslmode out: then TLS is used, and the server's certificate is verified."),
        )
    return _VERIFIED


def _not_one() -> InvalidInputError:
    return InvalidInputError(
        "database",
        _("This is not a database's address."),
        "",
        _("Write it like postgresql://user@server.example/region."),
    )
