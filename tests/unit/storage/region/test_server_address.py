"""Where a region's server is: only by a protected way, and without a password in the address."""

from __future__ import annotations

import pytest

from asfdesk.errors import InvalidInputError
from asfdesk.storage.region.server_address import server_address


def test_another_computer_is_reached_by_verified_tls_alone() -> None:
    found = server_address("postgresql://kajsa@db.example:6000/region")
    assert found.place == "db.example/region"
    assert found.parts == {
        "host": "db.example",
        "hostaddr": "",
        "port": "6000",
        "user": "kajsa",
        "dbname": "region",
        "sslmode": "verify-full",
        "sslrootcert": "system",
        "gssencmode": "disable",
    }
    own = server_address("postgresql://db.example/r?sslrootcert=%2Fetc%2Fca.pem")
    assert own.parts["sslrootcert"] == "/etc/ca.pem"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_this_computer_needs_none(host: str) -> None:
    assert server_address(f"postgresql://a@{host}/r").parts["sslmode"] == "prefer"
    assert server_address(f"postgresql://a@{host}/r?sslmode=require").parts["sslmode"] == "require"


def test_a_socket_is_this_computer() -> None:
    found = server_address("postgresql://a@/r?host=/run/postgresql")
    assert (found.parts["host"], found.parts["sslmode"]) == ("/run/postgresql", "prefer")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "region",
        "mysql://a@localhost/r",
        "postgresql://a@localhost",
        "postgresql:///r",
        "postgresql://a@localhost:port/r",
        "postgresql://a@localhost,db.example/r",
        "postgresql://a@localhost/r?host=db.example",
        "postgresql://a@/r?host=/run,db.example",
        "postgresql://a@/r?host=/run&host=db.example",
        "postgresql://a@localhost/r?hostaddr=192.0.2.1",
        "postgresql://a@localhost/r?service=x",
        "postgresql://a:secret@localhost/r",
        "postgresql://a@localhost/r?password=secret",
        *(
            f"postgresql://a@db.example/r?sslmode={mode}"
            for mode in ("disable", "allow", "prefer", "require", "verify-ca")
        ),
    ],
)
def test_whatever_could_lead_elsewhere_or_in_clear_is_refused(url: str) -> None:
    with pytest.raises(InvalidInputError) as told:
        server_address(url)
    assert "secret" not in str(told.value)
