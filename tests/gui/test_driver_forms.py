"""The forms of a plan's drivers: what is shown is what is saved, and what they give is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Grant, GrantPaid, Investment, Loan, LoanKind
from asfdesk.domain.drivers.premises import CashItem, Premises, VatPeriod
from asfdesk.domain.drivers.sales import SalesChange, SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.hours.supervision import Supervisor
from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.drivers.edit_drivers import add_driver, set_premises
from asfdesk.services.drivers.start_plan import NEXT_YEAR, PlanStart, start_plan
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.pages.drivers.driver_openings import change_form, own_form
from asfdesk.ui.pages.planning.plan_page import PlanPage
from tests.at_once import TODAY, context, on_stage, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from asfdesk.services.drivers.driver_nouns import Driver
    from asfdesk.services.session import WriteSession

MARCH, JUNE = Month(2026, 3), Month(2026, 6)
STREAM = TrainingStream(
    0,
    "Huddinge",
    12_500,
    8_550,
    32_050,
    unit=PriceUnit.HOUR,
    basis=PriceBasis.BOOKED,
    payer=PayerKind.REGION,
    first=MARCH,
    last=JUNE,
    day_minutes=390,
    vat_bp=2_500,
    terms_days=20,
    project="P1",
)
SALE = SalesStream(
    0,
    "Second hand",
    1_500,
    12_345,
    cogs_bp=1_050,
    season=(1, 2, 3, 4, 5, 6, 0, 8, 9, 10, 11, 12),
    first=MARCH,
    last=JUNE,
    vat_bp=1_200,
    terms_days=10,
    cost_vat_bp=600,
    cost_terms_days=20,
    line_code="I70",
    cost_line_code="K30",
    project="P2",
)
STAFF = StaffRow(
    0,
    StaffRole.SUBSIDISED,
    "Kafépersonal",
    22_500,
    2_600_050,
    birth_year=1957,
    first=MARCH,
    last=JUNE,
    holiday_bp=1_300,
    pension_bp=450,
    insurance_bp=48,
    rise_bp=250,
    rise_month=5,
    subsidy=Subsidy(
        SubsidyKind.WAGE_SUBSIDY,
        6_050,
        cap_ore=2_000_000,
        with_premiums=True,
        first=MARCH,
        last=JUNE,
        delay_months=2,
        line_code="I50",
    ),
    line_code="K40",
    project="P3",
)
COST = FixedCost(
    0,
    "Försäkring",
    "K34",
    1_800_050,
    every_months=3,
    first=MARCH,
    last=JUNE,
    index_bp=250,
    vat_bp=0,
    terms_days=15,
    project="P4",
)
GRANT = Grant(0, "Bidrag", "I60", 60_000_050, MARCH, JUNE, GrantPaid.ARREARS, 4, "P5")
INVESTMENT = Investment(0, "Ugn", MARCH, 12_000_050, 40, vat_bp=1_200, terms_days=10)
LOAN = Loan(0, "Lån", MARCH, 20_000_050, 650, 30, LoanKind.ANNUITY, 6)
ITEM = CashItem(0, MARCH, -4_000_050, "Skatt")
PREMISES = Premises(
    opening_ore=15_000_050,
    credit_limit_ore=20_000_000,
    payroll_tax_bp=2_250,
    vat_period=VatPeriod.MONTH,
    ratio_milli=6_500,
    ratio_step_bp=5_000,
    sick_bp=550,
    sick_cost_bp=7_550,
    sick_line_code="K44",
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def page(qtbot: QtBot, session: WriteSession) -> PlanPage:
    start_plan(session, PlanStart(NEXT_YEAR), TODAY)
    made = PlanPage(context(session))
    on_stage(qtbot, made)
    return made


def plan_id(page: PlanPage) -> int:
    assert page.view is not None
    assert page.view.drivers is not None
    return page.view.drivers.plan.id


def opened(page: PlanPage, name: str) -> DriverDialog[Any]:
    """The form of the row that is called so, by Enter."""
    page.refresh()
    rows = page.drivers.list.rows_shown.rows
    page.drivers.list.select_row(next(at for at, r in enumerate(rows) if r.name.strip() == name))
    QTest.keyClick(page.drivers.list, Qt.Key.Key_Return)
    return the_form(page)


def the_form(page: PlanPage) -> DriverDialog[Any]:
    found = [one for one in page.findChildren(DriverDialog) if one.isVisible()]
    return found[-1]


def choose(dialog: DriverDialog[Any], name: str, text: str) -> None:
    box = dialog.rows[name].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemText(at).startswith(text)))
    QApplication.processEvents()


def write(dialog: DriverDialog[Any], name: str, text: str) -> None:
    field = dialog.rows[name].editor
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QApplication.processEvents()


def text_of(dialog: DriverDialog[Any], name: str) -> str:
    field = dialog.rows[name].editor
    assert isinstance(field, QLineEdit)
    return field.text()


@pytest.mark.parametrize(
    "driver", [STREAM, SALE, STAFF, COST, GRANT, INVESTMENT, LOAN, ITEM], ids=lambda one: one.name
)
def test_a_form_that_is_saved_unchanged_changes_nothing(
    page: PlanPage, session: WriteSession, driver: Driver
) -> None:
    add_driver(session, plan_id(page), driver)
    (before,) = session.drivers.of_kind(plan_id(page), type(driver))
    assert replace(before, id=0) == driver
    save(opened(page, driver.name))
    assert session.drivers.of_kind(plan_id(page), type(driver)) == (before,)


def test_the_assumptions_are_kept_by_their_two_forms(page: PlanPage, session: WriteSession) -> None:
    set_premises(session, plan_id(page), PREMISES)
    for name in ("Cash, VAT and tax", "Supervisors"):
        save(opened(page, name))
        assert session.drivers.premises(plan_id(page)) == PREMISES


def test_what_staff_costs_stands_beside_while_one_types(page: PlanPage) -> None:
    page.drivers.menu.add(Noun.STAFF)
    dialog = the_form(page)
    write(dialog, "name", "Workshop")
    write(dialog, "monthly_pay_ore", "20000")
    choose(dialog, "subsidy", "New start")
    # T4: once the contribution on 20 000 kr.
    assert "Wage support 6\u202f284" in dialog.card.text
    choose(dialog, "subsidy", "Wage")
    # T3: 20 000 x 1.3142 x 60 %, on the pay with its holiday supplement capped at 20 000.
    assert "Wage support 15\u202f770" in dialog.card.text
    assert dialog.rows["subsidy_last"].isVisible()
    choose(dialog, "subsidy", "No support")
    assert "Wage support" not in dialog.card.text
    assert not dialog.rows["subsidy_last"].isVisible()
    dialog.reject()


def test_supervisors_pay_has_its_own_line(page: PlanPage, session: WriteSession) -> None:
    page.drivers.menu.add(Noun.STAFF)
    dialog = the_form(page)
    write(dialog, "name", "Manager")
    write(dialog, "monthly_pay_ore", "30000")
    assert (dialog.rows["role"].read(), dialog.rows["line_code"].read()) == (
        StaffRole.OTHER,
        "K40",
    )
    choose(dialog, "role", "Supervisor")
    assert dialog.rows["line_code"].read() == "K41"
    choose(dialog, "role", "Management")
    assert dialog.rows["line_code"].read() == "K40"
    save(dialog)
    (row,) = session.drivers.staff(plan_id(page))
    assert (row.role, row.line_code) == (StaffRole.MANAGEMENT, "K40")


def test_a_profile_writes_the_season_and_twelve_weights_can_be_typed(
    page: PlanPage, session: WriteSession
) -> None:
    page.drivers.menu.add(Noun.SALE)
    dialog = the_form(page)
    choose(dialog, "profile", "Closed in July")
    assert text_of(dialog, "season") == "1 1 1 1 1 1 0 1 1 1 1 1"
    write(dialog, "name", "Cafe")
    write(dialog, "volume_milli", "12")
    write(dialog, "price_ore", "100")
    write(dialog, "season", "1 1 1")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "twelve whole numbers" in dialog.rows["season"].error
    write(dialog, "season", "3 1 1 1 1 1 0 1 1 1 0 1")
    assert "January 2026 kr" in dialog.card.text
    # 12 x 100 kr x 3 / 12
    assert "Sales 300" in dialog.card.text
    save(dialog)
    (sale,) = session.drivers.sales(plan_id(page))
    assert sale.season == (3, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1)


def test_only_what_the_price_uses_is_asked_for(page: PlanPage) -> None:
    page.drivers.menu.add(Noun.STREAM)
    dialog = the_form(page)
    seen = {name for name, row in dialog.rows.items() if row.isVisible()}
    assert {"places_milli", "occupancy_bp", "basis"} <= seen
    assert "day_minutes" not in seen
    choose(dialog, "unit", "Fixed sum")
    seen = {name for name, row in dialog.rows.items() if row.isVisible()}
    assert not {"places_milli", "occupancy_bp", "basis", "day_minutes"} & seen
    write(dialog, "price_ore", "120000")
    assert "Work training 10\u202f000" in dialog.card.text
    dialog.reject()


def test_what_cannot_be_right_is_said_under_its_field(page: PlanPage) -> None:
    page.drivers.menu.add(Noun.LOAN)
    dialog = the_form(page)
    for name, text in (("name", "Loan"), ("amount_ore", "1000"), ("rate_bp", "5")):
        write(dialog, name, text)
    write(dialog, "months", "12 m")
    write(dialog, "grace_months", "12")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.rows["grace_months"].error
    dialog.reject()


def test_a_change_from_a_month_is_a_row_of_its_own(page: PlanPage, session: WriteSession) -> None:
    add_driver(session, plan_id(page), replace(STREAM, first=None, last=None))
    add_driver(session, plan_id(page), replace(SALE, first=None, last=None))
    page.refresh()
    view = page.view
    assert view is not None
    assert view.drivers is not None
    stream, sale = view.drivers.model.streams[0], view.drivers.model.sales[0]
    dialog = page.drivers.menu._open(change_form(stream, None, view.drivers))
    assert dialog is not None
    assert text_of(dialog, "places_milli") == "12.5"
    write(dialog, "from", "2026-07")
    write(dialog, "places_milli", "14")
    save(dialog)
    change = StreamChange(Month(2026, 7), 14_000, 8_550, 32_050)
    assert session.drivers.streams(plan_id(page))[0].changes == (change,)
    dialog = page.drivers.menu._open(change_form(sale, None, view.drivers))
    assert dialog is not None
    write(dialog, "from", "2026 8")
    write(dialog, "price_ore", "130")
    save(dialog)
    later = SalesChange(Month(2026, 8), 1_500, 13_000)
    assert session.drivers.sales(plan_id(page))[0].changes == (later,)
    dialog = opened(page, "from Jul 2026")
    write(dialog, "places_milli", "15")
    save(dialog)
    assert session.drivers.streams(plan_id(page))[0].changes[0].places_milli == 15_000
    page.drivers.list.select_row(2)
    QTest.keyClick(page.drivers.list, Qt.Key.Key_Delete)
    assert session.drivers.streams(plan_id(page))[0].changes == ()


def test_a_month_has_one_change(page: PlanPage, session: WriteSession) -> None:
    change = StreamChange(Month(2026, 7), 14_000, 8_550, 32_050)
    add_driver(session, plan_id(page), replace(STREAM, first=None, last=None, changes=(change,)))
    page.refresh()
    view = page.view
    assert view is not None
    assert view.drivers is not None
    row = page.drivers.list.rows_shown.rows[1]
    assert own_form(row, view.drivers).value == view.drivers.model.streams[0]
    dialog = page.drivers.menu._open(change_form(row.driver, None, view.drivers))
    assert dialog is not None
    write(dialog, "from", "2026-07")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.rows["from"].error == "There is already a change from this month."
    dialog.reject()


def test_a_persons_name_is_let_through_only_when_it_is_meant(
    page: PlanPage, session: WriteSession
) -> None:
    with session.writer.action("supervisor.add", ("supervision",)):
        session.supervision.add_supervisor(Supervisor(0, 1, "Anna Ek", date(2026, 1, 1)))
    page.drivers.menu.add(Noun.STAFF)
    dialog = the_form(page)
    assert not dialog.rows["names"].isVisible()
    write(dialog, "name", "Supervisor Anna")
    write(dialog, "monthly_pay_ore", "30000")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "holds the name of" in dialog.rows["names"].error
    assert dialog.rows["names"].isVisible()
    assert session.drivers.staff(plan_id(page)) == ()
    box = dialog.rows["names"].editor
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    save(dialog)
    assert session.drivers.staff(plan_id(page))[0].name == "Supervisor Anna"
