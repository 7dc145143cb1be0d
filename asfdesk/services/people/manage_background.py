"""What surrounds a placement: before and after it, and a trainee who becomes an employee.

Education and support reveal health or come close to it: they are written only while the
enterprise has chosen to (setting HEALTH_FIELDS), and are sealed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.people.background import HEALTH_FIELDS, SUPPORT_BANDS
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import check_order, missing
from asfdesk.services.people.background_checks import FULL_BP, checked_background
from asfdesk.services.people.manage_placements import need_placement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.people.background import Background, TraineeEmployment
    from asfdesk.domain.people.placement_codes import SupportLength
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLACEMENTS})


def set_shows_health(session: WriteSession, *, wanted: bool) -> Changes:
    """Choose whether what reveals health is asked; what is written stays sealed in the file."""
    changes: Changes = frozenset({Topic.ENTERPRISE, Topic.PLACEMENTS, Topic.ATTENDANCE})
    with session.writer.action("setting.health_fields", changes, "setting"):
        session.enterprise.set_setting(HEALTH_FIELDS, "1" if wanted else "0")
    return changes


def set_support_bands(session: WriteSession, words: Mapping[SupportLength, str]) -> Changes:
    """Word the bands of support length; an empty text takes the shipped words back."""
    changes: Changes = frozenset({Topic.ENTERPRISE, Topic.PLACEMENTS})
    with session.writer.action("setting.support_bands", changes, "setting"):
        for band, text in words.items():
            session.enterprise.set_setting(SUPPORT_BANDS + band.value, text.strip())
    return changes


def change_background(session: WriteSession, background: Background) -> Changes:
    """Write what is known of the time before and after a placement.

    Raises:
        InvalidInputError: a share outside 0-100 %, or work that began before the placement ended
            without any work or studies told.
        RefusedError: health fields while they are off.
        NeedsVaultKeyError: an adviser's session and a sealed field.
    """
    need_placement(session, background.placement_id)
    checked = checked_background(session, background)
    with session.writer.action(
        "background.change", CHANGED, "placement_background", background.placement_id
    ):
        session.backgrounds.set_background(checked)
    return CHANGED


def add_employment(session: WriteSession, employment: TraineeEmployment) -> Changes:
    """Write down that a trainee has become an employee (counted in R10 and R11)."""
    _check_employment(session, employment)
    with session.writer.action("trainee_employment.add", CHANGED, "trainee", employment.trainee_id):
        session.backgrounds.add_employment(employment)
    return CHANGED


def change_employment(session: WriteSession, employment: TraineeEmployment) -> Changes:
    """Write an employment anew: another share, or its last day."""
    _need_employment(session, employment)
    _check_employment(session, employment)
    with session.writer.action(
        "trainee_employment.change", CHANGED, "trainee_employment", employment.id
    ):
        session.backgrounds.change_employment(employment)
    return CHANGED


def remove_employment(session: WriteSession, employment: TraineeEmployment) -> Changes:
    """Take an employment away that was written down by mistake."""
    _need_employment(session, employment)
    with session.writer.action(
        "trainee_employment.remove", CHANGED, "trainee_employment", employment.id
    ):
        session.backgrounds.remove_employment(employment.id)
    return CHANGED


def _check_employment(session: ReadSession, employment: TraineeEmployment) -> None:
    if session.trainees.trainee(employment.trainee_id) is None:
        raise missing()
    check_order("ends_on", employment.starts_on, employment.ends_on)
    if not 0 < employment.fte_bp <= FULL_BP:
        raise InvalidInputError("fte_bp", _("The share is more than 0 and at most 100 %."))
    for other in session.backgrounds.employments(employment.trainee_id):
        apart = (other.ends_on is not None and other.ends_on < employment.starts_on) or (
            employment.ends_on is not None and employment.ends_on < other.starts_on
        )
        if other.id != employment.id and not apart:
            raise InvalidInputError(
                "starts_on",
                _("There is already an employment then, from %(day)s.")
                % {"day": other.starts_on.isoformat()},
                todo=_("End that one first, or change it."),
            )


def _need_employment(session: ReadSession, employment: TraineeEmployment) -> None:
    there = session.backgrounds.employments(employment.trainee_id)
    if all(one.id != employment.id for one in there):
        raise missing()
