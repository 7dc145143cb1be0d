"""What a plan comes to if things turn out otherwise: cases and single shocks (finance.md §1.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.domain.codes import PriceUnit
from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.shocks import Shock, ShockDriver
from asfdesk.domain.drivers.what_if import WhatIf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import Liquidity, PlanResult
    from asfdesk.domain.drivers.streams import TrainingStream


class CaseKey(StrEnum):
    """What is tried, in the order it is shown."""

    CAUTIOUS = "cautious"
    NORMAL = "normal"
    OPTIMISTIC = "optimistic"
    FEWER_PLACES = "fewer_places"
    LOWER_PRICE = "lower_price"
    PAYER_LOST = "payer_lost"
    LATER_PAYMENT = "later_payment"


CAUTIOUS_BP, OPTIMISTIC_BP = 9_000, 11_000
"""Occupancy and sales of goods a tenth lower, and a tenth higher."""
FEWER_BP, CHEAPER_BP, LATER_DAYS = 8_000, 9_500, 30


@dataclass(frozen=True)
class TriedCase:
    """One case.

    Attributes:
        years: the result of each fiscal year, öre by effect.
        cash: None when the opening balance is not known.
        payer: who is lost, for PAYER_LOST.
    """

    key: CaseKey
    years: tuple[int, ...]
    cash: Liquidity | None
    payer: str = ""


def sensitivity(model: PlanModel) -> tuple[TriedCase, ...]:
    """The cases that mean something in a plan; the plan itself is NORMAL.

    Staff and fixed costs stay as planned: a place less saves nothing at once.
    """
    what_if = WhatIf(model)
    base = what_if.plan
    payer, lost = _largest_payer(base.model, base.result)
    sells_by_place = any(one.unit is not PriceUnit.LUMP_SUM for one in base.model.streams)
    tried: list[tuple[CaseKey, tuple[Shock, ...]]] = [
        (CaseKey.CAUTIOUS, tuple(_volumes(base.model, CAUTIOUS_BP))),
        (CaseKey.NORMAL, ()),
        (CaseKey.OPTIMISTIC, tuple(_volumes(base.model, OPTIMISTIC_BP))),
    ]
    if sells_by_place:
        tried.append((CaseKey.FEWER_PLACES, (Shock(ShockDriver.PLACES, FEWER_BP),)))
    if base.model.streams:
        tried.append((CaseKey.LOWER_PRICE, (Shock(ShockDriver.PRICE, CHEAPER_BP),)))
    if lost:
        tried.append((CaseKey.PAYER_LOST, lost))
    if base.model.streams or any(one.terms_days for one in base.model.sales):
        tried.append((CaseKey.LATER_PAYMENT, (Shock(ShockDriver.PAYMENT_DAYS, delta=LATER_DAYS),)))
    found = []
    for key, shocks in tried:
        answer = what_if.answer_to(shocks)
        years = tuple(one.result_ore for one in answer.years)
        name = payer if key is CaseKey.PAYER_LOST else ""
        found.append(TriedCase(key, years, answer.liquidity, name))
    return tuple(found)


def _volumes(model: PlanModel, factor_bp: int) -> Iterator[Shock]:
    if model.streams:
        yield Shock(ShockDriver.OCCUPANCY, factor_bp)
    if model.sales:
        yield Shock(ShockDriver.SALES_VOLUME, factor_bp)


def _largest_payer(model: PlanModel, result: PlanResult) -> tuple[str, tuple[Shock, ...]]:
    """Who pays most for training in the whole plan, and what it means that they stop.

    Streams to one buyer of the file are one payer, else those of one name.
    """
    income: dict[int, int] = defaultdict(int)
    for one in result.components:
        if one.part is Part.TRAINING:
            income[one.driver_id] += sum(one.amounts)
    payers: dict[object, list[TrainingStream]] = defaultdict(list)
    for stream in model.streams:
        payers[stream.buyer_id or stream.name].append(stream)
    largest = max(
        payers.values(), key=lambda streams: sum(income[one.id] for one in streams), default=[]
    )
    if not sum(income[one.id] for one in largest):
        return "", ()
    names = dict.fromkeys(one.name for one in largest)
    return " + ".join(names), tuple(_stopped(one) for one in largest)


def _stopped(stream: TrainingStream) -> Shock:
    """No places; for a sum that is paid whatever the places, no price."""
    lump = stream.unit is PriceUnit.LUMP_SUM
    driver = ShockDriver.PRICE if lump else ShockDriver.PLACES
    return Shock(driver, factor_bp=0, target_id=stream.id)
