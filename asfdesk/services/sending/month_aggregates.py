"""Counts of what is sealed, kept when an owner locks a month (decisions C3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitGroup, ExitReason
from asfdesk.domain.people.placement_codes import Education, SupportSource
from asfdesk.domain.sending.disclosure import protect_total
from asfdesk.domain.sending.month_aggregates import may_close, shown_counts, window_of
from asfdesk.services.small_counts import small_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asfdesk.domain.people.placements import Placement
    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession, WriteSession

ENDED = "ended"
"""How many placements ended in the twelve months; stands with every month that an owner locked."""
_UNCOUNTED = (ExitGroup.MISREGISTERED, ExitGroup.DECEASED)


@dataclass(frozen=True)
class Table:
    """Counts of one kind, under keys such as exit.arbete.ARB_UTAN_STOD."""

    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class KeptTable:
    """A table as it was kept: of the twelve months to `month`; None = hidden."""

    name: str
    month: Month
    counts: Mapping[str, int | None]


def keep_aggregates(session: WriteSession, month: Month, version: int) -> None:
    """Keep a month's counts; inside the action that locks it.

    An adviser's session cannot count what is sealed, and keeps nothing.
    """
    if not session.identities_open or is_kept(session, month, version):
        return
    threshold, window = small_count(session), window_of(month)
    hidden_people = {one.id for one in session.trainees.trainees() if one.protected}
    ended = [
        one
        for one in session.placements.in_period(window.first, window.last)
        if one.exit is not None
        and one.exit.ended_on in window
        and one.exit.group not in _UNCOUNTED
        and one.trainee_id not in hidden_people
    ]
    kept: dict[str, int | None] = {ENDED: protect_total(len(ended), threshold)}
    for table in (*_exits(ended), *_backgrounds(session, ended)):
        closed = {one.month for one in kept_tables(session) if one.name == table.name}
        if may_close(month, closed, sum(table.counts.values()), threshold):
            shown = shown_counts(table.counts, threshold)
            kept |= {f"{table.name}.{code}": count for code, count in shown.items()}
    session.sent.put_aggregates(month, version, kept)


def is_kept(session: ReadSession, month: Month, version: int) -> bool:
    """Whether an owner has locked that version of a month."""
    return (month, version, ENDED) in session.sent.aggregates(month)


def kept_tables(session: ReadSession) -> list[KeptTable]:
    """Every table that was kept, the earliest first; for any key."""
    found: dict[tuple[Month, str], dict[str, int | None]] = {}
    for (month, _version, key), value in session.sent.aggregates().items():
        name, dot, code = key.rpartition(".")
        if dot:
            found.setdefault((month, name), {})[code] = value
    return [KeptTable(name, month, counts) for (month, name), counts in sorted(found.items())]


def _exits(ended: Iterable[Placement]) -> list[Table]:
    """Reasons within each group; a group of one reason says all in clear."""
    by_group: dict[ExitGroup, Counter[str]] = {}
    for one in ended:
        if one.exit is not None and one.exit.reason is not None:
            by_group.setdefault(one.exit.group, Counter())[one.exit.reason.value] += 1
    return [
        Table(f"exit.{group.value}", {code.value: by_group[group][code.value] for code in codes})
        for group, codes in _reasons().items()
        if group in by_group and len(codes) > 1
    ]


def _reasons() -> dict[ExitGroup, list[ExitReason]]:
    found: dict[ExitGroup, list[ExitReason]] = {}
    for reason in ExitReason:
        found.setdefault(reason.group, []).append(reason)
    return found


def _backgrounds(session: ReadSession, ended: Iterable[Placement]) -> list[Table]:
    """Support and education of those whose placement ended, where they were written down."""
    known = session.backgrounds.backgrounds()
    there = [known[one.id] for one in ended if one.id in known]
    support = [one.value for one in SupportSource]
    education = [one.value for one in Education]
    return [
        _table("support_before", support, [one.support_before for one in there]),
        _table("support_after", support, [one.support_after for one in there]),
        _table("education", education, [one.education for one in there]),
    ]


def _table(
    name: str, codes: Iterable[str], values: Iterable[SupportSource | Education | None]
) -> Table:
    counted = Counter(one.value for one in values if one is not None)
    return Table(name, {code: counted[code] for code in codes})
