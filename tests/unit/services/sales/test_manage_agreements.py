from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import MonthState, MonthStatus
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.changes import Topic
from asfdesk.services.sales import manage_agreements as service
from asfdesk.services.sales import manage_buyers as buyers
from tests.workshop import add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

BUYER = Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY)
TERMS = Terms(0, 0, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 5_000)
AGREEMENT = Agreement(
    0, 1, "Arbetsträning", Form.WORK_TRAINING, date(2026, 1, 1), date(2026, 12, 31), terms=(TERMS,)
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def agreed(session: WriteSession) -> WriteSession:
    buyers.add_buyer(session, BUYER)
    service.add_agreement(session, AGREEMENT)
    return session


def lock(session: WriteSession, month: Month) -> None:
    with session.writer.action("attendance.lock", ("attendance",), undoable=False):
        session.attendance.set_state(
            MonthState(month, MonthStatus.LOCKED, 1), datetime(2026, 11, 1, tzinfo=UTC)
        )


def only(session: WriteSession) -> Agreement:
    return session.agreements.agreements()[0]


def test_a_buyer_is_added_changed_ended_and_taken_up_again(session: WriteSession) -> None:
    added = replace(BUYER, name=" Huddinge kommun ", org_number="2120000068", contact=" Eva Ek ")
    assert buyers.add_buyer(session, added) == {Topic.AGREEMENTS}
    buyer = session.agreements.buyers()[0]
    assert (buyer.name, buyer.org_number) == ("Huddinge kommun", "212000-0068")
    assert buyer.contact == "Eva Ek"
    buyers.change_buyer(session, replace(buyer, invoice_email="faktura@example.se"))
    buyers.end_buyer(session, buyer.id, date(2026, 6, 30))
    assert session.agreements.buyers()[0].ended_on == date(2026, 6, 30)
    buyers.reopen_buyer(session, buyer.id)
    assert session.agreements.buyers()[0].ended_on is None
    buyers.remove_buyer(session, buyer.id)
    assert session.agreements.buyers() == []
    for _step in range(5):
        session.writer.undo()
    assert session.agreements.buyers() == []


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("name", {"name": ""}),
        ("invoice_email", {"invoice_email": "faktura"}),
        ("org_number", {"org_number": "811218-9876"}),
    ],
)
def test_a_wrong_field_of_a_buyer_is_named(
    session: WriteSession, field: str, bad: dict[str, str]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        buyers.add_buyer(session, replace(BUYER, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_two_buyers_have_two_names(agreed: WriteSession) -> None:
    with pytest.raises(InvalidInputError):
        buyers.add_buyer(agreed, replace(BUYER, name="huddinge KOMMUN"))


def test_a_buyer_with_agreements_stays(agreed: WriteSession) -> None:
    with pytest.raises(RefusedError):
        buyers.remove_buyer(agreed, 1)
    with pytest.raises(RefusedError):
        buyers.end_buyer(agreed, 1, date(2026, 12, 30))
    buyers.end_buyer(agreed, 1, date(2026, 12, 31))
    assert agreed.agreements.buyers()[0].ended_on == date(2026, 12, 31)


def test_an_adviser_writes_no_contact_person(adviser: WriteSession) -> None:
    buyers.add_buyer(adviser, BUYER)
    with pytest.raises(NeedsVaultKeyError):
        buyers.change_buyer(adviser, replace(BUYER, id=1, contact="Eva Ek"))


def test_the_first_terms_hold_from_the_first_day(session: WriteSession) -> None:
    buyers.add_buyer(session, BUYER)
    late = replace(TERMS, valid_from=date(2026, 5, 1))
    service.add_agreement(session, replace(AGREEMENT, terms=(late,)))
    assert only(session).terms[0].valid_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("name", {"name": " "}),
        ("buyer_id", {"buyer_id": 9}),
        ("ends_on", {"ends_on": date(2025, 12, 31)}),
        ("place_day_minutes", {"place_day_minutes": 0}),
        ("half_day_limit_minutes", {"half_day_limit_minutes": 481}),
        ("line_code", {"line_code": "K40"}),
        ("unit", {"terms": ()}),
        ("price_ore", {"terms": (replace(TERMS, price_ore=0),)}),
        ("level_1", {"terms": (replace(TERMS, unit=PriceUnit.LEVEL_DAY),)}),
        (
            "places_milli",
            {"terms": (replace(TERMS, basis=PriceBasis.PLACE, places_milli=0),)},
        ),
    ],
)
def test_a_wrong_field_of_an_agreement_is_named(
    session: WriteSession, field: str, bad: dict[str, object]
) -> None:
    buyers.add_buyer(session, BUYER)
    with pytest.raises(InvalidInputError) as caught:
        service.add_agreement(session, replace(AGREEMENT, **bad))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert session.agreements.agreements() == []


def test_a_basis_that_does_not_fit_the_unit_is_mended(session: WriteSession) -> None:
    buyers.add_buyer(session, BUYER)
    month = replace(TERMS, unit=PriceUnit.PLACE_MONTH, basis=PriceBasis.ATTENDED)
    service.add_agreement(session, replace(AGREEMENT, terms=(month,)))
    assert only(session).terms[0].basis is PriceBasis.PLACE


def test_new_terms_hold_from_their_day_and_can_be_undone(agreed: WriteSession) -> None:
    new = replace(
        TERMS,
        valid_from=date(2026, 7, 1),
        price_ore=33_500,
        payable={AttendanceCode.PLANNING_DAY: 10_000},
    )
    service.add_terms(agreed, 1, new)
    june, july = only(agreed).terms_on(date(2026, 6, 30)), only(agreed).terms_on(date(2026, 7, 1))
    assert june
    assert july
    assert (june.price_ore, july.price_ore) == (32_000, 33_500)
    assert july.payable == {AttendanceCode.PLANNING_DAY: 10_000}
    agreed.writer.undo()
    assert len(only(agreed).terms) == 1


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2025, 12, 1), date(2027, 1, 1)])
def test_terms_need_a_day_of_their_own_inside_the_agreement(
    agreed: WriteSession, day: date
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.add_terms(agreed, 1, replace(TERMS, valid_from=day))
    assert caught.value.field == "valid_from"


def test_terms_are_changed_and_removed_but_never_the_first(agreed: WriteSession) -> None:
    service.add_terms(agreed, 1, replace(TERMS, valid_from=date(2026, 7, 1)))
    first, second = only(agreed).terms
    service.change_terms(agreed, replace(second, price_ore=40_000))
    assert only(agreed).terms[1].price_ore == 40_000
    with pytest.raises(RefusedError):
        service.remove_terms(agreed, first)
    service.remove_terms(agreed, second)
    assert only(agreed).terms == (first,)


def test_the_first_terms_follow_the_first_day(agreed: WriteSession) -> None:
    service.change_agreement(agreed, replace(only(agreed), starts_on=date(2025, 11, 1)))
    assert only(agreed).terms[0].valid_from == date(2025, 11, 1)
    service.add_terms(agreed, 1, replace(TERMS, valid_from=date(2026, 7, 1)))
    with pytest.raises(InvalidInputError):
        service.change_agreement(agreed, replace(only(agreed), starts_on=date(2026, 7, 1)))


PLACES = replace(TERMS, basis=PriceBasis.PLACE)
YEARLY = replace(TERMS, unit=PriceUnit.LUMP_SUM, basis=PriceBasis.PLACE, places_milli=0)


@pytest.mark.parametrize("terms", [PLACES, YEARLY], ids=["places", "sum for the year"])
def test_what_is_owed_whoever_comes_cannot_begin_or_go_in_a_locked_month(
    agreed: WriteSession, terms: Terms
) -> None:
    lock(agreed, Month(2026, 6))
    new = replace(AGREEMENT, name="Ny", starts_on=date(2026, 6, 30), terms=(terms,))
    with pytest.raises(RefusedError) as error:
        service.add_agreement(agreed, new)
    assert "reopen the month" in error.value.todo
    assert len(agreed.agreements.agreements()) == 1
    service.add_agreement(agreed, replace(new, starts_on=date(2026, 7, 1)))
    lock(agreed, Month(2026, 7))
    with pytest.raises(RefusedError):
        service.remove_agreement(agreed, 2)
    assert len(agreed.agreements.agreements()) == 2


def test_paid_by_who_comes_it_touches_no_locked_month(agreed: WriteSession) -> None:
    lock(agreed, Month(2026, 6))
    service.add_agreement(agreed, replace(AGREEMENT, name="Ny", starts_on=date(2026, 6, 1)))
    assert len(agreed.agreements.agreements()) == 2
    service.remove_agreement(agreed, 2)
    assert len(agreed.agreements.agreements()) == 1


def test_new_terms_inside_a_locked_month_are_refused(agreed: WriteSession) -> None:
    lock(agreed, Month(2026, 6))
    for change in (PLACES, YEARLY, replace(TERMS, price_ore=33_000)):
        with pytest.raises(RefusedError):
            service.add_terms(agreed, 1, replace(change, valid_from=date(2026, 6, 15)))
    assert len(only(agreed).terms) == 1


def test_a_locked_month_keeps_its_price(agreed: WriteSession) -> None:
    lock(agreed, Month(2026, 6))
    first = only(agreed).terms[0]
    with pytest.raises(RefusedError):
        service.change_terms(agreed, replace(first, price_ore=1))
    with pytest.raises(RefusedError):
        service.add_terms(agreed, 1, replace(TERMS, valid_from=date(2026, 6, 30), price_ore=1))
    with pytest.raises(RefusedError):
        service.end_agreement(agreed, 1, date(2026, 6, 29))
    service.add_terms(agreed, 1, replace(TERMS, valid_from=date(2026, 7, 1), price_ore=33_500))
    service.end_agreement(agreed, 1, date(2026, 9, 30))
    renamed = replace(only(agreed), name="Arbetsträning 2026", reference="2026-114")
    service.change_agreement(agreed, renamed)
    assert only(agreed).name == "Arbetsträning 2026"
    assert only(agreed).ends_on == date(2026, 9, 30)


def test_an_agreement_with_placements_stays(agreed: WriteSession) -> None:
    add_placement(agreed, 1)
    with pytest.raises(RefusedError):
        service.remove_agreement(agreed, 1)
    assert len(agreed.agreements.agreements()) == 1


def test_an_unused_agreement_goes_with_its_terms(agreed: WriteSession) -> None:
    service.remove_agreement(agreed, 1)
    assert agreed.agreements.agreements() == []
    agreed.writer.undo()
    assert len(only(agreed).terms) == 1
    with pytest.raises(RefusedError):
        service.need_agreement(agreed, 9)
