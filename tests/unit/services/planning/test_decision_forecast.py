"""The forecast from decisions of a file: what is counted, for whom, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.agreements import Terms
from asfdesk.domain.codes import AttendanceCode, ExitGroup, ExitReason, Form, PriceBasis, PriceUnit
from asfdesk.domain.hours.attendance import AttendanceEntry
from asfdesk.domain.people.decisions import Decision
from asfdesk.domain.people.placement_codes import DecisionKind
from asfdesk.domain.people.placements import Exit
from asfdesk.domain.period import Month
from asfdesk.domain.plan import PlanValue, ValueSource
from asfdesk.domain.planning.decision_forecast import Parts
from asfdesk.domain.planning.decision_inputs import Rate
from asfdesk.domain.planning.decision_paths import Band
from asfdesk.domain.planning.decision_record import Group
from asfdesk.domain.planning.forecast import Method
from asfdesk.errors import CancelledError, InvalidInputError, RefusedError
from asfdesk.i18n import money, set_language
from asfdesk.reports.planning import decision_words as words
from asfdesk.services.drivers.plan_life import approve_plan
from asfdesk.services.drivers.use_decision_forecast import use_decision_forecast
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.planning.decision_assumptions import Kind
from asfdesk.services.planning.decision_forecast import decision_forecast
from asfdesk.services.planning.decision_settings import Assumed, assumed, set_assumed
from asfdesk.services.planning.follow_up_settings import forecast_methods
from asfdesk.services.undo import undo_last
from tests.bookroom import add_plan, add_year, book
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

TODAY = date(2026, 11, 2)
"""A Monday; nothing is written down on it."""

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
SURE = Assumed(new=False)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def priced(
    session: WriteSession, basis: PriceBasis = PriceBasis.ATTENDED, name: str = "Huddinge"
) -> int:
    """An agreement of two places at 400 kr a day; notified absence is paid by half."""
    agreement = add_agreement(session, name)
    terms = Terms(
        0, agreement, date(2026, 1, 1), PriceUnit.DAY, basis, 400_00, 2000,
        payable={AttendanceCode.NOTIFIED: 5000},
    )  # fmt: skip
    with session.writer.action("terms.add", ("agreements",)):
        session.agreements.add_terms(agreement, terms)
    return agreement


def attend(session: WriteSession, placement: int, month: int, codes: str) -> None:
    """A month's first working days: "." is here, F is away and said so."""
    days = [date(2026, month, day) for day in range(1, 29)]
    worked = [day for day in days if day.isoweekday() <= 5]
    with session.writer.action("attendance.set", ("attendance",)):
        for day, code in zip(worked, codes, strict=False):
            here = 360 if code == "." else 0
            why = None if code == "." else AttendanceCode(code)
            session.attendance.put(AttendanceEntry(placement, day, 360, here, why))


def test_decided_days_are_worth_what_the_agreement_pays_for_them(session: WriteSession) -> None:
    """21 working days in November at 400 kr, none written down yet: 4 of 5 is taken to be paid."""
    add_year(session)
    add_placement(session, priced(session), last=date(2026, 11, 30))
    set_assumed(session, Assumed(paid={1: 10_000}, new=False))
    found = decision_forecast(session, TODAY)
    november, december = found.months
    assert (november.month, december.month) == (NOVEMBER, DECEMBER)
    leaves = Rate(0, (TODAY - date(2026, 1, 1)).days, 365).mean
    assert november.parts.decided == pytest.approx(21 * 400_00 * (1 - 15 * leaves), rel=0.002)
    assert november.parts.prolonged == 0
    assert december.parts.decided == 0
    # Nothing has ended: half is taken to be prolonged, for half a year. 20 working days.
    assert december.parts.prolonged == pytest.approx(20 * 200_00 * (1 - 44 * leaves), rel=0.01)
    assert december.plan_ore is None


def test_the_paid_share_is_attendance_by_the_absence_rules(session: WriteSession) -> None:
    """20 days: 15 here, 5 away of which half is paid: 17.5 of 20."""
    agreement = priced(session)
    placement = add_placement(session, agreement)
    attend(session, placement, 9, "...FF" * 2 + "....." + "....F")
    found = decision_forecast(session, TODAY, 2)
    paid = next(one for one in found.assumptions if one.kind is Kind.PAID)
    assert paid.counted_bp == 8_750
    assert paid.text == (
        f"{words.share_bp(8_750)} of what is booked is paid, by attendance and the agreement's"
        " absence rules (20 booked days or hours in twelve months)."
    )


def test_booked_time_is_paid_and_places_don_t_depend_on_anybody(session: WriteSession) -> None:
    add_year(session)
    booked = priced(session, PriceBasis.BOOKED)
    add_placement(session, booked, last=date(2026, 12, 31))
    sold = priced(session, PriceBasis.PLACE, "Botkyrka")
    set_assumed(session, SURE)
    found = {one.name: one for one in decision_forecast(session, TODAY).agreements}
    assert found["Huddinge"].total.decided == pytest.approx(41 * 400_00, rel=0.03)
    # Two places x (21 + 20 working days) x 400 kr, whoever comes.
    assert found["Botkyrka"].total == Parts(fixed=2 * 41 * 400_00)
    assert found["Botkyrka"].band == Band(*[2 * 41 * 400_00] * 3)
    assert found["Botkyrka"].agreement_id == sold


def test_what_has_been_attended_this_month_is_certain(session: WriteSession) -> None:
    placement = add_placement(session, priced(session))
    attend(session, placement, 11, "..F")
    found = decision_forecast(session, date(2026, 11, 4), 1)
    assert found.as_of == date(2026, 11, 4)
    assert found.total.fixed == 2 * 400_00 + 200_00
    assert found.total.decided < 18 * 400_00


def test_decisions_that_end_are_told_by_number_and_never_of_a_protected_person(
    session: WriteSession,
) -> None:
    agreement = priced(session)
    add_placement(session, agreement, 7, last=date(2026, 11, 20), name="Aino Lindqvist")
    add_placement(session, agreement, 8, last=date(2026, 11, 27), protected=True)
    found = decision_forecast(session, TODAY, 2)
    assert [(one.who, one.ends_on) for one in found.endings] == [("Trainee 7", date(2026, 11, 20))]
    assert "Aino" not in repr(found)


def test_protected_persons_are_money_but_no_statistics(session: WriteSession) -> None:
    agreement = priced(session)
    for number, protected in ((7, False), (8, True)):
        placement = add_placement(
            session, agreement, number, last=date(2026, 6, 30), protected=protected
        )
        end_placement(
            session, placement, Exit(date(2026, 6, 30), ExitGroup.OTHER, ExitReason.MOVED)
        )
    add_placement(session, agreement, 9, protected=True)
    found = decision_forecast(session, TODAY, 1)
    prolonged = next(one for one in found.assumptions if one.kind is Kind.PROLONGED)
    assert prolonged.text.startswith("0 of 1 ended decision was prolonged.")
    assert found.total.decided > 0


def test_the_adviser_sees_the_same(session: WriteSession, adviser: WriteSession) -> None:
    add_placement(session, priced(session), last=date(2026, 11, 20), name="Aino Lindqvist")
    assert decision_forecast(adviser, TODAY, 3) == decision_forecast(session, TODAY, 3)


def test_an_agreement_that_ends_pays_nothing_after_that(session: WriteSession) -> None:
    agreement = priced(session)
    add_placement(session, agreement)
    before = session.agreements.agreement(agreement)
    assert before is not None
    with session.writer.action("agreement.change", ("agreements",)):
        session.agreements.change_agreement(replace(before, ends_on=date(2026, 11, 30)))
    found = decision_forecast(session, TODAY, 2)
    assert found.months[1].parts == Parts()
    assert found.limits == ("Huddinge ends on 2026-11-30; nothing is counted after that.",)


def test_nothing_runs(session: WriteSession) -> None:
    add_year(session)
    found = decision_forecast(session, TODAY)
    assert found.months == ()
    assert found.sentences == ("No agreement runs, so there is nothing to forecast.",)


def test_what_is_decided_by_the_user_is_kept_and_said(session: WriteSession) -> None:
    group = Group(1, Form.WORK_TRAINING)
    chosen = Assumed({group: 9_000}, {1: 8_050}, new=False)
    add_placement(session, priced(session), last=date(2026, 11, 20))
    set_assumed(session, chosen)
    assert assumed(session) == chosen
    found = decision_forecast(session, TODAY, 2)
    texts = {one.kind: one for one in found.assumptions}
    assert texts[Kind.PROLONGED].decided
    assert texts[Kind.PROLONGED].text == "No decision has ended yet. You have chosen 90\u00a0%."
    assert "80.5" in texts[Kind.PAID].text
    assert texts[Kind.NEW].text.endswith("Not counted with.")
    assert found.total.new == 0
    with pytest.raises(InvalidInputError):
        set_assumed(session, Assumed(paid={1: 10_001}))


def test_how_much_an_assumption_changes_is_what_it_would_change(session: WriteSession) -> None:
    add_placement(session, priced(session), last=date(2026, 11, 20))
    set_assumed(session, Assumed({Group(1, Form.WORK_TRAINING): 5_000}, {1: 8_000}, new=False))
    before = decision_forecast(session, TODAY, 2)
    said = {one.kind: one.effect_ore for one in before.assumptions}
    set_assumed(session, Assumed({Group(1, Form.WORK_TRAINING): 6_000}, {1: 8_000}, new=False))
    after = decision_forecast(session, TODAY, 2)
    changed = said[Kind.PROLONGED]
    assert changed is not None
    assert abs(after.total.total - before.total.total - changed) <= 100
    set_assumed(session, Assumed({Group(1, Form.WORK_TRAINING): 5_000}, {1: 8_500}, new=False))
    after = decision_forecast(session, TODAY, 2)
    paid = said[Kind.PAID]
    assert paid is not None
    assert abs(after.total.total - before.total.total - paid) <= 100


def test_the_sentences_say_what_the_table_says(session: WriteSession) -> None:
    year = add_year(session, through="2026-10")
    add_plan(session, year, {"I10": 20_000})
    book(session, year, {"3004": [-10_000] * 10})
    add_placement(session, priced(session), last=date(2026, 12, 31))
    found = decision_forecast(session, TODAY)
    assert found.plan_ore == 2 * 20_000_00
    total = money(found.total.total)
    assert found.band is not None
    assert found.sentences[0] == (
        f"Training is expected to give {total} kr in November–December 2026. Eight outcomes of ten"
        f" lie between {money(found.band.p10)} and {money(found.band.p90)} kr."
    )
    less = money(40_000_00 - found.total.total)
    assert found.sentences[2] == f"That is {less} kr less than the plan."


def test_words_and_figures_are_the_same_kronor(session: WriteSession) -> None:
    """A plan of 20 000,30 a month is shown as 20 000 and 20 001: 40 000,60 is 40 001 together."""
    year = add_year(session, through="2026-10")
    plan = add_plan(session, year, {"I10": 20_000}, approved=False)
    with session.writer.action("plan.set", ("plan",)):
        session.plans.set_values(
            plan,
            [
                PlanValue("I10", month, 20_000_30, ValueSource.TYPED)
                for month in (NOVEMBER, DECEMBER)
            ],
        )
    approve_plan(session, plan, date(2026, 1, 15))
    book(session, year, {"3004": [-10_000] * 10})
    add_placement(session, priced(session), last=date(2026, 12, 15))
    found = decision_forecast(session, TODAY)
    assert sorted(one.plan_ore or 0 for one in found.months) == [20_000_00, 20_001_00]
    shown = [one.parts for one in found.months]
    kronor = [part.total // 100 for part in shown]
    assert all(part.total % 100 == 0 for part in shown)
    assert sum(kronor) * 100 == found.total.total
    assert sum(one.total.total for one in found.agreements) == found.total.total
    assert found.sentences[0].startswith(f"Training is expected to give {money(sum(kronor) * 100)}")
    less = money(40_001_00 - sum(kronor) * 100)
    assert found.sentences[2] == f"That is {less} kr less than the plan."
    assert found.so_far_ore == 0  # What is booked is sales of goods, on another line.
    year_end = money(sum(kronor) * 100)
    assert found.sentences[3] == f"With 0 kr so far, training ends at {year_end} kr for 2026."


def test_it_can_be_stopped(session: WriteSession) -> None:
    add_placement(session, priced(session))

    def stop(done: int, total: int) -> None:
        del total
        if done:
            raise CancelledError("Stopped.")

    with pytest.raises(CancelledError):
        decision_forecast(session, TODAY, 1, stop)


def test_it_is_used_as_a_forecast_plan(session: WriteSession) -> None:
    year = add_year(session, through="2026-10")
    add_plan(session, year, {"I10": 20_000})
    book(session, year, {"3004": [-10_000] * 10})
    add_placement(session, priced(session), last=date(2026, 12, 31))
    found = decision_forecast(session, TODAY)
    use_decision_forecast(session, found)
    plan = next(p for p in session.plans.plans(year) if p.kind.value == "forecast")
    assert plan.name == "Forecast from decisions"
    amounts = session.plans.amounts(plan.id)["I10"]
    assert [amounts[NOVEMBER], amounts[DECEMBER]] == [month.parts.total for month in found.months]
    assert forecast_methods(session)["I10"] is Method.FORECAST_PLAN


def test_using_it_is_one_step_that_is_undone_whole(session: WriteSession) -> None:
    year = add_year(session, through="2026-10")
    add_plan(session, year, {"I10": 20_000})
    book(session, year, {"3004": [-10_000] * 10})
    add_placement(session, priced(session), last=date(2026, 12, 31))
    before = forecast_methods(session)
    use_decision_forecast(session, decision_forecast(session, TODAY))
    undone = undo_last(session)
    assert undone is not None
    assert undone.operation == "plan.forecast"
    assert [one.kind.value for one in session.plans.plans(year)] == ["budget"]
    assert forecast_methods(session) == before


def test_without_a_plan_there_is_nothing_to_copy(session: WriteSession) -> None:
    add_year(session)
    add_placement(session, priced(session))
    with pytest.raises(RefusedError):
        use_decision_forecast(session, decision_forecast(session, TODAY))


def test_prolongations_are_measured_by_buyer_and_form(session: WriteSession) -> None:
    agreement = priced(session)
    placement = add_placement(session, agreement, first=date(2026, 1, 1), last=date(2026, 12, 31))
    with session.writer.action("decision.add", ("placements",)):
        for kind, first, last in (
            (DecisionKind.FIRST, date(2026, 1, 1), date(2026, 6, 30)),
            (DecisionKind.PROLONGED, date(2026, 7, 1), date(2026, 12, 31)),
        ):
            session.decisions.add_decision(
                placement, Decision(0, placement, kind, first, last, first)
            )
    found = decision_forecast(session, TODAY, 3)
    texts = {one.kind: one.text for one in found.assumptions}
    assert texts[Kind.PROLONGED].startswith("1 of 1 ended decision was prolonged. Counted as 6")
    assert texts[Kind.PROLONGED].endswith("That is few to go by.")
    assert texts[Kind.LENGTHS] == "1 prolongation: 184 days. That is few to go by."


def test_swedish(session: WriteSession) -> None:
    set_language("sv")
    assert words.span_words([Month(2026, 12), Month(2027, 2)]) == "december 2026–februari 2027"
    assert words.span_words([DECEMBER]) == "december 2026"
    assert words.share_bp(8_050) == "80,5\u00a0%"
    assert words.share_bp(8_000) == "80\u00a0%"
    assert words.paid_words(8_000, Fraction(0), decided=True) != ""
    del session
