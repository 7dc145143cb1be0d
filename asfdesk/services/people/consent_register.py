"""The register of consents over everybody: who has agreed to what, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.services.display_names import trainee_names

if TYPE_CHECKING:
    from asfdesk.domain.people.progress import Consent
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class ConsentRow:
    """One consent with whose it is."""

    consent: Consent = field(repr=False)
    number: int
    name: str = field(repr=False)


def consent_register(session: ReadSession) -> tuple[ConsentRow, ...]:
    """Every consent by running number; those that hold first.

    A protected person's stand in the person's own file only. Without the vault key there is no
    register: what somebody has agreed to is not an adviser's to read.
    """
    if not session.identities_open:
        return ()
    names = trainee_names(session)
    shown = {one.id: one.number for one in session.trainees.trainees() if not one.protected}
    rows = [
        ConsentRow(one, shown[one.trainee_id], names[one.trainee_id])
        for one in session.notes.consents()
        if one.trainee_id in shown
    ]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.consent.withdrawn_on is not None,
                row.number,
                row.consent.given_on,
            ),
        )
    )
