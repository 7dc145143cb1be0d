"""Targets and assumptions in the canary file; where an assumption is from is written freely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup
from asfdesk.domain.planning.figure_targets import Direction, Target
from asfdesk.domain.planning.society import Actor, Assumption, proxy_key
from asfdesk.services.planning.assume_society import set_assumption
from asfdesk.services.planning.figure_targets import set_target
from tests.faults.canary_words import word

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


def plant_figures(session: WriteSession) -> None:
    """A target, and a value with its source."""
    set_target(session, Target("occupancy", 850_000, Direction.MORE, 20_000, 100_000))
    key = proxy_key(ExitGroup.WORK, Actor.MUNICIPALITY)
    source = word("society_assumption", "source")
    set_assumption(session, Assumption(key, 60_000_00, 96_000_00, 120_000_00, source))
