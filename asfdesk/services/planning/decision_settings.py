"""What somebody has decided instead of what is measured, kept with the file (numbers only)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Form
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.domain.planning.decision_record import Group
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

ASSUMED = "decision_forecast"
"""Setting: parts between spaces: p:<buyer>:<form>=bp, a:<agreement>=bp, new=0."""

CHANGED: Changes = frozenset({Topic.PLAN})


@dataclass(frozen=True)
class Assumed:
    """What holds instead of the measured.

    Attributes:
        prolonged: group -> share of decisions prolonged, basis points.
        paid: agreement id -> paid share of what is booked, basis points.
        new: whether free places are taken to be filled.
    """

    prolonged: Mapping[Group, int] = field(default_factory=dict)
    paid: Mapping[int, int] = field(default_factory=dict)
    new: bool = True


def assumed(session: ReadSession) -> Assumed:
    """What has been decided in this file."""
    prolonged, paid, new = {}, {}, True
    for part in session.enterprise.setting(ASSUMED, "").split():
        key, _equals, value = part.partition("=")
        kind, *rest = key.split(":")
        match kind:
            case "p":
                prolonged[Group(int(rest[0]), Form(rest[1]))] = int(value)
            case "a":
                paid[int(rest[0])] = int(value)
            case _:
                new = value != "0"
    return Assumed(prolonged, paid, new)


def set_assumed(session: WriteSession, chosen: Assumed) -> Changes:
    """Decide on something; what is left out is measured.

    Raises:
        InvalidInputError: a share is not 0-100 per cent.
    """
    shares = [*chosen.prolonged.values(), *chosen.paid.values()]
    if any(not 0 <= share <= BASIS_POINTS for share in shares):
        raise InvalidInputError("share", _("A share must be between 0 and 100 per cent."))
    parts = [f"p:{group.buyer_id}:{group.form}={bp}" for group, bp in chosen.prolonged.items()]
    parts += [f"a:{agreement}={bp}" for agreement, bp in chosen.paid.items()]
    parts += [] if chosen.new else ["new=0"]
    with session.writer.action("setting.decision_forecast", CHANGED, "setting"):
        session.enterprise.set_setting(ASSUMED, " ".join(sorted(parts)))
    return CHANGED
