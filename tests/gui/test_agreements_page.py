"""Avtal: from nothing to a buyer, an agreement and new terms, by key and mouse."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from asfdesk.domain.agreements import Agreement, Buyer, Terms
from asfdesk.domain.codes import AttendanceCode, Form, PayerKind, PriceBasis, PriceUnit
from asfdesk.i18n import set_language
from asfdesk.services.sales.manage_agreements import add_agreement
from asfdesk.services.sales.manage_buyers import add_buyer, end_buyer
from asfdesk.ui.dialogs.sales.terms_dialog import TermsDialog
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.pages.sales.agreements_page import AgreementsPage
from tests.at_once import click, context, fill, form, on_stage, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from asfdesk.services.session import WriteSession

TERMS = Terms(0, 0, date(2026, 1, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 32_000, 5_000)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


@pytest.fixture
def agreed(session: WriteSession) -> WriteSession:
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    add_agreement(
        session,
        Agreement(0, 1, "Arbetsträning", Form.WORK_TRAINING, date(2026, 1, 1), terms=(TERMS,)),
    )
    return session


def shown(qtbot: QtBot, session: WriteSession, *, read_only: bool = False) -> AgreementsPage:
    page = AgreementsPage(context(session, read_only=read_only))
    on_stage(qtbot, page)
    return page


def choose(dialog: TermsDialog, name: str, value: object) -> None:
    editor = dialog.rows[name].editor
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findData(value))


def terms_form(page: AgreementsPage) -> TermsDialog:
    dialog = form(page)
    assert isinstance(dialog, TermsDialog)
    return dialog


def test_the_first_buyer_and_agreement_by_keyboard(qtbot: QtBot, session: WriteSession) -> None:
    page = shown(qtbot, session)
    click(page, "Add the first buyer")
    dialog = form(page)
    QTest.keyClicks(dialog.rows["name"].editor, "Huddinge kommun")
    QTest.keyClick(dialog.rows["name"].editor, Qt.Key.Key_Return)
    assert [b.name for b in session.agreements.buyers()] == ["Huddinge kommun"]
    click(page, "New agreement")
    new = terms_form(page)
    fill(new, "name", "Praktik 2026")
    fill(new, "starts_on", "2026-01-01")
    fill(new, "price_ore", "320,50")
    fill(new, "places_milli", "2,5")
    assert new.explanation.text() == (
        "320.50 kr for each attended day. 2.5 places are sold: at most 801.25 kr a working day. "
        "Absence is not paid. No VAT is added."
    )
    QTest.keyClick(new.rows["price_ore"].editor, Qt.Key.Key_Return)
    agreement = session.agreements.agreements()[0]
    assert (agreement.name, agreement.buyer_id) == ("Praktik 2026", 1)
    assert agreement.terms[0].price_ore == 32_050
    assert agreement.terms[0].places_milli == 2_500
    assert page.card.terms == agreement.terms[0]


def test_what_is_wrong_is_said_under_the_field(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed)
    click(page, "New agreement")
    new = terms_form(page)
    fill(new, "name", "Nytt")
    fill(new, "ends_on", "2026-01-01")
    fill(new, "price_ore", "100")
    save(new)
    assert new.isVisible()
    assert "comes before the first" in new.rows["ends_on"].error
    assert new.rows["name"].error == ""
    fill(new, "ends_on", "tomorrow")
    save(new)
    assert "YYYY-MM-DD" in new.rows["ends_on"].error
    assert len(agreed.agreements.agreements()) == 1


def test_the_form_shows_only_what_the_price_needs(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed)
    click(page, "New agreement")
    new = terms_form(page)
    assert new.rows["price_ore"].isVisible()
    assert not new.rows["level_1"].isVisible()
    choose(new, "unit", PriceUnit.LEVEL_DAY)
    assert not new.rows["price_ore"].isVisible()
    fill(new, "level_3", "771")
    assert new.explanation.text().startswith("771 kr at level 3 for each attended day.")
    choose(new, "unit", PriceUnit.PLACE_MONTH)
    assert new.rows["basis"].read() is PriceBasis.PLACE
    assert not new.rows[f"code_{AttendanceCode.NOTIFIED.value}"].isVisible()
    choose(new, "unit", PriceUnit.LUMP_SUM)
    assert not new.rows["basis"].isVisible()


def test_paid_absence_is_said_in_words(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed)
    click(page, "New terms from a date")
    new = terms_form(page)
    assert new.rows["valid_from"].read() == date(2026, 11, 23)
    fill(new, "price_ore", "335")
    fill(new, "code_F", "50")
    fill(new, "code_P", "100")
    assert "Of absence is paid: notified absence 50" in new.explanation.text()
    assert "planning day 100" in new.explanation.text()
    save(new)
    latest = agreed.agreements.agreements()[0].terms[-1]
    assert (latest.valid_from, latest.price_ore) == (date(2026, 11, 23), 33_500)
    assert latest.payable[AttendanceCode.NOTIFIED] == 5_000
    assert latest.payable[AttendanceCode.UNNOTIFIED] == 0


def test_terms_are_changed_and_removed(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed)
    click(page, "Change terms")
    fill(form(page), "price_ore", "330")
    save(form(page))
    assert agreed.agreements.agreements()[0].terms[0].price_ore == 33_000
    assert page.card.buttons["terms.remove"].isHidden()
    click(page, "New terms from a date")
    save(form(page))
    click(page, "Remove terms")
    assert len(agreed.agreements.agreements()[0].terms) == 1
    agreed.writer.undo()
    assert len(agreed.agreements.agreements()[0].terms) == 2


def test_a_buyer_is_changed_ended_and_taken_up_again(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed)
    page.buyers.table.select_row(1)
    click(page.buyers, "Change")
    fill(form(page), "org_number", "212000-0068")
    save(form(page))
    assert agreed.agreements.buyers()[0].org_number == "212000-0068"
    click(page.buyers, "End")
    save(form(page))
    dialog = form(page)
    assert dialog.isVisible()
    dialog.reject()
    click(page.card, "End agreement")
    save(form(page))
    click(page.buyers, "End")
    save(form(page))
    assert agreed.agreements.buyers()[0].ended_on == date(2026, 11, 23)
    click(page.buyers, "Take up again")
    assert agreed.agreements.buyers()[0].ended_on is None


def test_an_unused_agreement_is_removed_and_its_buyer_too(
    qtbot: QtBot, agreed: WriteSession
) -> None:
    page = shown(qtbot, agreed)
    click(page.card, "Remove agreement")
    assert agreed.agreements.agreements() == []
    page.buyers.table.select_row(1)
    click(page.buyers, "Remove")
    assert agreed.agreements.buyers() == []


def test_choosing_a_buyer_shows_its_agreements_only(qtbot: QtBot, agreed: WriteSession) -> None:
    add_buyer(agreed, Buyer(0, "Almby kommun", PayerKind.MUNICIPALITY))
    page = shown(qtbot, agreed)
    chosen = []
    for line in range(3):
        page.buyers.table.select_row(line)
        chosen.append(page.card.terms is not None)
    assert chosen == [True, False, True]


def test_read_only_offers_nothing_to_press(qtbot: QtBot, agreed: WriteSession) -> None:
    page = shown(qtbot, agreed, read_only=True)
    assert all(not made.isEnabled() for made in page.action_buttons)
    assert all(not made.isEnabled() for made in page.card.buttons.values())
    assert all(not made.isEnabled() for made in page.buyers.buttons.values())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_form_opens_in_both_languages(
    qtbot: QtBot, agreed: WriteSession, language: str
) -> None:
    set_language(language)
    page = shown(qtbot, agreed)
    page.buyers.table.select_row(1)
    buyer, agreement = page.buyers.row, page._row
    assert buyer
    assert agreement
    opening: list[Callable[[], None]] = [
        page.forms.add_buyer,
        partial(page.forms.add_agreement, 1),
        *(partial(page.forms.about_buyer, what, buyer) for what in ("change", "end")),
        *(
            partial(page.forms.about_agreement, what, agreement)
            for what in ("change", "details", "end", "terms.add")
        ),
        partial(page.forms.about_terms, "terms.change", agreement, agreement.agreement.terms[0]),
    ]
    titles = set()
    for opens in opening:
        opens()
        dialog = form(page)
        titles.add(dialog.windowTitle())
        dialog.reject()
    assert len(titles) == 9
    assert page.findChildren(MessageDialog) == []


def test_a_buyer_without_agreements_is_told_how_to_add_one(
    qtbot: QtBot, session: WriteSession
) -> None:
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    page = shown(qtbot, session)
    words = [one.text() for one in page.card.findChildren(QLabel)]
    assert "No agreement" in words
    assert not [one for one in words if "list above" in one]


def test_an_agreement_needs_a_buyer_that_has_not_ended(qtbot: QtBot, session: WriteSession) -> None:
    add_buyer(session, Buyer(0, "Huddinge kommun", PayerKind.MUNICIPALITY))
    end_buyer(session, 1, date(2026, 6, 30))
    page = shown(qtbot, session)
    click(page, "New agreement")
    assert form(page).windowTitle() == "New buyer"
