"""Rates of habiliteringsersättning, and R14: a month worked out by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2  # type: ignore[import-untyped]
import pytest

from asfdesk.domain.codes import Form, LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.hours.habilitation import HabilitationRate
from asfdesk.domain.period import Month, Period
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.formats import xlsx
from asfdesk.formats.csv_out import render as render_csv
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import set_language
from asfdesk.services.hours.manage_habilitation import (
    add_habilitation_rate,
    change_habilitation_rate,
    habilitation_view,
    remove_habilitation_rate,
    set_paid_in_cash,
)
from asfdesk.services.hours.register_attendance import CellEdit, fill_as_planned, set_cells
from asfdesk.services.lock_attendance import lock_month
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table
    from asfdesk.services.session import WriteSession

OCTOBER = Period.of_month(Month(2026, 10))
TODAY = date(2026, 10, 30)
RATE = HabilitationRate(0, date(2026, 1, 1), 114_00, 79_00, 300)
LATER = HabilitationRate(0, date(2026, 10, 15), 120_00, 80_00, 240)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def daily(session: WriteSession, name: str = "Norrvik") -> int:
    """An agreement about daglig verksamhet."""
    agreement = session.agreements.agreement(add_agreement(session, name))
    assert agreement is not None
    with session.writer.action("agreement.change", ("agreements",)):
        session.agreements.change_agreement(replace(agreement, form=Form.DAY_ACTIVITY_LSS))
    return agreement.id


@pytest.fixture
def people(session: WriteSession) -> list[int]:
    """Two under daglig verksamhet, the second protected; one in work training."""
    with session.writer.action("enterprise.change", ("enterprise",)):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", next(iter(LegalForm)), date(2026, 1, 1))
        )
    norrvik = daily(session)
    return [
        add_placement(session, norrvik, 1, name="Aino Lind"),
        add_placement(session, norrvik, 2, name="Bashir Aziz", protected=True),
        add_placement(session, add_agreement(session), 3, name="Carina Ek"),
    ]


def fill(session: WriteSession, placement: int, cells: dict[int, str]) -> None:
    edits = [CellEdit(placement, date(2026, 10, day), text) for day, text in cells.items()]
    set_cells(session, edits)


def month(session: WriteSession, **more: object) -> Document:
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    asked = ReportRequest(OCTOBER, TODAY, at, **more)  # type: ignore[arg-type]
    return make_report(session, find_report("R14"), asked)


def table(document: Document) -> Table:
    (found,) = document.tables()
    return found


def values(document: Document) -> list[tuple[object, ...]]:
    made = table(document)
    return [tuple(cell.value for cell in row.cells) for row in (*made.rows, *made.totals)]


def test_a_month_by_hand(session: WriteSession, people: list[int]) -> None:
    """Aino: 5 h, 4,5 h and half a day with F -> 1 full, 2 half; from the 15th 4 h is full.

    114 + 79 + 79 + 120 = 392 kr. Bashir: 3 h twice -> 79 + 80 = 159 kr. Carina is in work training.
    """
    add_habilitation_rate(session, RATE)
    add_habilitation_rate(session, LATER)
    fill(session, people[0], {5: "5", 6: "4,5", 7: "2F", 8: "F", 9: "P", 15: "4"})
    fill(session, people[1], {5: "3", 16: "3", 19: "X"})
    fill(session, people[2], {5: "6"})
    found = month(session)
    assert [column.key for column in table(found).columns] == [
        *("number", "trainee", "agreement"),
        *("full_days", "half_days", "amount"),
    ]
    assert values(found) == [
        (1, "Aino Lind", "Norrvik", 2, 2, 392_00),
        (2, "Trainee 2", "Norrvik", 0, 2, 159_00),
        ("", "Sum", "", 2, 4, 551_00),
    ]


def test_two_placements_on_one_day_are_one_day(session: WriteSession, people: list[int]) -> None:
    first = session.placements.placement(people[0])
    assert first is not None
    soder = daily(session, "Söderö")
    with session.writer.action("placement.add", ("placements",)):
        second = session.placements.add_placement(replace(first, id=0, agreement_id=soder))
    add_habilitation_rate(session, RATE)
    fill(session, people[0], {5: "3"})
    fill(session, second, {5: "3"})
    assert values(month(session))[0] == (1, "Aino Lind", "Norrvik, Söderö", 1, 0, 114_00)
    assert values(month(session, agreement_id=soder))[0] == (1, "Aino Lind", "Söderö", 0, 1, 79_00)


def test_without_a_rate_it_says_what_to_do(session: WriteSession, people: list[int]) -> None:
    add_habilitation_rate(session, replace(RATE, valid_from=date(2026, 10, 6)))
    fill(session, people[0], {5: "5", 6: "5"})
    found = month(session)
    assert values(found)[0] == (1, "Aino Lind", "Norrvik", 1, 0, 1, None)
    assert values(found)[-1][-1] is None
    assert any("Settings" in issue for issue in found.head.open_issues)


def test_nothing_is_shipped(session: WriteSession, people: list[int]) -> None:
    assert session.habilitation.rates() == []
    view = habilitation_view(session, TODAY)
    assert view.concerned
    assert view.current is None
    assert people
    assert table(month(session)).rows == ()


def test_cash_is_signed_for(session: WriteSession, people: list[int]) -> None:
    add_habilitation_rate(session, RATE)
    set_paid_in_cash(session, cash=True)
    fill(session, people[0], {5: "5", 6: "4,5"})
    found = month(session)
    assert table(found).columns[-1].key == "signature"
    pdf = pypdfium2.PdfDocument(document_pdf.render(found))
    text = pdf[0].get_textpage().get_text_range()
    assert "Received (signature)" in text
    assert "193" in text
    assert "Bashir" not in text


def test_excel_holds_numbers(session: WriteSession, people: list[int]) -> None:
    add_habilitation_rate(session, RATE)
    fill(session, people[0], {5: "5", 6: "4,5"})
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(month(session))))
    rows = [[cell.value for cell in row] for page in book for row in page]
    (mine,) = [row for row in rows if "Aino Lind" in row]
    numbers = [value for value in mine if isinstance(value, int | float)]
    assert numbers == [1, 1, 1, 193]
    assert b"Aino Lind" in render_csv(month(session))


def test_an_adviser_gets_own_numbers(
    session: WriteSession, adviser: WriteSession, people: list[int]
) -> None:
    add_habilitation_rate(session, RATE)
    fill(session, people[0], {5: "5"})
    assert values(month(adviser))[0][1] == "Trainee 1"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(RATE, full_day_minutes=0), "full_day_minutes"),
        (replace(RATE, full_day_minutes=1441), "full_day_minutes"),
        (replace(RATE, full_day_ore=-1), "full_day_ore"),
        (replace(RATE, full_day_ore=11_400_00), "full_day_ore"),
        (replace(RATE, half_day_ore=115_00), "half_day_ore"),
        (replace(RATE, half_day_ore=70_00), "valid_from"),
    ],
)
def test_rates_that_cannot_be(session: WriteSession, wrong: HabilitationRate, field: str) -> None:
    add_habilitation_rate(session, RATE)
    if field != "valid_from":
        wrong = replace(wrong, valid_from=date(2026, 6, 1))
    with pytest.raises(InvalidInputError) as caught:
        add_habilitation_rate(session, wrong)
    assert caught.value.field == field
    assert len(session.habilitation.rates()) == 1


def test_rates_are_changed_removed_and_undone(session: WriteSession) -> None:
    add_habilitation_rate(session, RATE)
    (rate,) = session.habilitation.rates()
    change_habilitation_rate(session, replace(rate, half_day_ore=75_00))
    assert session.habilitation.rates()[0].half_day_ore == 75_00
    assert not change_habilitation_rate(session, replace(rate, half_day_ore=75_00))
    remove_habilitation_rate(session, rate.id)
    assert session.habilitation.rates() == []
    session.writer.undo()
    session.writer.undo()
    assert session.habilitation.rates() == [rate]


def test_a_locked_month_keeps_the_rate_it_had(session: WriteSession, people: list[int]) -> None:
    """But days that never had one may get it after the locking."""
    assert people
    fill_as_planned(session, OCTOBER, date(2026, 11, 2))
    lock_month(session, Month(2026, 10), date(2026, 11, 2))
    add_habilitation_rate(session, RATE)
    with pytest.raises(RefusedError):
        add_habilitation_rate(session, LATER)
    (rate,) = session.habilitation.rates()
    with pytest.raises(RefusedError):
        remove_habilitation_rate(session, rate.id)
    add_habilitation_rate(session, replace(LATER, valid_from=date(2026, 11, 1)))
    assert len(session.habilitation.rates()) == 2
