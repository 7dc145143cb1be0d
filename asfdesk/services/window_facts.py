"""What the window itself needs to know: whose file it is, and whom one can go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.services.display_names import trainee_names

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class TraineeChoice:
    """A trainee that can be gone to; `name` is what this key may show."""

    id: int
    number: int
    name: str = field(repr=False)


@dataclass(frozen=True)
class WindowFacts:
    """For the header and the go-to list.

    Attributes:
        name: the enterprise's name, or "" before it is set.
        example: whether the file holds invented data.
        safe_copy: the day that the file was made as a safe copy; None when it is none.
    """

    name: str
    example: bool
    trainees: tuple[TraineeChoice, ...]
    safe_copy: date | None = None


def window_facts(session: ReadSession) -> WindowFacts:
    """The facts, read at opening and when enterprise or trainees changed."""
    enterprise = session.enterprise.enterprise()
    mark = session.safe_copy.mark()
    if mark is not None:
        return WindowFacts(
            name=enterprise.name if enterprise else "",
            example=enterprise.is_example if enterprise else False,
            trainees=(),
            safe_copy=mark.made_on,
        )
    names = trainee_names(session)
    return WindowFacts(
        name=enterprise.name if enterprise else "",
        example=enterprise.is_example if enterprise else False,
        trainees=tuple(
            TraineeChoice(trainee.id, trainee.number, names[trainee.id])
            for trainee in session.trainees.trainees()
        ),
    )
