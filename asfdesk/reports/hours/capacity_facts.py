"""What the capacity view and R9 show: places and supervision of some weeks or months."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.hours.places import PlaceDays
from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.codes import Form
    from asfdesk.domain.hours.capacity import SupervisionFigures
    from asfdesk.domain.period import Period

ZERO = Fraction(0)
NONE_ENDING = (0, 0, 0)


@dataclass(frozen=True)
class PlaceLine:
    """Places of an agreement, of a form, or of all, over some days.

    Attributes:
        agreement_id, form: what the line is for; both None for all.
        name: the agreement's; "" for a form and for all.
        whole: place-days of all days. `so_far`: of those that have come.
        free_days: sold place-days that nobody is booked on, each agreement by itself: one that
            is booked over what it sold takes nothing from another's.
        over_days: booked place-days over what was sold.
        workdays, past_workdays: working days of the span, and those that have come.
        waiting: people in the queue.
        ending: decisions that end within 4, 8 and 12 weeks of the span's day.
        unfilled: planned days that have come and nobody has filled in.
    """

    agreement_id: int | None
    form: Form | None
    name: str
    whole: PlaceDays
    so_far: PlaceDays
    free_days: Fraction
    over_days: Fraction
    workdays: int
    past_workdays: int
    waiting: int = 0
    ending: tuple[int, ...] = NONE_ENDING
    unfilled: int = 0

    @property
    def sold(self) -> Fraction | None:
        """Average places sold."""
        return ratio(self.whole.available, self.workdays)

    @property
    def booked(self) -> Fraction | None:
        """Average places booked."""
        return ratio(self.whole.booked, self.workdays)

    @property
    def attended(self) -> Fraction | None:
        """Average places attended on the working days that have come."""
        return ratio(self.so_far.attended, self.past_workdays)

    @property
    def free(self) -> Fraction | None:
        """Average places that somebody could be booked on."""
        return ratio(self.free_days, self.workdays)

    @property
    def booking_rate(self) -> Fraction | None:
        """Bokningsgrad: booked of sold (decisions A3)."""
        return self.whole.booking_rate

    @property
    def attendance_rate(self) -> Fraction | None:
        """Närvarograd: attended of booked, on days that have come."""
        return self.so_far.attendance_rate

    @property
    def occupancy(self) -> Fraction | None:
        """Beläggning: delivered of sold, on days that have come."""
        return self.so_far.occupancy


def together(
    lines: Iterable[PlaceLine], *, form: Form | None = None, waiting: int = 0
) -> PlaceLine:
    """Several agreements as one line; they share the span, so working days do not add up."""
    known = list(lines)
    ending = [sum(counts) for counts in zip(*(line.ending for line in known), strict=True)]
    return PlaceLine(
        agreement_id=None,
        form=form,
        name="",
        whole=sum((line.whole for line in known), PlaceDays()),
        so_far=sum((line.so_far for line in known), PlaceDays()),
        free_days=sum((line.free_days for line in known), ZERO),
        over_days=sum((line.over_days for line in known), ZERO),
        workdays=max((line.workdays for line in known), default=0),
        past_workdays=max((line.past_workdays for line in known), default=0),
        waiting=waiting,
        ending=tuple(ending) if known else NONE_ENDING,
        unfilled=sum(line.unfilled for line in known),
    )


@dataclass(frozen=True)
class CapacitySpan:
    """One week or month.

    Attributes:
        as_of: the day that the queue and ending decisions are counted on.
        agreements, forms: lines with places sold or booked, or somebody waiting.
        total: all of them.
    """

    period: Period
    as_of: date
    agreements: tuple[PlaceLine, ...]
    forms: tuple[PlaceLine, ...]
    total: PlaceLine
    supervision: SupervisionFigures


@dataclass(frozen=True)
class Ending:
    """A decision that ends soon; `days` are those left. A protected person is never told of."""

    trainee: str = field(repr=False)
    agreement: str
    ends_on: date
    days: int


@dataclass(frozen=True)
class Capacity:
    """Several spans, in order.

    Attributes:
        whole: from the first span's first day to the last one's last.
        current: which span holds today; None when none does.
        per_supervisor: the ratio the user has said, today or on the nearest day; None = nobody has.
        ratios: what has been said from named days on.
        without_schedule: employed supervisors who count with their standard day.
        endings: decisions that end within twelve weeks of `whole.as_of`.
    """

    spans: tuple[CapacitySpan, ...]
    whole: CapacitySpan
    current: int | None
    per_supervisor: Fraction | None
    without_schedule: int
    endings: tuple[Ending, ...] = ()
    ratios: tuple[tuple[date, Fraction], ...] = ()
