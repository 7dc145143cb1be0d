"""Trainees as the trainees page shows them: a handful of queries, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, PlacementStatus
from asfdesk.domain.people.decisions import DayState
from asfdesk.domain.period import Period
from asfdesk.reports.words import supervisor_word
from asfdesk.services.display_names import display_name
from asfdesk.services.hours.mark_sick import sick_day_count, sick_marks_shown
from asfdesk.services.hours.work_calendar import work_calendar
from asfdesk.services.people.background_checks import shown_placement, shows_health
from asfdesk.services.placement_checks import placement_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.people.trainees import Identity, Trainee
    from asfdesk.services.session import ReadSession

_YEAR = timedelta(days=365)


class Standing(StrEnum):
    """Where a placement, or a trainee by the placement that counts, stands on a day."""

    ONGOING = "ongoing"
    PAUSED = "paused"
    COMING = "coming"
    RUN_OUT = "run_out"
    NO_PLACEMENT = "no_placement"
    ENDED = "ended"
    MISREGISTERED = "misregistered"

    @property
    def over(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (Standing.ENDED, Standing.MISREGISTERED)


@dataclass(frozen=True)
class TraineeRow:
    """A trainee in the list.

    Attributes:
        name: what this key may show.
        age_band: of this calendar year; None where it is not shown: for a protected person,
            and for every trainee with an adviser's key, or the one without an age group would
            be known as protected (decisions C2).
        placement: the one that counts: ongoing, else coming, else the latest.
        warnings: what is odd about it, in words.
        closed: shown as a protected person. False for an adviser, who sees only numbers anyway
            and is not told who is protected (decisions C2).
    """

    trainee: Trainee
    name: str = field(repr=False)
    age_band: AgeBand | None
    standing: Standing
    placement: Placement | None = field(repr=False)
    agreement_name: str
    buyer_name: str
    warnings: tuple[str, ...]
    closed: bool = False

    def matches(self, text: str) -> bool:
        """Whether a search finds this row: by what is shown, in memory only (decisions C18)."""
        shown = (self.name, str(self.trainee.number), self.agreement_name, self.buyer_name)
        return all(
            any(word in part.casefold() for part in shown) for word in text.casefold().split()
        )


@dataclass(frozen=True)
class PlacementView:
    """A placement in the panel of one trainee.

    Attributes:
        sick_days: absences marked as illness in the last twelve months; None where that is not
            noted, for a protected person, and with an adviser's key.
        protected: nothing that leads to the person.
    """

    placement: Placement = field(repr=False)
    agreement_name: str
    buyer_name: str
    supervisor: str = field(repr=False)
    standing: Standing
    warnings: tuple[str, ...]
    removable: bool
    sick_days: int | None = field(default=None, repr=False)
    protected: bool = False


@dataclass(frozen=True)
class TraineeDetail:
    """The panel of one trainee.

    Attributes:
        identity: None with an adviser's key, and while a protected record is not opened.
    """

    row: TraineeRow
    identity: Identity | None = field(repr=False)
    placements: tuple[PlacementView, ...]


@dataclass(frozen=True)
class PlacementOptions:
    """What a placement's form offers: agreements that have not ended, supervisors, both by name."""

    agreements: tuple[tuple[Agreement, str], ...]
    supervisors: tuple[tuple[int, str], ...]


def standing_of(placement: Placement, today: date) -> Standing:
    """Where a placement stands on a day."""
    if placement.status is PlacementStatus.MISREGISTERED:
        return Standing.MISREGISTERED
    if placement.exit is not None and placement.exit.ended_on < today:
        return Standing.ENDED
    if placement.decision_from > today:
        return Standing.COMING
    state = placement.day_state(today)
    if state in (DayState.OUTSIDE, DayState.GAP):
        return Standing.RUN_OUT
    # Older files know only that a placement is paused; the days of pauses say it since schema 3.
    paused = state is DayState.PAUSED or placement.status is PlacementStatus.PAUSED
    return Standing.PAUSED if paused else Standing.ONGOING


def trainee_rows(session: ReadSession, today: date) -> list[TraineeRow]:
    """Every trainee by running number."""
    names = session.trainees.names()
    bands = session.trainees.age_bands(today.year)
    agreements = {a.id: a for a in session.agreements.agreements()}
    buyers = {b.id: b.name for b in session.agreements.buyers()}
    warned = _warner(session, today)
    placements: dict[int, list[Placement]] = defaultdict(list)
    for placement in session.placements.placements():
        placements[placement.trainee_id].append(placement)
    rows = []
    for trainee in session.trainees.trainees():
        chosen = _that_counts(placements.get(trainee.id, ()), today)
        agreement = agreements.get(chosen.agreement_id) if chosen else None
        hidden = trainee.protected or not session.identities_open
        rows.append(
            TraineeRow(
                trainee=trainee,
                name=display_name(session, trainee, names.get(trainee.id, "")),
                age_band=None if hidden else bands.get(trainee.id, AgeBand.UNKNOWN),
                standing=_standing(trainee, chosen, today),
                placement=chosen,
                agreement_name=agreement.name if agreement else "",
                buyer_name=buyers[agreement.buyer_id] if agreement else "",
                warnings=warned(chosen, agreement, placements.get(trainee.id, ())),
                closed=trainee.protected and session.identities_open,
            )
        )
    return rows


def trainee_detail(session: ReadSession, row: TraineeRow, today: date) -> TraineeDetail:
    """The panel of one trainee, with every placement, latest first."""
    agreements = {a.id: a for a in session.agreements.agreements()}
    buyers = {b.id: b.name for b in session.agreements.buyers()}
    supervisors = dict(_supervisors(session))
    used = session.placements.placements_in_use()
    views, warned, health = [], _warner(session, today), shows_health(session)
    placements = session.placements.of_trainee(row.trainee.id)
    for placement in reversed(placements):
        agreement = agreements[placement.agreement_id]
        views.append(
            PlacementView(
                placement=shown_placement(placement, health=health),
                agreement_name=agreement.name,
                buyer_name=buyers[agreement.buyer_id],
                supervisor=supervisors.get(placement.supervisor_id or 0, ""),
                standing=standing_of(placement, today),
                warnings=warned(placement, agreement, placements),
                removable=placement.id not in used,
                sick_days=_sick_days(session, row, placement, today),
                protected=row.trainee.protected,
            )
        )
    hidden = row.trainee.protected or not session.identities_open
    identity = None if hidden else session.trainees.identity(row.trainee.id)
    return TraineeDetail(row, identity, tuple(views))


def _sick_days(
    session: ReadSession, row: TraineeRow, placement: Placement, today: date
) -> int | None:
    if row.trainee.protected or not sick_marks_shown(session):
        return None
    return sick_day_count(session, placement.id, Period(today - _YEAR, today))


def placement_options(session: ReadSession, today: date) -> PlacementOptions:
    """What a placement can be made of."""
    buyers = {b.id: b.name for b in session.agreements.buyers()}
    running = [
        a for a in session.agreements.agreements() if a.ends_on is None or a.ends_on >= today
    ]
    return PlacementOptions(
        agreements=tuple((a, f"{buyers[a.buyer_id]}: {a.name}") for a in running),
        supervisors=tuple(
            (one.id, one.name or supervisor_word(one.number))
            for one in session.supervision.supervisors()
            if one.ended_on is None or one.ended_on >= today
        ),
    )


def _supervisors(session: ReadSession) -> list[tuple[int, str]]:
    return [
        (one.id, one.name or supervisor_word(one.number))
        for one in session.supervision.supervisors()
    ]


def _that_counts(placements: Sequence[Placement], today: date) -> Placement | None:
    """The placement that says how a trainee stands."""
    order = (
        Standing.ONGOING,
        Standing.PAUSED,
        Standing.RUN_OUT,
        Standing.COMING,
        Standing.ENDED,
        Standing.MISREGISTERED,
    )
    ranked = sorted(
        placements,
        key=lambda p: (order.index(standing_of(p, today)), -p.decision_from.toordinal()),
    )
    return next(iter(ranked), None)


def _standing(trainee: Trainee, placement: Placement | None, today: date) -> Standing:
    if trainee.ended_on is not None and trainee.ended_on <= today:
        return Standing.ENDED
    return standing_of(placement, today) if placement else Standing.NO_PLACEMENT


def _warner(
    session: ReadSession, today: date
) -> Callable[[Placement | None, Agreement | None, Sequence[Placement]], tuple[str, ...]]:
    """What warns for a placement under an agreement, beside the trainee's other placements."""
    is_workday = work_calendar(session).is_workday

    def warned(
        placement: Placement | None, agreement: Agreement | None, others: Sequence[Placement]
    ) -> tuple[str, ...]:
        if placement is None or standing_of(placement, today).over:
            return ()
        return placement_warnings(placement, agreement, today, others, is_workday=is_workday)

    return warned
