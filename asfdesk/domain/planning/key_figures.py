"""Key figures 1-23 of finance.md §9.6, each with what it was divided from.

A figure whose input is missing, or whose denominator is zero, has no value; it is never zero
instead (design §5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.money import ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.planning.figure_inputs import Balance, Books, Exits, FigureInput, Work

UNTAXED_AS_EQUITY = Fraction(794, 1000)
"""Untaxed reserves less tax of 20,6 % (finance.md §3)."""

_T = TypeVar("_T")

type_number = Fraction | int | None
"""What a formula is fed with."""


class Unit(StrEnum):
    """What a number counts."""

    SHARE = "share"
    MONEY = "ore"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    PERSONS = "persons"
    NUMBER = "number"


class Source(StrEnum):
    """Where the input comes from; reports say it beside the figure."""

    BOOKS = "books"
    BALANCE = "balance"
    BOOKS_AND_BALANCE = "books_and_balance"
    BOOKS_AND_AGREEMENTS = "books_and_agreements"
    ATTENDANCE = "attendance"
    BOOKS_AND_ATTENDANCE = "books_and_attendance"
    SUPERVISION = "supervision"
    EXITS = "exits"
    BOOKS_AND_EXITS = "books_and_exits"


@dataclass(frozen=True)
class Figure:
    """One key figure.

    Attributes:
        number: its number in finance.md §9.6 ("10a" where one number holds two).
        key: its stable name in exports.
        unit: of the value; money is öre.
        protected: whether the value is withheld because too few people are behind it.
    """

    number: str
    key: str
    unit: Unit
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    numerator_unit: Unit
    denominator_unit: Unit
    source: Source
    protected: bool = False


def key_figures(given: FigureInput, small: int) -> list[Figure]:
    """Every figure, in order.

    Args:
        given: the period's input.
        small: counts of persons below this are withheld (setting small_count_threshold).
    """
    months = Fraction(given.months)
    return [
        *_income_figures(given.books),
        *_margin_figures(given.books),
        *_balance_figures(given.balance, given.books, months),
        *_place_figures(given.books, given.work, months),
        *_supervision_figures(given.work),
        *_exit_figures(given.books, given.exits, small),
    ]


@dataclass(frozen=True)
class _Kind:
    """Unit, units of the two parts, and source."""

    unit: Unit
    parts: tuple[Unit, Unit]
    source: Source

    def figure(self, number: str, key: str, top: type_number, bottom: type_number) -> Figure:
        value = None if top is None or bottom is None else ratio(top, bottom)
        return Figure(
            number,
            key,
            self.unit,
            value,
            None if top is None else Fraction(top),
            None if bottom is None else Fraction(bottom),
            *self.parts,
            self.source,
        )


_MONEY = (Unit.MONEY, Unit.MONEY)
_SHARE = _Kind(Unit.SHARE, _MONEY, Source.BOOKS)
_PAYERS = _Kind(Unit.SHARE, _MONEY, Source.BOOKS_AND_AGREEMENTS)
_OF_BALANCE = _Kind(Unit.SHARE, _MONEY, Source.BALANCE)
_CASH = _Kind(Unit.MONTHS, _MONEY, Source.BOOKS_AND_BALANCE)
_PER_PLACE = _Kind(Unit.MONEY, (Unit.MONEY, Unit.NUMBER), Source.BOOKS_AND_AGREEMENTS)
_PER_DAY = _Kind(Unit.MONEY, (Unit.MONEY, Unit.DAYS), Source.BOOKS_AND_ATTENDANCE)
_DAYS = _Kind(Unit.SHARE, (Unit.DAYS, Unit.DAYS), Source.ATTENDANCE)
_HOURS = _Kind(Unit.HOURS, (Unit.HOURS, Unit.DAYS), Source.SUPERVISION)
_DENSITY = _Kind(Unit.NUMBER, (Unit.PERSONS, Unit.NUMBER), Source.SUPERVISION)
_SUPERVISION_COST = _Kind(Unit.MONEY, (Unit.MONEY, Unit.DAYS), Source.SUPERVISION)
_RATE = _Kind(Unit.SHARE, (Unit.PERSONS, Unit.PERSONS), Source.EXITS)
_PER_RESULT = _Kind(Unit.MONEY, (Unit.MONEY, Unit.PERSONS), Source.BOOKS_AND_EXITS)


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


def _exit_figures(books: Books | None, exits: Exits | None, small: int) -> list[Figure]:
    cost = _of(books, lambda b: b.training_cost)
    results = _of(exits, lambda e: e.work_or_studies)
    figures = [
        _RATE.figure("22", "result_rate", results, _of(exits, lambda e: e.ended)),
        _PER_RESULT.figure("23", "cost_per_result", cost, results),
    ]
    if exits is not None and (
        exits.hidden or is_too_few(exits.work_or_studies, exits.ended, small)
    ):
        return [_withheld(figure) for figure in figures]
    return figures


def is_too_few(part: int, whole: int, small: int) -> bool:
    """Whether a share of people would point at somebody.

    True when the whole, the part or the rest is between one and `small` - 1 people
    (decisions C16; a zero may be shown of a whole that is large enough).
    """
    return any(0 < count < small for count in (whole, part, whole - part))


def _withheld(figure: Figure) -> Figure:
    return replace(figure, value=None, numerator=None, denominator=None, protected=True)
