"""What a plan lacks before it can be relied on, each with what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.missing import missing_parameters
from asfdesk.i18n import _, money, month_name, ngettext
from asfdesk.reports.drivers.driver_words import full_time_word
from asfdesk.services.drivers.driver_nouns import Noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.period import Month


class Gap(StrEnum):
    """What can be missing."""

    INCOME = "income"
    STAFF = "staff"
    CASH = "cash"
    CASH_TOO_LOW = "cash_too_low"
    RATIO = "ratio"
    SUPERVISORS = "supervisors"
    NO_RATES = "no_rates"
    RATES = "rates"


@dataclass(frozen=True)
class PlanGap:
    """One thing that is missing.

    Attributes:
        sentence: what, in words.
        mend: the words of the button that mends it.
        noun: what the button opens.
    """

    gap: Gap
    sentence: str
    mend: str
    noun: Noun


def plan_gaps(model: PlanModel, result: PlanResult, unchecked: int) -> tuple[PlanGap, ...]:
    """What is missing, the most important first.

    Args:
        model: what the plan is made from.
        result: what it comes to.
        unchecked: rates the plan uses that nobody has checked this year.
    """
    found = [
        _income(model, result),
        _staff(model, result),
        _supervisors(model, result),
        _cash(result),
        _no_rates(model) or _rates(unchecked),
    ]
    return tuple(gap for gap in found if gap is not None)


def shortage(result: PlanResult) -> tuple[Month, int, int] | None:
    """The first month with most supervisors lacking: planned and needed, basis points."""
    planned, needed = result.supervision.planned_bp, result.supervision.needed_bp
    if needed is None:
        return None
    at = min(range(len(planned)), key=lambda i: planned[i] - needed[i])
    if planned[at] >= needed[at]:
        return None
    return result.months[at], planned[at], needed[at]


def shortage_sentence(result: PlanResult) -> str:
    """How many supervisors are lacking, and when; "" when there are enough."""
    short = shortage(result)
    if short is None:
        return ""
    month, planned, needed = short
    words = {
        "month": month_name(month.year, month.number),
        "planned": full_time_word(planned),
        "needed": full_time_word(needed),
    }
    return _("Supervisors %(month)s: %(planned)s planned, %(needed)s needed.") % words


def _income(model: PlanModel, result: PlanResult) -> PlanGap | None:
    if model.streams or model.sales or any(result.lines.get("I10", ())):
        return None
    said = _("There is no work training and no sales in the plan yet.")
    return PlanGap(Gap.INCOME, said, _("Add work training"), Noun.STREAM)


def _staff(model: PlanModel, result: PlanResult) -> PlanGap | None:
    if model.staff or any(any(result.lines.get(code, ())) for code in ("K40", "K41")):
        return None
    return PlanGap(Gap.STAFF, _("There is no staff in the plan yet."), _("Add staff"), Noun.STAFF)


def _supervisors(model: PlanModel, result: PlanResult) -> PlanGap | None:
    if not model.streams:
        return None
    if model.premises.ratio_milli is None:
        said = _("How many trainees a supervisor takes isn’t said.")
        return PlanGap(Gap.RATIO, said, _("Say it"), Noun.SUPERVISION)
    said = shortage_sentence(result)
    return PlanGap(Gap.SUPERVISORS, said, _("Add a supervisor"), Noun.STAFF) if said else None


def _cash(result: PlanResult) -> PlanGap | None:
    cash = result.liquidity
    if cash is None:
        said = _("What is in the bank when the plan begins isn’t said, so cash can’t be reckoned.")
        return PlanGap(Gap.CASH, said, _("Say it"), Noun.CASH)
    if cash.headroom_ore >= 0:
        return None
    month, _balance = cash.lowest
    words = {
        "month": month_name(month.year, month.number),
        "amount": money(-cash.headroom_ore),
    }
    said = _("The money doesn’t last: %(amount)s kr are missing in %(month)s.") % words
    return PlanGap(Gap.CASH_TOO_LOW, said, _("Cash"), Noun.CASH)


def _no_rates(model: PlanModel) -> PlanGap | None:
    missing = len(missing_parameters(model))
    if not missing:
        return None
    said = ngettext(
        "%(num)d rate that the plan needs has no value and counts as nothing.",
        "%(num)d rates that the plan needs have no value and count as nothing.",
        missing,
    )
    return PlanGap(Gap.NO_RATES, said, _("Fill in the rates"), Noun.PARAMETERS)


def _rates(unchecked: int) -> PlanGap | None:
    if not unchecked:
        return None
    said = ngettext(
        "%(num)d rate hasn’t been checked this year.",
        "%(num)d rates haven’t been checked this year.",
        unchecked,
    )
    return PlanGap(Gap.RATES, said, _("Check the rates"), Noun.PARAMETERS)


def gap_summary(gaps: Sequence[PlanGap]) -> str:
    """How much is missing; "" when nothing is."""
    if not gaps:
        return ""
    count = len(gaps)
    return ngettext("%(num)d thing is missing.", "%(num)d things are missing.", count)
