"""Age bands per calendar year: clear in the file, so that advisers' statistics have them.

Written by owner sessions whenever the birth year is known (decisions C1); age = year minus birth
year (A15). A protected person has none, being in no statistics by age (C2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.trainees import age_bands_by_year
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.domain.codes import AgeBand
    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.TRAINEES})


def bands_of(identity: Identity, first: date | None, today: date) -> dict[int, AgeBand]:
    """Bands from the first year (this year when unknown) to this year."""
    year = min(first.year, today.year) if first else today.year
    return age_bands_by_year(identity.birth_year, year, today.year)


def cover_back_to(session: WriteSession, trainee_id: int, day: date) -> None:
    """Inside an open action: add the years before the stored ones, back to a back-dated day."""
    trainee = session.trainees.trainee(trainee_id)
    if not session.identities_open or trainee is None or trainee.protected:
        return
    found = session.trainees.all_age_bands().items()
    stored = {year: band for (owner, year), band in found if owner == trainee_id}
    if stored and day.year < min(stored):
        birth_year = session.trainees.identity(trainee_id).birth_year
        earlier = age_bands_by_year(birth_year, day.year, min(stored) - 1)
        session.trainees.set_age_bands(trainee_id, {**earlier, **stored})


def refresh_age_bands(session: WriteSession, today: date) -> Changes:
    """Bring every trainee's bands up to today: when a file is opened, and when a year turns.

    Does nothing in an adviser's session. It is no step that undo takes back.
    """
    if not session.identities_open:
        return frozenset()
    identities = session.trainees.identities()
    starts: dict[int, date] = {}
    for placement in session.placements.placements():
        starts.setdefault(placement.trainee_id, placement.decision_from)
    wanted: dict[int, dict[int, AgeBand]] = {}
    for trainee in session.trainees.trainees():
        days = [d for d in (trainee.registered_on, starts.get(trainee.id)) if d is not None]
        identity = identities.get(trainee.id)
        known = identity is not None and not trainee.protected
        bands = bands_of(identity, min(days, default=None), today) if known and identity else {}
        wanted[trainee.id] = bands
    stored = session.trainees.all_age_bands()
    flat = {(t, year): band for t, bands in wanted.items() for year, band in bands.items()}
    if flat == stored:
        return frozenset()
    with session.writer.action("trainee.age_bands", CHANGED, "trainee", leaves_undo=True):
        for trainee_id, bands in wanted.items():
            session.trainees.set_age_bands(trainee_id, bands)
    return CHANGED
