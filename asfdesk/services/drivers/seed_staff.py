"""Rows of staff of a new plan: the supervisors by their employments, the rest as costs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import SUPERVISOR_PAY, codes_under
from asfdesk.domain.drivers.compute import compute
from asfdesk.domain.drivers.costs import FixedCost
from asfdesk.domain.drivers.model import PlanModel
from asfdesk.domain.drivers.staff import StaffRole, StaffRow
from asfdesk.domain.money import round_half_up
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.domain.plan import BASIS_POINTS
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.reports.words import supervisor_word
from asfdesk.services.drivers.rates_in_use import rates_in_use
from asfdesk.services.drivers.seed_sales import Seeded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.services.session import ReadSession

PENSION, FEES = "K42", "K43"
LEAST_ORE = 1_000_00
"""What is left of a line is a row of its own above a thousand kronor a year."""


def seed_staff(
    session: ReadSession, year: Mapping[str, Mapping[Month, int]], months: Sequence[Month]
) -> Seeded:
    """The supervisors that are employed when the plan begins, with what their line paid in a year.

    The pay is shared between them by hours and cost per hour, so that the line comes to what it
    came to. Holiday pay is in it already. What fees and pensions came to beyond theirs stays as a
    cost each month. Without supervisors, or without pay on their line, nothing is seeded here.
    """
    lines = session.plans.lines()
    pay_codes = [code for code in codes_under(lines, {SUPERVISOR_PAY}) if code in year]
    paid = -sum(sum(year[code].values()) for code in pay_codes)
    rows = _rows(session, paid, months) if paid > 0 else ()
    if not rows:
        return Seeded((), frozenset())
    names = {line.code: line_word(line) for line in lines}
    others = [code for code in (PENSION, FEES) if code in year]
    rest = _left(session, rows, year, others, months)
    costs = tuple(
        FixedCost(
            id=0,
            name=names[code],
            line_code=code,
            amount_ore=round_half_up(Fraction(ore, MONTHS_IN_YEAR)),
            vat_bp=0,
            terms_days=0,
            seeded=True,
        )
        for code, ore in rest
    )
    return Seeded((*rows, *costs), frozenset({*pay_codes, *others}))


def _rows(session: ReadSession, paid_ore: int, months: Sequence[Month]) -> tuple[StaffRow, ...]:
    day = months[0].first
    employed = [
        (one, held)
        for one in session.supervision.supervisors()
        if (one.started_on is None or one.started_on <= day)
        and (held := one.employment_on(day)) is not None
        and held.fte_bp > 0
    ]
    weights = sum(held.fte_bp * max(held.cost_per_hour_ore, 1) for _one, held in employed)
    return tuple(
        StaffRow(
            id=0,
            role=StaffRole.SUPERVISOR,
            name=supervisor_word(one.number),
            fte_bp=held.fte_bp,
            monthly_pay_ore=round_half_up(
                Fraction(
                    paid_ore * max(held.cost_per_hour_ore, 1) * BASIS_POINTS,
                    MONTHS_IN_YEAR * weights,
                )
            ),
            holiday_bp=0,
            line_code=SUPERVISOR_PAY,
            seeded=True,
        )
        for one, held in employed
    )


def _left(
    session: ReadSession,
    rows: tuple[StaffRow, ...],
    year: Mapping[str, Mapping[Month, int]],
    codes: Sequence[str],
    months: Sequence[Month],
) -> Iterator[tuple[str, int]]:
    """Fees and pensions of a year beyond what the rows give, as typed; small rests are left."""
    first = tuple(months[0].plus(at) for at in range(MONTHS_IN_YEAR))
    given = compute(
        PlanModel(first, (0,) * MONTHS_IN_YEAR, rates_in_use(session), staff=rows)
    ).lines
    for code in codes:
        rest = sum(given.get(code, ())) - sum(year[code].values())
        if rest >= LEAST_ORE:
            yield code, rest
