"""Looking for printers opens no connection; `no-network` among the proofs traces it."""

from __future__ import annotations

import os
import sys

import pytest

from asfdesk.ui.kit.document.printers import new_printer

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="CUPS is for Linux"),
]


def test_the_print_service_is_asked_at_its_socket_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "")
    monkeypatch.delenv("CUPS_SERVER")
    assert new_printer().resolution() > 300
    assert os.environ["CUPS_SERVER"].startswith("/")


def test_whoever_has_set_a_print_server_keeps_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/run/another.sock")
    new_printer()
    assert os.environ["CUPS_SERVER"] == "/run/another.sock"
