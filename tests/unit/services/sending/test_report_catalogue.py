from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month, Period, PeriodKind
from asfdesk.errors import InvalidInputError, NeedsVaultKeyError
from asfdesk.i18n import N_, set_language
from asfdesk.reports.document import Document, Paragraph, PersonalData
from asfdesk.services.sending.report_catalogue import CATALOGUE, find_report, make_report
from asfdesk.services.sending.report_entry import Needs, ReportEntry, ReportRequest, Selector
from asfdesk.services.sending.report_head import report_head
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession, WriteSession

REQUEST = ReportRequest(
    Period.of_month(Month(2026, 3)), date(2026, 4, 8), datetime(2026, 4, 8, 14, 3, tzinfo=UTC)
)


def _make(session: ReadSession, request: ReportRequest) -> Document:
    head = report_head(session, request, personal=PersonalData.NO)
    return Document("R99", "Prov", request.period, head, (Paragraph("Hej."),))


ENTRY = ReportEntry(
    "R99", "prov", N_("Report"), "Board", "Monthly", (PeriodKind.MONTH, PeriodKind.QUARTER), _make
)


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def test_keys_are_found_in_any_case() -> None:
    assert find_report(" r99 ", (ENTRY,)) is ENTRY
    with pytest.raises(InvalidInputError) as caught:
        find_report("R1", (ENTRY,))
    assert "R99" in caught.value.why


def test_a_period_of_the_wrong_kind_is_refused_with_what_fits(session: WriteSession) -> None:
    with pytest.raises(InvalidInputError) as caught:
        make_report(session, ENTRY, replace(REQUEST, period=Period.of_year(2026)))
    assert caught.value.field == "period"
    assert "2026" in caught.value.what
    assert "month" in caught.value.why
    assert "quarter" in caught.value.why


def test_a_selection_the_report_does_not_take_is_refused(session: WriteSession) -> None:
    for request in (replace(REQUEST, trainee_id=1), replace(REQUEST, agreement_id=1)):
        with pytest.raises(InvalidInputError, match="limited"):
            make_report(session, ENTRY, request)


def test_a_selection_that_does_not_exist_is_refused(session: WriteSession) -> None:
    entry = replace(ENTRY, selectors=frozenset(Selector))
    with pytest.raises(InvalidInputError, match="no such trainee"):
        make_report(session, entry, replace(REQUEST, trainee_id=77))
    with pytest.raises(InvalidInputError, match="no such agreement"):
        make_report(session, entry, replace(REQUEST, agreement_id=77))


def test_names_need_the_key_that_opens_them(adviser: WriteSession) -> None:
    with pytest.raises(NeedsVaultKeyError):
        make_report(adviser, replace(ENTRY, needs=Needs.VAULT), REQUEST)


def test_a_selected_trainee_that_exists_is_taken(own: WriteSession) -> None:
    agreement = add_agreement(own)
    add_placement(own, agreement, 4)
    trainee = own.trainees.by_number(4)
    assert trainee is not None
    entry = replace(ENTRY, selectors=frozenset(Selector))
    request = replace(REQUEST, trainee_id=trainee.id, agreement_id=agreement)
    made = make_report(own, entry, request)
    assert made.head.filter == "Agreement Huddinge, Trainee 4"


def test_every_report_has_its_own_key_and_an_ascii_slug() -> None:
    assert len({entry.key for entry in CATALOGUE}) == len(CATALOGUE)
    for entry in CATALOGUE:
        assert re.fullmatch(r"R\d+[a-z]?", entry.key)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug)
        assert entry.period_kinds
        assert entry.title()
        assert entry.asks()
        assert entry.often()
