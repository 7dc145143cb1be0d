from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal

from asfdesk.ui.keep_singletons import ENOUGH, keep_singletons


class _Sender(QObject):
    sent = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the interpreter keeps them itself")
def test_what_qt_calls_cost_cannot_be_used_up() -> None:
    before = {single: sys.getrefcount(single) for single in (None, True, False)}
    assert min(before.values()) > ENOUGH // 2
    sender = _Sender()
    for _ in range(100_000):
        sender.setObjectName("x")
        sender.sent.emit()
    # Without the cure this process would be gone by now.
    assert min(sys.getrefcount(single) for single in (None, True, False)) > ENOUGH // 2


def test_a_second_call_changes_nothing() -> None:
    before = sys.getrefcount(None)
    keep_singletons()
    assert abs(sys.getrefcount(None) - before) < 1000
