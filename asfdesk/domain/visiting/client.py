"""A client in an adviser's binder: where the file lies, what opens it, what was last known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.planning.variance import Light

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from asfdesk.domain.period import Month

OCCUPANCY_GOOD, OCCUPANCY_WARN = 80, 70
"""Per cent of sold places delivered: from 80 it is good, from 70 a warning."""
SUPERVISED_GOOD, SUPERVISED_WARN = 7, 9
"""Trainees per full-time supervisor: up to 7 it is good, up to 9 a warning."""
LITTLE_CASH_ORE = 10_000_000
"""100 000 kr: a lowest month-end under it is a warning, under zero with the overdraft it is bad."""


class FileState(StrEnum):
    """How a client's file was found when it was looked at."""

    HERE = "here"
    MISSING = "missing"
    IN_USE = "in_use"
    DAMAGED = "damaged"
    NEWER = "newer"
    OTHER_CLIENT = "other_client"
    WRONG_KEY = "wrong_key"
    NOT_TRUSTED = "not_trusted"
    NEW_KEY = "new_key"
    OLDER = "older"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ClientFigures:
    """What is known of a client from when its file was open; None = not known, which is not zero.

    Attributes:
        taken_on: the day.
        last_visit: the latest visit in the file.
        closed_through: the last closed month of the books.
        variance_ore: the year's forecast result less the planned one.
        result_light: how the file itself takes it (its limits of deviation).
        lowest_ore: cash at the plan's lowest month-end, and in which month that is.
        headroom_ore: the same with the overdraft that may be used.
        occupancy: delivered of sold places in the last closed month.
        per_supervisor: trainees per full-time supervisor in it.
        late_reports: key and period of each report whose day has passed, for example R1 2026-09.
        open_actions: agreed and neither done nor dropped.
        late_actions: those of them whose day has passed.
    """

    taken_on: date
    last_visit: date | None = None
    closed_through: Month | None = None
    variance_ore: int | None = None
    result_light: Light = Light.GREY
    lowest_ore: int | None = None
    lowest_month: Month | None = None
    headroom_ore: int | None = None
    occupancy: Fraction | None = None
    per_supervisor: Fraction | None = None
    late_reports: tuple[str, ...] = ()
    open_actions: int = 0
    late_actions: int = 0

    @property
    def cash_light(self) -> Light:
        """Bad when even the overdraft is not enough, a warning when little is left."""
        if self.lowest_ore is None or self.headroom_ore is None:
            return Light.GREY
        if self.headroom_ore < 0:
            return Light.BAD
        return Light.WARN if self.lowest_ore < LITTLE_CASH_ORE else Light.GOOD

    @property
    def occupancy_light(self) -> Light:
        """By how much of what was sold is delivered."""
        if self.occupancy is None:
            return Light.GREY
        share = self.occupancy * 100
        if share >= OCCUPANCY_GOOD:
            return Light.GOOD
        return Light.WARN if share >= OCCUPANCY_WARN else Light.BAD

    @property
    def supervision_light(self) -> Light:
        """By how many each supervisor has."""
        if self.per_supervisor is None:
            return Light.GREY
        if self.per_supervisor <= SUPERVISED_GOOD:
            return Light.GOOD
        return Light.WARN if self.per_supervisor <= SUPERVISED_WARN else Light.BAD

    @property
    def lights(self) -> tuple[Light, Light, Light, Light]:
        """Result, cash, occupancy, supervision."""
        return (self.result_light, self.cash_light, self.occupancy_light, self.supervision_light)


@dataclass(frozen=True)
class Client:
    """One entry of the binder.

    Attributes:
        uid: the client file's own number, the same through its whole life.
        path: where the file lay when it was last found.
        password: an adviser's.
        slot: the key slot it fits; tried first, so that opening takes one derivation.
        name: the enterprise's, as the file says.
        owner_key: the owners' public key as it was when the file was first opened.
        generation: the latest that has been opened.
        sha256: of the file that was opened then; "" when it is not known.
        figures: what was last known; None before the first reading.
        notes: private preparation notes, which never go into the client file.
        state: how the file was found.
        trouble: why, in a sentence; "" when it is here.
    """

    uid: str
    path: str = field(repr=False)
    password: str = field(repr=False)
    slot: int = 0
    name: str = field(default="", repr=False)
    owner_key: bytes = b""
    generation: int = 0
    sha256: str = ""
    figures: ClientFigures | None = field(default=None, repr=False)
    notes: str = field(default="", repr=False)
    state: FileState = FileState.HERE
    trouble: str = field(default="", repr=False)

    def found(self, state: FileState, trouble: str = "") -> Client:
        """The same, with how its file was found now."""
        return replace(self, state=state, trouble=trouble)


def needs_visit(client: Client, *, conflict: bool = False) -> tuple[int, int, int, int, int, str]:
    """The sort key: who needs a visit comes first.

    Files that cannot be trusted or are in conflict, then most red lights, most that is late
    (reports and actions), most yellow lights, the longest time since the last visit (never is
    longest), and last by name.
    """
    alarm = conflict or client.state in (FileState.NOT_TRUSTED, FileState.NEW_KEY)
    known = client.figures
    if known is None:
        return (0 if alarm else 1, 0, 0, 0, 0, client.name.casefold())
    late = len(known.late_reports) + known.late_actions
    return (
        0 if alarm else 1,
        -known.lights.count(Light.BAD),
        -late,
        -known.lights.count(Light.WARN),
        known.last_visit.toordinal() if known.last_visit else 0,
        client.name.casefold(),
    )
