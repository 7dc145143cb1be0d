"""R6 from the file: exact, confidential, remembered, in every format; and its budgets."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import LegalForm, Sex
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.domain.sending.counts import Name
from asfdesk.domain.sending.volumes import MeasureBudget
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import set_language
from asfdesk.services.sending.export_report import parse_formats
from asfdesk.services.sending.make_for_recipient import make_for_recipient
from asfdesk.services.sending.measure_budgets import (
    add_measure_budget,
    change_measure_budget,
    measures_view,
    remove_measure_budget,
)
from asfdesk.services.sending.report_catalogue import find_report, make_report
from asfdesk.services.sending.report_entry import ReportRequest
from asfdesk.services.sending.volume_source import volume_measures
from asfdesk.services.undo import undo_last
from tests.workshop import add_agreement, add_placement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.reports.document import Document
    from asfdesk.services.session import WriteSession

HALF = Period.of_months(Month(2026, 1), Month(2026, 6))
TODAY, MADE = date(2026, 7, 3), datetime(2026, 7, 3, 8, tzinfo=UTC)
REQUEST = ReportRequest(HALF, TODAY, MADE)
YEAR = MeasureBudget(0, " Steget  Öst ", date(2026, 1, 1), date(2026, 12, 31), 20)


@pytest.fixture
def placed(session: WriteSession) -> WriteSession:
    """Twelve in Steget Öst, the third protected and every second a man; two in nothing."""
    set_language("en")
    with session.writer.action("enterprise.change", ()):
        session.enterprise.set_enterprise(
            Enterprise("Växthuset", "559999-0002", LegalForm.COOPERATIVE, date(2026, 1, 1))
        )
    agreement, other = add_agreement(session), add_agreement(session, "Annan")
    found = session.agreements.agreement(agreement)
    assert found is not None
    with session.writer.action("agreement.change", ()):
        session.agreements.change_agreement(replace(found, measure="Steget Öst"))
    for number in range(1, 13):
        add_placement(
            session,
            agreement,
            number,
            first=date(2026, 1, 2) if number > 2 else date(2025, 12, 1),
            last=date(2026, 5, 29) if number == 12 else None,
            protected=number == 3,
        )
        if number % 2:
            with session.writer.action("trainee.change", ()):
                trainee = session.trainees.by_number(number)
                assert trainee is not None
                session.trainees.change_trainee(replace(trainee, sex=Sex.MAN))
    for number in (13, 14):
        add_placement(session, other, number, first=date(2026, 1, 2))
    return session


def _rows(document: Document) -> dict[str, Sequence[object]]:
    return {
        row.key: [cell.value for cell in row.cells][1:]
        for table in document.tables()
        for row in table.rows
        if row.key
    }


def test_the_half_year_by_hand(placed: WriteSession) -> None:
    add_measure_budget(placed, YEAR)
    rows = _rows(make_report(placed, find_report("R6"), REQUEST))
    code = next(key for key in rows if key.endswith("unique")).partition(".")[0]
    # Women are 2, 4 ... 12, men 1, 3 ... 11, of whom the third is protected and still counted.
    assert rows[f"{code}.at_start"] == [1, 1, 0, 2]
    assert rows[f"{code}.new"] == [5, 5, 0, 10]
    assert rows[f"{code}.ended"] == [1, 0, 0, 1]
    assert rows[f"{code}.at_end"] == [5, 6, 0, 11]
    assert rows[f"{code}.unique"] == [6, 6, 0, 12]
    budget = rows[f"{code}.20260101"]
    assert budget[2:5] == [20, 12, -8]
    assert str(budget[5]) == "3/5"


def test_it_says_that_it_is_confidential_and_who_is_left_out(placed: WriteSession) -> None:
    document = make_report(placed, find_report("R6"), REQUEST)
    text = " ".join(str(block) for block in document.blocks)
    assert "Confidential" in text
    assert "2 placements of the period" in text


def test_limited_to_a_buyer_its_counts_have_names_of_their_own(placed: WriteSession) -> None:
    agreement = next(one for one in placed.agreements.agreements() if one.measure)
    limited = make_report(placed, find_report("R6"), replace(REQUEST, buyer_id=agreement.buyer_id))
    whole = make_report(placed, find_report("R6"), REQUEST)
    assert not set(limited.counts) & set(whole.counts)
    assert sorted(limited.counts.values()) == sorted(whole.counts.values())  # type: ignore[type-var]


def test_what_is_made_for_somebody_is_remembered_as_exact(placed: WriteSession) -> None:
    request = replace(REQUEST, recipient="Samordningsförbundet")
    formats = parse_formats("json,csv,xlsx,txt")
    (made,) = make_for_recipient(placed, find_report("R6"), request, formats, None)
    kept = placed.sent.published()
    assert len(kept) == len(made.document.counts) == 20
    assert all(one.exact and one.report == "R6" for one in kept)
    files = {one.format: one for one in placed.sent.files(made.sent_id)}
    assert set(files) == {"json", "csv", "xlsx", "txt"}


def test_a_quarter_does_not_tell_a_reader_of_the_volumes_more(placed: WriteSession) -> None:
    # Nobody is protected: the six women of the measure are told exactly for the quarter. R7 counts
    # eight women in all, and so tells that reader that two are in no measure: a small count.
    with placed.writer.action("trainee.change", ()):
        trainee = placed.trainees.by_number(3)
        assert trainee is not None
        placed.trainees.change_trainee(replace(trainee, protected=False))
    quarter = replace(REQUEST, period=Period.of_quarter(2026, 1))
    women = Name("people.sex", "2026-Q1", "kvinna")
    alone = make_report(placed, find_report("R7"), quarter)
    assert alone.counts[women] == 8
    to = replace(quarter, recipient="Samordningsförbundet")
    make_for_recipient(placed, find_report("R6"), to, (), None)
    assert make_report(placed, find_report("R7"), quarter).counts[women] is None


def test_packages_get_every_figure_as_exact(placed: WriteSession) -> None:
    add_measure_budget(placed, YEAR)
    found = {one.key: one for one in volume_measures(placed, REQUEST)}
    assert len(found) == 5 * 4 + 4
    assert all(one.exact for one in found.values())
    key = next(key for key in found if key.endswith(".unique.kvinna"))
    assert found[key].value == 6


def test_an_adviser_makes_it_too(placed: WriteSession) -> None:
    reading = replace(placed, identities_open=False)
    assert make_report(reading, find_report("R6"), REQUEST).counts


def test_budgets_are_added_changed_removed_and_undone(placed: WriteSession) -> None:
    assert measures_view(placed).measures == ("Steget Öst",)
    add_measure_budget(placed, YEAR)
    (kept,) = placed.measures.budgets()
    assert kept == replace(YEAR, id=kept.id, measure="Steget Öst")
    change_measure_budget(placed, replace(kept, budgeted=25))
    assert placed.measures.budgets()[0].budgeted == 25
    remove_measure_budget(placed, kept.id)
    assert placed.measures.budgets() == []
    undo_last(placed)
    assert placed.measures.budgets()[0].budgeted == 25
    with pytest.raises(RefusedError):
        remove_measure_budget(placed, 77)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"measure": "  "}, "measure"),
        ({"last": date(2025, 12, 31)}, "last"),
        ({"budgeted": -1}, "budgeted"),
        ({"measure": "steget öst", "first": date(2026, 12, 31)}, "first"),
    ],
)
def test_a_budget_that_cannot_be_right_is_refused(
    placed: WriteSession, change: dict[str, object], field: str
) -> None:
    add_measure_budget(placed, YEAR)
    before = placed.measures.budgets()
    with pytest.raises(InvalidInputError) as caught:
        add_measure_budget(placed, replace(YEAR, **change))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert placed.measures.budgets() == before


def test_json_names_what_the_counts_are(placed: WriteSession) -> None:
    (form,) = parse_formats("json")
    said = json.loads(form.render(make_report(placed, find_report("R6"), REQUEST)))
    assert "volumes" in json.dumps(said)
