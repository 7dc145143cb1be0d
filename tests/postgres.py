"""A PostgreSQL server of the tests' own: a data folder for the time being, stopped by its own pid.

The server refuses to run as root, so root runs it as another user. It listens on a socket in its
folder and on this computer's own addresses, and takes nobody in without a password.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from asfdesk.storage.region.postgres import HAS_DRIVER, open_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.storage.region.postgres import PostgresEngine

USER, PASSWORD = "office", "läsk & äpplen"
_DEBIAN = Path("/usr/lib/postgresql")
_USERS = ("postgres", "nobody")
_TRIES, _PAUSE_S = 200, 0.05


@dataclass(frozen=True)
class Server:
    """One that runs.

    Attributes:
        folder: with its socket, its log and its certificate `server.crt`.
    """

    folder: Path
    port: int
    made: list[int] = field(default_factory=list)

    def url(self, host: str = "localhost", database: str = "postgres", user: str = USER) -> str:
        """How to reach it; the host "" is its socket."""
        if not host:
            return f"postgresql://{user}@:{self.port}/{database}?host={self.folder}"
        return f"postgresql://{user}@{host}:{self.port}/{database}"

    def new_database(self) -> str:
        """An empty one; its name."""
        self.made.append(0)
        name = f"region_{len(self.made)}"
        engine = open_postgres(self.url(), PASSWORD)
        engine.run(f"CREATE DATABASE {name}")
        engine.close()
        return name

    def empty(self) -> PostgresEngine:
        """Connected to a new database."""
        return open_postgres(self.url(database=self.new_database()), PASSWORD)


def lacking() -> str:
    """Why there can be no server here; "" = there can."""
    if not HAS_DRIVER:
        return "psycopg is not installed (requirements/region.txt)"
    if not hasattr(os, "geteuid"):
        return "the tests' own server is for Linux and macOS"
    if _program("initdb") is None or _program("postgres") is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and _unprivileged() is None:
        return "the server may not run as root, and there is no other user"
    return ""


def _program(name: str) -> str | None:
    folders = sorted(_DEBIAN.glob("*/bin"), reverse=True)
    places = os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])
    return shutil.which(name, path=places)


def _unprivileged() -> pwd.struct_passwd | None:
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next((known[name] for name in _USERS if name in known), None)


@contextmanager
def running() -> Iterator[Server]:
    """A server as long as the block lasts."""
    user = _unprivileged() if os.geteuid() == 0 else None
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    folder = Path(tempfile.mkdtemp(prefix="asfpg"))
    try:
        _prepare(folder)
        if user:
            for one in (folder, *folder.iterdir()):
                os.chown(one, user.pw_uid, user.pw_gid)
        _make_cluster(folder, who)
        server = Server(folder, _free_port())
        process = _start(server, who)
        try:
            _wait(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # "fast": whoever is connected is cut off
            process.wait(30)
    finally:
        shutil.rmtree(folder)


def _prepare(folder: Path) -> None:
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    key, certificate = _certificate()
    (folder / "server.key").write_bytes(key)
    (folder / "server.crt").write_bytes(certificate)
    (folder / "other.crt").write_bytes(_certificate()[1])
    for name in ("password", "server.key"):
        (folder / name).chmod(0o600)


def _certificate() -> tuple[bytes, bytes]:
    """A key and a certificate of 127.0.0.2, which stands for another computer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "asfdesk test")])
    now = dt.datetime.now(dt.UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.2"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    raw = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return raw, made.public_bytes(Encoding.PEM)


def _make_cluster(folder: Path, who: dict[str, object]) -> None:
    done = subprocess.run(  # noqa: S603 - the server's own tool, found above
        [
            str(_program("initdb")),
            f"--pgdata={folder / 'data'}",
            f"--username={USER}",
            f"--pwfile={folder / 'password'}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        **who,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _start(server: Server, who: dict[str, object]) -> subprocess.Popen[bytes]:
    settings = {
        "port": server.port,
        "listen_addresses": "127.0.0.1,127.0.0.2",
        "unix_socket_directories": server.folder,
        "ssl": "on",
        "ssl_cert_file": server.folder / "server.crt",
        "ssl_key_file": server.folder / "server.key",
        "fsync": "off",
        "log_statement": "all",
    }
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (server.folder / "log").open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - found above
            [str(_program("postgres")), "-D", str(server.folder / "data"), *words],
            stdout=log,
            stderr=log,
            cwd=server.folder,
            **who,  # type: ignore[call-overload]
        )
    return process


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _try in range(_TRIES):
        assert process.poll() is None, (server.folder / "log").read_text(errors="replace")
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", server.port)):
                return
        time.sleep(_PAUSE_S)
    raise AssertionError((server.folder / "log").read_text(errors="replace"))
