"""The drivers of a plan as a list: groups, what each says about itself, what it gives a year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.drivers.result import Part
from asfdesk.domain.drivers.sales import SalesChange
from asfdesk.domain.drivers.streams import StreamChange
from asfdesk.i18n import _, money
from asfdesk.reports.drivers import driver_facts as facts
from asfdesk.reports.drivers.driver_words import month_word
from asfdesk.services.drivers.driver_nouns import (
    PARTS,
    DriverGroup,
    Noun,
    driver_id,
    group_word,
    noun_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asfdesk.domain.drivers.model import PlanModel
    from asfdesk.domain.drivers.result import PlanResult
    from asfdesk.domain.drivers.sales import SalesStream
    from asfdesk.domain.drivers.streams import TrainingStream
    from asfdesk.domain.period import Month
    from asfdesk.services.drivers.driver_nouns import Change, Driver


BRINGS_MONEY = frozenset({Part.TRAINING, Part.SALES, Part.SUBSIDY, Part.GRANT})


@dataclass(frozen=True)
class YearSum:
    """What a driver gives a year, öre by effect: income, and costs with their minus."""

    plus: int
    minus: int

    @property
    def net(self) -> int:
        """Both together."""
        return self.plus + self.minus


@dataclass(frozen=True)
class DriverRow:
    """A line of the list.

    Attributes:
        noun: None on a group's own line.
        value: the driver or the change; None where there is neither.
        parent: the stream or sale that a change belongs to.
        facts: what it says about itself.
        year_ore: what it gives in the shown year, by effect and net of what comes with it (the
            goods of a sale, the support for a pay); None where that says nothing.
        year_says: what `year_ore` is made up of, or "".
        warning: what is wrong with it, or "".
    """

    group: DriverGroup
    noun: Noun | None
    name: str
    facts: str = ""
    year_ore: int | None = None
    value: Driver | Change | None = None
    parent: TrainingStream | SalesStream | None = None
    warning: str = ""
    year_says: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others, also after it has been changed."""
        return (self.group, self.noun, driver_id(self.value or self.parent), self.month)

    @property
    def month(self) -> Month | None:
        """From when a change holds."""
        return self.value.first if isinstance(self.value, StreamChange | SalesChange) else None

    @property
    def driver(self) -> Driver | None:
        """The driver itself; None for a group, a change or an assumption."""
        return None if isinstance(self.value, StreamChange | SalesChange) else self.value


def driver_rows(
    model: PlanModel, result: PlanResult, shown: Sequence[Month], warnings: Mapping[Noun, str]
) -> tuple[DriverRow, ...]:
    """The list, group by group.

    Args:
        model: what the plan is made from.
        result: what it comes to.
        shown: the months of the year whose amounts are shown.
        warnings: what is wrong with an assumption or with the staff as a whole.
    """
    places = [at for at, month in enumerate(model.months) if month in frozenset(shown)]
    years = _year_sums(result, places)
    rows: list[DriverRow] = []
    for group in DriverGroup:
        inside = list(_inside(group, model, years, warnings))
        known = [row.year_ore for row in inside if row.year_ore is not None]
        warning = warnings.get(Noun.STAFF, "") if group is DriverGroup.STAFF else ""
        name = group_word(group)
        if warning:
            name = _("%(group)s · too few supervisors") % {"group": name}
        total = sum(known) if known else None
        rows.append(
            DriverRow(
                group, None, name, warning, total, warning=warning, year_says=_group_net(group)
            )
        )
        rows += inside
    return tuple(rows)


def _year_sums(result: PlanResult, places: Sequence[int]) -> dict[tuple[Noun, int], YearSum]:
    owner = {part: noun for noun, parts in PARTS.items() for part in parts}
    plus: dict[tuple[Noun, int], int] = defaultdict(int)
    minus: dict[tuple[Noun, int], int] = defaultdict(int)
    for one in result.components:
        noun = owner.get(one.part)
        if noun is not None:
            side = plus if one.part in BRINGS_MONEY else minus
            side[noun, one.driver_id] += sum(one.amounts[at] for at in places)
    return {key: YearSum(plus[key], minus[key]) for key in {*plus, *minus}}


def net_words(noun: Noun, year: YearSum) -> str:
    """What a net amount is made up of; "" where it is the whole of one thing."""
    if not year.plus or not year.minus:
        return ""
    values = {"plus": money(year.plus), "minus": money(-year.minus)}
    if noun is Noun.SALE:
        return _("Net: sales %(plus)s kr less goods %(minus)s kr") % values
    return _("Net: pay and what follows it %(minus)s kr less support %(plus)s kr") % values


def _group_net(group: DriverGroup) -> str:
    """What the sum of a group is net of."""
    if group is DriverGroup.SALES:
        return _("Net: sales less goods")
    if group is DriverGroup.STAFF:
        return _("Net: pay and what follows it, less support")
    return ""


def _inside(
    group: DriverGroup,
    model: PlanModel,
    years: Mapping[tuple[Noun, int], YearSum],
    warnings: Mapping[Noun, str],
) -> Iterator[DriverRow]:
    """The rows of one group."""
    match group:
        case DriverGroup.TRAINING:
            yield from _training_rows(model, years)
        case DriverGroup.SALES:
            yield from _sales_rows(model, years)
        case DriverGroup.PREMISES:
            yield from _premises_rows(model, warnings)
        case _:
            for driver, said in _plain(group, model):
                yield _row(group, driver, said, years)


def _plain(group: DriverGroup, model: PlanModel) -> Iterator[tuple[Driver, str]]:
    """Drivers without later changes, and what each says about itself."""
    match group:
        case DriverGroup.STAFF:
            yield from ((one, facts.staff_facts(one)) for one in model.staff)
        case DriverGroup.COSTS:
            yield from ((one, facts.fixed_facts(one)) for one in model.fixed)
        case DriverGroup.GRANTS:
            yield from ((one, facts.grant_facts(one)) for one in model.grants)
        case _:
            yield from ((one, facts.investment_facts(one)) for one in model.investments)
            yield from ((one, facts.loan_facts(one)) for one in model.loans)


def _training_rows(
    model: PlanModel, years: Mapping[tuple[Noun, int], YearSum]
) -> Iterator[DriverRow]:
    group = DriverGroup.TRAINING
    for stream in model.streams:
        yield _row(group, stream, facts.stream_facts(stream), years)
        for change in stream.changes:
            said = facts.stream_change_facts(stream, change)
            yield _change_row(group, Noun.STREAM_CHANGE, stream, change, said)


def _sales_rows(model: PlanModel, years: Mapping[tuple[Noun, int], YearSum]) -> Iterator[DriverRow]:
    group = DriverGroup.SALES
    for sale in model.sales:
        yield _row(group, sale, facts.sale_facts(sale), years)
        for change in sale.changes:
            said = facts.sale_change_facts(change)
            yield _change_row(group, Noun.SALE_CHANGE, sale, change, said)


def _row(
    group: DriverGroup, driver: Driver, said: str, years: Mapping[tuple[Noun, int], YearSum]
) -> DriverRow:
    noun = noun_of(driver)
    if getattr(driver, "seeded", False):
        said = _("%(facts)s \u00b7 from last year") % {"facts": said}
    # A stream that was a driver before schema 4 has no name of its own yet.
    name = driver.name or group_word(group)
    year = years.get((noun, driver.id), YearSum(0, 0))
    says = net_words(noun, year)
    return DriverRow(group, noun, name, said, year.net, driver, year_says=says)


def _change_row(
    group: DriverGroup,
    noun: Noun,
    parent: TrainingStream | SalesStream,
    change: Change,
    said: str,
) -> DriverRow:
    name = _("from %(month)s") % {"month": month_word(change.first)}
    return DriverRow(group, noun, f"\u2003{name}", said, None, change, parent)


def _premises_rows(model: PlanModel, warnings: Mapping[Noun, str]) -> Iterator[DriverRow]:
    group = DriverGroup.PREMISES
    for noun, name, said in (
        (Noun.CASH, _("Cash, VAT and tax"), facts.cash_premises_facts(model.premises)),
        (Noun.SUPERVISION, _("Supervisors"), facts.supervision_facts(model.premises)),
        (Noun.WORKDAYS, _("Working days"), facts.workday_facts(model.months, model.workdays)),
        (Noun.PARAMETERS, _("Rates and caps"), ""),
    ):
        warning = warnings.get(noun, "")
        yield DriverRow(group, noun, name, warning or said, warning=warning)
    for item in model.cash_items:
        said = facts.cash_item_facts(item)
        yield DriverRow(group, Noun.CASH_ITEM, item.name, said, None, item)
