"""What a package says is what R7 says, figure by figure, under keys without language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import LegalForm, PriceBasis, PriceUnit
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Period
from asfdesk.domain.sending.packages import Measure, State, Unit
from asfdesk.i18n import set_language
from asfdesk.reports import document as doc
from asfdesk.services.sending.package_figures import (
    exact_counts,
    exact_measures,
    quarterly_measures,
)
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.report_sources import quarterly
from tests.sending import TODAY, locked_months
from tests.workshop import add_agreement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

QUARTER = Period.of_quarter(2026, 2)
REQUEST = ReportRequest(QUARTER, TODAY, datetime(2026, 7, 1, 10, tzinfo=UTC))


def by_key(session: WriteSession) -> dict[str, Measure]:
    return {one.key: one for one in quarterly_measures(session, REQUEST)}


def test_every_number_of_the_report_is_a_measure_once(session: WriteSession) -> None:
    locked_months(session)
    numbers = 0
    for block in quarterly(session, REQUEST).blocks:
        if isinstance(block, doc.Table):
            numbers += sum(
                (cell.kind or column.kind).numeric
                for row in (*block.rows, *block.totals)
                if row.style is not doc.RowStyle.GROUP
                for cell, column in zip(row.cells, block.columns, strict=True)
            )
        elif isinstance(block, doc.KeyFigures):
            numbers += len(block.figures)
        elif isinstance(block, doc.Facts):
            numbers += sum(fact.kind.numeric for fact in block.facts)
    found = quarterly_measures(session, REQUEST)
    beside = {"economy.own_sales_share", "economy.sold_share", "places.sold", "places.created"}
    assert len({one.key for one in found}) == len(found)
    assert beside <= {one.key for one in found}
    assert len(found) == numbers + len(beside)


def test_two_trainees_are_hidden_and_nothing_to_say_is_absent(session: WriteSession) -> None:
    locked_months(session)
    found = by_key(session)
    assert found["trainees.unique"] == Measure("trainees.unique", Unit.COUNT, None, State.HIDDEN)
    assert found["economy.liquidity_months"].state is State.ABSENT
    assert found["exits.all.count"].value == 0


def test_keys_say_the_same_in_both_languages(session: WriteSession) -> None:
    locked_months(session)
    set_language("en")
    first = quarterly_measures(session, REQUEST)
    set_language("sv")
    assert {one.key: one for one in quarterly_measures(session, REQUEST)} == {
        one.key: one for one in first
    }
    assert all(re.fullmatch(r"[a-z0-9_.]+", one.key) for one in first)


def test_places_created_are_those_sold_since_the_day_before(session: WriteSession) -> None:
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement = add_agreement(session)
    four, six = (
        Terms(0, 0, day, PriceUnit.DAY, PriceBasis.PLACE, 0, places)
        for day, places in ((date(2026, 2, 1), 4_000), (date(2026, 5, 1), 6_000))
    )
    with session.writer.action("agreement.change", ()):
        session.agreements.add_terms(agreement, four)
        session.agreements.add_terms(agreement, six)
    assert [created(session, quarter) for quarter in (1, 2, 3)] == [
        (4_000, 4_000),
        (6_000, 2_000),
        (6_000, 0),
    ]


def created(session: WriteSession, quarter: int) -> tuple[int | None, int | None]:
    """Places sold at a quarter's end, and created in it."""
    request = ReportRequest(Period.of_quarter(2026, quarter), TODAY, REQUEST.created_at)
    found = {one.key: one.value for one in quarterly_measures(session, request)}
    return found["places.sold"], found["places.created"]


def test_exact_totals_are_one_way_and_marked(session: WriteSession) -> None:
    locked_months(session)
    found = exact_measures(exact_counts(session, QUARTER))
    values = {one.key: one.value for one in found}
    assert all(one.exact and one.unit is Unit.COUNT for one in found)
    assert values["exact.unique"] == 2
    assert sum(v or 0 for k, v in values.items() if k.startswith("exact.sex.")) == 2
    assert values["exact.exits.all"] == 0


def test_protected_persons_are_in_no_exact_total(session: WriteSession) -> None:
    locked_months(session)
    trainee = session.trainees.trainees()[0]
    with session.writer.action("trainee.change", ()):
        session.writer.update("trainee", trainee.id, {"protected": 1})
    values = {one.key: one.value for one in exact_measures(exact_counts(session, QUARTER))}
    assert values["exact.unique"] == 1
