"""Supervisors: adding, changing and ending them; employments hold from a date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.hours.supervision import Employment, Supervisor
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic

if TYPE_CHECKING:
    from datetime import date

    from asfdesk.services.changes import Changes
    from asfdesk.services.session import WriteSession

_SUPERVISION: Changes = frozenset({Topic.SUPERVISION})
_FULL_TIME_BP = 10_000


@dataclass(frozen=True)
class SupervisorFacts:
    """What is said about a supervisor in one form.

    Attributes:
        valid_from: from when share and cost hold.
        fte_bp: share of full time, 10000 = 100 %.
        cost_per_hour_ore: pay with employer's contributions and pension, an hour.
        esf_project: whether ESF's limits are watched for this person.
    """

    name: str = field(repr=False)
    started_on: date
    ended_on: date | None
    valid_from: date
    fte_bp: int
    cost_per_hour_ore: int
    esf_project: bool = False


def add_supervisor(session: WriteSession, facts: SupervisorFacts) -> Changes:
    """Add a supervisor with a first employment.

    Raises:
        InvalidInputError: dates or share cannot be right.
        NeedsVaultKeyError: an adviser's key cannot seal a name.
    """
    facts = replace(facts, valid_from=facts.started_on)
    _check(facts)
    with session.writer.action("supervisor.add", (Topic.SUPERVISION,), "supervisor"):
        person = Supervisor(
            0,
            session.supervision.next_number(),
            facts.name.strip(),
            facts.started_on,
            facts.ended_on,
            esf_project=facts.esf_project,
        )
        row_id = session.supervision.add_supervisor(person)
        session.supervision.put_employment(_employment(row_id, facts))
    return _SUPERVISION


def change_supervisor(session: WriteSession, supervisor_id: int, facts: SupervisorFacts) -> Changes:
    """Change name, dates and, from a date, share and cost. An end date ends the supervisor.

    Raises:
        InvalidInputError: dates or share cannot be right.
    """
    _check(facts)
    there = session.supervision.supervisor(supervisor_id)
    if there is None:
        raise KeyError(supervisor_id)
    changed = replace(
        there,
        # An adviser sees no name and sends none; the store then leaves the sealed one alone.
        name=facts.name.strip(),
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        esf_project=facts.esf_project,
    )
    with session.writer.action(
        "supervisor.change", (Topic.SUPERVISION,), "supervisor", supervisor_id
    ):
        session.supervision.change_supervisor(changed)
        if _begins_earlier(there, facts):
            session.supervision.remove_employment(there.employments[0].id)
            facts = replace(facts, valid_from=facts.started_on)
        session.supervision.put_employment(_employment(supervisor_id, facts))
    return _SUPERVISION


def put_employment(session: WriteSession, employment: Employment) -> Changes:
    """Write share and cost from a date, over what was said from the same date.

    Raises:
        InvalidInputError: the date, share or cost cannot be right.
    """
    there = session.supervision.supervisor(employment.supervisor_id)
    if there is None:
        raise KeyError(employment.supervisor_id)
    started = there.started_on or employment.valid_from
    _check_employment(started, employment)
    with session.writer.action("employment.put", (Topic.SUPERVISION,), "employment"):
        session.supervision.put_employment(employment)
    return _SUPERVISION


def change_employment(session: WriteSession, employment: Employment) -> Changes:
    """Write an employment anew; it may move to another date where none begins.

    Raises:
        InvalidInputError: the date, share or cost cannot be right, or another begins that day.
    """
    there = session.supervision.supervisor(employment.supervisor_id)
    if there is None:
        raise KeyError(employment.supervisor_id)
    _check_employment(there.started_on or employment.valid_from, employment)
    others = [one for one in there.employments if one.id != employment.id]
    if any(one.valid_from == employment.valid_from for one in others):
        raise InvalidInputError(
            "valid_from",
            _("Another share and cost hold from that day already."),
            todo=_("Choose another day, or change the other one."),
        )
    with session.writer.action(
        "employment.change", (Topic.SUPERVISION,), "employment", employment.id
    ):
        session.supervision.remove_employment(employment.id)
        session.supervision.put_employment(employment)
    return _SUPERVISION


def remove_employment(session: WriteSession, supervisor_id: int, employment_id: int) -> Changes:
    """Take away what held from a date; what held before it then holds on.

    Raises:
        RefusedError: it is the only one, so that no day would have a share and a cost.
    """
    there = session.supervision.supervisor(supervisor_id)
    if there is None or all(one.id != employment_id for one in there.employments):
        raise KeyError(employment_id)
    if len(there.employments) == 1:
        raise RefusedError(
            _("The only share and cost cannot be removed."),
            _("Without them neither capacity nor cost can be counted."),
            _("Change them instead."),
        )
    with session.writer.action(
        "employment.remove", (Topic.SUPERVISION,), "employment", employment_id
    ):
        session.supervision.remove_employment(employment_id)
    return _SUPERVISION


def _begins_earlier(there: Supervisor, facts: SupervisorFacts) -> bool:
    """Whether the first day was only moved back: share and cost then hold from it as well."""
    before = there.started_on
    if before is None or not there.employments or facts.started_on >= before:
        return False
    return facts.valid_from == there.employments[0].valid_from == before


def _employment(supervisor_id: int, facts: SupervisorFacts) -> Employment:
    return Employment(0, supervisor_id, facts.valid_from, facts.fte_bp, facts.cost_per_hour_ore)


def _check(facts: SupervisorFacts) -> None:
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        raise InvalidInputError(
            "ended_on",
            _("The last day lies before the first."),
            todo=_("Choose a later day, or leave it empty."),
        )
    _check_employment(facts.started_on, _employment(0, facts))


def _check_employment(started: date, given: Employment) -> None:
    if given.valid_from < started:
        raise InvalidInputError(
            "valid_from",
            _("Share and cost cannot hold before the first day."),
            todo=_("Choose the first day or a later one."),
        )
    if not 0 < given.fte_bp <= _FULL_TIME_BP:
        raise InvalidInputError(
            "fte_bp",
            _("The share of full time must be over 0 and at most 100 %."),
            todo=_("Write 100 for full time and 50 for half time."),
        )
    if given.cost_per_hour_ore < 0:
        raise InvalidInputError(
            "cost_per_hour_ore",
            _("The cost an hour cannot be negative."),
            todo=_("Write pay with employer's contributions, for example 290."),
        )
