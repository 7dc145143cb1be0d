"""The server that the tests of this folder share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    why = postgres.lacking()
    if why and os.environ.get("CI"):
        pytest.fail(why)
    if why:
        pytest.skip(why)
    with postgres.running() as found:
        yield found
