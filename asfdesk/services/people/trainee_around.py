"""What surrounds a trainee's placements, for the file: before and after, follow-up, employment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.people.background import Background, counts_as_result
from asfdesk.services.people.background_checks import shows_health, support_bands
from asfdesk.services.people.follow_ups import follow_ups

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asfdesk.domain.people.background import TraineeEmployment
    from asfdesk.domain.people.placement_codes import SupportLength
    from asfdesk.services.people.follow_ups import FollowUpRow
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class TraineeAround:
    """What the view needs.

    Attributes:
        backgrounds: placement id -> what is known, for every placement of the trainee.
        results: placement id -> whether the exit counts as work or studies (Kolada); None =
            not ended, outside rates, or not known yet.
        health: whether education and support are shown: the enterprise's choice, owners only.
        bands: how the enterprise words the bands of support length.
    """

    backgrounds: Mapping[int, Background] = field(repr=False)
    results: Mapping[int, bool | None]
    follow_ups: tuple[FollowUpRow, ...]
    employments: tuple[TraineeEmployment, ...]
    health: bool
    bands: Mapping[SupportLength, str] = field(default_factory=dict)


def trainee_around(session: ReadSession, trainee_id: int, today: date) -> TraineeAround:
    """Everything around one trainee's placements."""
    known = session.backgrounds.backgrounds()
    placements = session.placements.of_trainee(trainee_id)
    backgrounds = {p.id: known.get(p.id, Background(p.id)) for p in placements}
    return TraineeAround(
        backgrounds=backgrounds,
        results={p.id: counts_as_result(backgrounds[p.id], p) for p in placements},
        follow_ups=follow_ups(session, today, trainee_id).rows,
        employments=tuple(session.backgrounds.employments(trainee_id)),
        health=session.identities_open and shows_health(session),
        bands=support_bands(session),
    )
