"""What the example wrote at the follow-up of October: a comment, what is expected, what was sold.

Guests are read off the café's cash register, assignments off the workshop's list.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.comments import Comment, CommentScope
from asfdesk.domain.planning.expected import ExpectedItem

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

YEAR, OCTOBER = 2026, Month(2026, 10)
NOTED = date(2026, 11, 9)
GUESTS = (1_240, 1_310, 1_520, 1_580, 1_690, 1_660, 1_180, 1_470, 1_650, 1_640)
ASSIGNMENTS = (14, 15, 16, 15, 17, 16, 11, 15, 16, 16)
SOLD = {"Caféet, gäster": GUESTS, "Verkstaden, uppdrag": ASSIGNMENTS}
"""Name of the plan's sales stream -> how many, January to October."""


def write_follow_up(session: WriteSession) -> None:
    """Write it as the manager would have."""
    comment = Comment(
        CommentScope.LINE,
        str(OCTOBER),
        "K10",
        "Mjöl, smör och kaffe kostar tolv procent mer än i våras. Vi byter leverantör i december.",
        NOTED,
    )
    item = ExpectedItem(
        0, "K30", OCTOBER, -6_200_00, "Elräkningen för oktober, kommer i november", NOTED
    )
    with session.writer.action("comment.set", ["comments"], "comment"):
        session.comments.put(comment)
    with session.writer.action("expected.add", ["expected"], "expected_item"):
        session.expected.add_item(item)
    with session.writer.action("sold_volume.set", ["expected"], "sold_volume"):
        for name, volumes in SOLD.items():
            months = [(Month(YEAR, at), sold * 1_000) for at, sold in enumerate(volumes, start=1)]
            session.expected.set_volumes("I20", name, months)
