"""Key figures 1-28 of finance.md §9.6, each with what it was divided from.

A figure whose input is missing, or whose denominator is zero, has no value; it is never zero
instead (design §5).
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.money import ratio
from asfdesk.domain.planning.figure import FigureKind, Source, Unit
from asfdesk.domain.planning.figure_history import Step
from asfdesk.domain.sending.disclosure import protect_total

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.planning.figure import Figure, type_number
    from asfdesk.domain.planning.figure_inputs import (
        Balance,
        Books,
        BreakEven,
        Exits,
        FigureInput,
        SocietyInput,
        Work,
    )

UNTAXED_AS_EQUITY = Fraction(794, 1000)
"""Untaxed reserves less tax of 20,6 % (finance.md §3)."""

_T = TypeVar("_T")


class FigureGroup(StrEnum):
    """What figures are about; pages and sheets show them in these groups."""

    INCOME = "income"
    MARGINS = "margins"
    BALANCE = "balance"
    PLACES = "places"
    SUPERVISION = "supervision"
    RESULTS = "results"
    BREAK_EVEN = "break_even"
    SOCIETY = "society"


_GROUP_ENDS = (
    (6, FigureGroup.INCOME),
    (10, FigureGroup.MARGINS),
    (14, FigureGroup.BALANCE),
    (18, FigureGroup.PLACES),
    (21, FigureGroup.SUPERVISION),
    (23, FigureGroup.RESULTS),
    (26, FigureGroup.BREAK_EVEN),
    (28, FigureGroup.SOCIETY),
)

OF_PEOPLE = frozenset({"22", "23", "27", "28"})
"""Figures from which the number of people who reached work or studies can be worked out."""

ROLLED = frozenset({"1", "2", "3", "4", "7", "8"})
"""Figures that are also followed over rolling twelve months and the year so far (§9.6)."""

BY_YEAR = frozenset({"24", "25", "26"})
"""Figures of a fiscal year's plan: they say the same in each of its months."""


def steps_of(number: str, *, shows_few: bool) -> tuple[Step, ...]:
    """Over which periods a figure is followed.

    Figures of people leave the program by fiscal year only: months that overlap or add up could
    be taken from each other until few people are left (decisions C16, ADR 0036).
    """
    if number in BY_YEAR or (number in OF_PEOPLE and not shows_few):
        return (Step.YEAR,)
    if number in ROLLED:
        return tuple(Step)
    if number in OF_PEOPLE:
        return (Step.MONTH, Step.QUARTER, Step.YEAR, Step.ROLLING)
    return (Step.MONTH, Step.QUARTER, Step.YEAR)


def group_of_figure(number: str) -> FigureGroup:
    """The group of a figure's number."""
    whole = int(number.rstrip("ab"))
    return next(group for last, group in _GROUP_ENDS if whole <= last)


def key_figures(given: FigureInput, small: int) -> list[Figure]:
    """Every figure, in order.

    Args:
        given: the period's input.
        small: counts of persons below this are withheld (setting small_count_threshold).
    """
    months = Fraction(given.months)
    figures = [
        *_income_figures(given.books),
        *_margin_figures(given.books),
        *_balance_figures(given.balance, given.books, months),
        *_place_figures(given.books, given.work, months),
        *_supervision_figures(given.work),
        *_exit_figures(given.books, given.exits),
        *_break_even_figures(given.break_even),
        *_society_figures(given.books, given.exits, given.society),
    ]
    if given.exits is not None and points_at_somebody(given.exits, small):
        return [one.withheld if one.number in OF_PEOPLE else one for one in figures]
    return figures


_MONEY = (Unit.MONEY, Unit.MONEY)
_SHARE = FigureKind(Unit.SHARE, _MONEY, Source.BOOKS)
_PAYERS = FigureKind(Unit.SHARE, _MONEY, Source.BOOKS_AND_AGREEMENTS)
_OF_BALANCE = FigureKind(Unit.SHARE, _MONEY, Source.BALANCE)
_CASH = FigureKind(Unit.MONTHS, _MONEY, Source.BOOKS_AND_BALANCE)
_PER_PLACE = FigureKind(Unit.MONEY, (Unit.MONEY, Unit.NUMBER), Source.BOOKS_AND_AGREEMENTS)
_PER_DAY = FigureKind(Unit.MONEY, (Unit.MONEY, Unit.DAYS), Source.BOOKS_AND_ATTENDANCE)
_DAYS = FigureKind(Unit.SHARE, (Unit.DAYS, Unit.DAYS), Source.ATTENDANCE)
_HOURS = FigureKind(Unit.HOURS, (Unit.HOURS, Unit.DAYS), Source.SUPERVISION)
_DENSITY = FigureKind(Unit.NUMBER, (Unit.PERSONS, Unit.NUMBER), Source.SUPERVISION)
_SUPERVISION_COST = FigureKind(Unit.MONEY, (Unit.MONEY, Unit.DAYS), Source.SUPERVISION)
_RATE = FigureKind(Unit.SHARE, (Unit.PERSONS, Unit.PERSONS), Source.EXITS)
_PLACES_FROM_PLAN = FigureKind(Unit.PLACES, _MONEY, Source.PLAN)
_TURNOVER = FigureKind(Unit.MONEY, (Unit.MONEY, Unit.SHARE), Source.PLAN)
_SOCIETY = FigureKind(Unit.NUMBER, _MONEY, Source.ASSUMPTIONS)
_PAYBACK = FigureKind(Unit.MONTHS, _MONEY, Source.ASSUMPTIONS)
_PER_RESULT = FigureKind(Unit.MONEY, (Unit.MONEY, Unit.PERSONS), Source.BOOKS_AND_EXITS)


def _of(given: _T | None, part: Callable[[_T], type_number]) -> type_number:
    """A part of what is given, or None if it is not."""
    return None if given is None else part(given)


def _income_figures(books: Books | None) -> list[Figure]:
    income = _of(books, lambda b: b.income)
    public = None
    if books is not None and books.training_public is not None:
        public = books.training_public + books.grants
    return [
        _SHARE.figure("1", "self_financing", _of(books, lambda b: b.sales), income),
        _SHARE.figure("2", "sold_share", _of(books, lambda b: b.sold), income),
        _PAYERS.figure("3", "public_share", public, income),
        _SHARE.figure("4", "grant_dependence", _of(books, lambda b: b.grants), income),
        _PAYERS.figure("5", "largest_payer", _of(books, lambda b: b.largest_payer), income),
        _SHARE.figure(
            "6", "sold_coverage", _of(books, lambda b: b.sold), _of(books, lambda b: b.costs)
        ),
    ]


def _margin_figures(books: Books | None) -> list[Figure]:
    income = _of(books, lambda b: b.income)
    sales = _of(books, lambda b: b.sales)
    operating = _of(books, lambda b: b.operating)
    gross = _of(books, lambda b: b.sales - b.goods)
    staff = _of(books, lambda b: b.staff)
    return [
        _SHARE.figure("7", "operating_margin", operating, _of(books, lambda b: b.sold)),
        _SHARE.figure("8", "result_margin", operating, income),
        _SHARE.figure("9", "gross_margin", gross, sales),
        _SHARE.figure("10a", "staff_share", staff, income),
        _SHARE.figure("10b", "subsidy_coverage", _of(books, lambda b: b.subsidies), staff),
    ]


def _balance_figures(
    balance: Balance | None, books: Books | None, months: Fraction
) -> list[Figure]:
    equity = _of(balance, lambda b: b.equity + UNTAXED_AS_EQUITY * b.untaxed)
    current = _of(balance, lambda b: b.current_assets)
    debt = _of(balance, lambda b: b.short_debt)
    quick = _of(balance, lambda b: b.current_assets - b.stock)
    monthly = None if books is None else ratio(books.costs - books.depreciation, months)
    return [
        _OF_BALANCE.figure("11", "solidity", equity, _of(balance, lambda b: b.assets)),
        _OF_BALANCE.figure("12", "quick_ratio", quick, debt),
        _OF_BALANCE.figure("13", "current_ratio", current, debt),
        _CASH.figure("14", "liquidity_months", _of(balance, lambda b: b.cash), monthly),
    ]


def _place_figures(books: Books | None, work: Work, months: Fraction) -> list[Figure]:
    cost = _of(books, lambda b: b.training_cost)
    income = _of(books, lambda b: b.training)
    net = None if cost is None or income is None else cost - income
    place_months = None if work.places is None else work.places * months
    return [
        _PER_PLACE.figure("15", "cost_per_place_month", cost, place_months),
        _PER_PLACE.figure("16", "net_cost_per_place_month", net, place_months),
        _DAYS.figure("17", "occupancy", work.delivered_days, work.available_days),
        _PER_DAY.figure("18a", "income_per_delivered_day", income, work.delivered_days),
        _PER_DAY.figure("18b", "income_per_place_day", income, work.available_days),
    ]


def _supervision_figures(work: Work) -> list[Figure]:
    days = work.delivered_days
    return [
        _HOURS.figure("19", "supervisor_hours_per_day", work.supervisor_hours, days),
        _DENSITY.figure(
            "20", "trainees_per_supervisor", work.mean_participants, work.supervisor_fte
        ),
        _SUPERVISION_COST.figure("21", "supervision_cost_per_day", work.supervisor_cost_ore, days),
    ]


def _exit_figures(books: Books | None, exits: Exits | None) -> list[Figure]:
    cost = _of(books, lambda b: b.training_cost)
    results = _of(exits, lambda e: e.work_or_studies)
    return [
        _RATE.figure("22", "result_rate", results, _of(exits, lambda e: e.ended)),
        _PER_RESULT.figure("23", "cost_per_result", cost, results),
    ]


def _break_even_figures(given: BreakEven | None) -> list[Figure]:
    linear = _PLACES_FROM_PLAN.figure(
        "24",
        "break_even_places",
        _of(given, lambda b: b.fixed_ore),
        _of(given, lambda b: b.per_place_ore),
    )
    if given is None or given.per_place_ore is None or given.per_place_ore <= 0:
        linear = replace(linear, value=None)
    stepped = _PLACES_FROM_PLAN.figure("25", "break_even_stepped", None, None)
    ranges = () if given is None else given.stepped
    safe = next((one.first for one in ranges if one.last is None), None)
    return [
        linear,
        replace(stepped, value=None if safe is None else Fraction(safe), counts=ranges),
        _TURNOVER.figure(
            "26",
            "break_even_turnover",
            _of(given, lambda b: b.goods_fixed_ore),
            _of(given, lambda b: b.goods_margin),
        ),
    ]


def _society_figures(
    books: Books | None, exits: Exits | None, given: SocietyInput | None
) -> list[Figure]:
    cost = _of(books, lambda b: b.training_cost)
    per_trainee = None if cost is None or exits is None else ratio(cost, exits.ended)
    month = _of(given, lambda s: s.month_ore)
    rate = None if exits is None else ratio(exits.work_or_studies, exits.ended)
    gain = None if rate is None or month is None else rate * month
    return [
        _SOCIETY.figure("27", "social_return", _of(given, lambda s: s.value_ore), cost),
        _PAYBACK.figure("28", "payback_months", per_trainee, gain),
    ]


def points_at_somebody(exits: Exits, small: int) -> bool:
    """Whether figures of these exits would tell about somebody, on their own or beside others."""
    return exits.hidden or is_too_few(exits.work_or_studies, exits.ended, small)


def is_too_few(part: int, whole: int, small: int) -> bool:
    """Whether a share of people would point at somebody.

    True when the whole, the part or the rest is between one and `small` - 1 people
    (decisions C16; a zero may be shown of a whole that is large enough).
    """
    return any(protect_total(count, small) is None for count in (whole, part, whole - part))
