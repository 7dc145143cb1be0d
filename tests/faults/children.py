"""Work in a forked child that ends without closing anything, as a program that is gone."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from typing import Any

_LINES = 6


class ChildBrokeError(Exception):
    """The work raised; the message says where."""


def in_child(work: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """What the work returned, as JSON can carry it.

    Raises:
        ChildBrokeError: it raised.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.write(writer, json.dumps(_answer(work)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        content = stream.read()
    os.waitpid(child, 0)
    if not content:
        raise ChildBrokeError("it died")
    answer: dict[str, Any] = json.loads(content)
    if "broke" in answer:
        raise ChildBrokeError(answer["broke"])
    return answer


def _answer(work: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    try:
        return work() or {}
    except BaseException as error:  # noqa: BLE001 - told to the parent
        return {"broke": "".join(traceback.format_exception(error)[-_LINES:])}
