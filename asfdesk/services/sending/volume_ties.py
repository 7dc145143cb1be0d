"""How the exact counts of R6 that somebody was given hang together with other counts of persons.

Whoever was given R6 knows them. They are part of what is counted elsewhere when the measures hold
only such persons as are counted there; a protected person, whom R6 alone counts, parts them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.codes import Sex
from asfdesk.domain.people.throughput import flow
from asfdesk.domain.period import parse_period
from asfdesk.domain.sending.counts import Name, Sum
from asfdesk.domain.sending.period_ties import Ties
from asfdesk.domain.sending.volumes import FLOWS, volumes
from asfdesk.reports.planning.quarterly_counts import PEOPLE, flow_name, whole_name
from asfdesk.reports.sending.volume_report import VOLUME, code_of, volume_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asfdesk.domain.period import Period
    from asfdesk.domain.sending.volumes import Volume
    from asfdesk.reports.planning.quarterly_counts import Persons
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Asked:
    """A count of another report that R6's can be a part of.

    Attributes:
        name: of the count.
        flow: the same of R6: at_start, new, ended, at_end, unique.
        who: trainee ids, somebody twice who is counted twice.
        sex: only these; None = all.
    """

    name: Name
    flow: str
    who: tuple[int, ...]
    sex: Sex | None = None


def asked_sets(persons: Persons, quarter: Period) -> list[Asked]:
    """R7's counts of a quarter that R6 counts as well."""
    moving = flow(persons.placements, quarter)
    sets = (moving.at_start, moving.new, moving.ended, moving.at_end, moving.unique)
    found = []
    for part, who in zip(FLOWS, sets, strict=True):
        whole = part == "unique"
        name = whole_name(quarter) if whole else flow_name(quarter, part)
        found.append(Asked(name, part, tuple(who)))
    for sex in Sex:
        own = tuple(one for one in moving.unique if persons.trainees[one].sex is sex)
        name = Name(f"{PEOPLE}.sex", str(quarter), sex.value)
        found.append(Asked(name, "unique", own, sex))
    return found


def volume_ties(session: ReadSession, asked: Iterable[Asked], period: Period) -> Ties:
    """Sums that tie counts of a period to what of R6 has gone out, and what is beside it."""
    wanted = list(asked)
    sums: list[Sum] = []
    true: dict[Name, int] = {}
    sexes = {one.id: one.sex for one in session.trainees.trainees()}
    for limit, given in _given(session):
        volume = _widest(session, limit, given)
        if volume is None:
            continue
        code = code_of(volume, limit)
        for one in wanted:
            if not _same_days(one.flow, given, period):
                continue
            part = [who for who in volume.who[one.flow] if one.sex in (None, sexes[who])]
            if Counter(part) - Counter(one.who):
                continue
            picked = list(Sex) if one.sex is None else [one.sex]
            names = [volume_name(one.flow, given, code, sex.value) for sex in picked]
            about = f"{code}|{one.sex.value if one.sex else ''}"
            rest = Name(
                f"{VOLUME}.beside.{one.name.measure}.{one.flow}", f"{given}+{period}", about
            )
            sums.append(Sum(one.name, (*names, rest)))
            true[rest] = len(one.who) - len(part)
    return Ties(tuple(sums), true)


def _given(session: ReadSession) -> Iterator[tuple[str, Period]]:
    """The limits and periods for which R6 has gone out."""
    seen = {
        (one.name.cell.partition("|")[0].partition(".")[2], one.name.period)
        for one in session.sent.published()
        if one.name.measure == f"{VOLUME}.unique"
    }
    for limit, text in sorted(seen):
        yield limit, parse_period(text, session.enterprise.fiscal_years())


def _widest(session: ReadSession, limit: str, period: Period) -> Volume | None:
    """All that R6 counted, within its limit."""
    agreements = [
        one
        for one in session.agreements.agreements()
        if limit in ("", f"a{one.id}", f"b{one.buyer_id}")
    ]
    chosen = {one.id for one in agreements}
    read = session.placements.in_period(period.first, period.last)
    found = volumes(agreements, [one for one in read if one.agreement_id in chosen], period)
    return found[-1] if found else None


def _same_days(part: str, given: Period, period: Period) -> bool:
    starts, ends = given.first == period.first, given.last == period.last
    return {"at_start": starts, "at_end": ends}.get(part, starts and ends)
