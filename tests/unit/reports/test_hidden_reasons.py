"""Why counts are hidden is told to those who know them, and leaves the program in no format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.sending.disclosure import Reason
from asfdesk.formats import csv_out, json_out, text_out, xlsx
from asfdesk.formats.pdf import document_pdf
from asfdesk.reports.hidden_reasons import document_reasons
from asfdesk.reports.planning.quarterly_report import build
from asfdesk.reports.planning.quarterly_told import QuarterlyExtras
from asfdesk.reports.sending.hidden_words import why_hidden
from tests.unit.reports.planning.test_quarterly_report import ECONOMY
from tests.unit.reports.work_example import HEAD, facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.reports import document as d


def _report(*, says_why: bool) -> d.Document:
    extras = QuarterlyExtras(ECONOMY, date(2026, 11, 9), says_why=says_why)
    return build(facts(), HEAD, extras)


def test_each_reason_is_said() -> None:
    said = {why_hidden(one, 5) for one in Reason}
    assert len(said) == len(Reason)
    assert any("5" in one for one in said)


def test_the_screen_says_why_to_those_who_know_anyway() -> None:
    document = _report(says_why=True)
    lines = document_reasons(document).splitlines()
    small = why_hidden(Reason.SMALL, 5)
    assert [line for line in lines if line.endswith(small)]
    assert document_reasons(_report(says_why=False)) == ""


@pytest.mark.parametrize("render", [csv_out.render, json_out.render, text_out.render, xlsx.render])
def test_no_format_says_why(render: Callable[[d.Document], bytes]) -> None:
    assert render(_report(says_why=True)) == render(_report(says_why=False))


def test_paper_does_not_say_why() -> None:
    told, untold = (len(document_pdf.render(_report(says_why=one))) for one in (True, False))
    assert told == untold


def test_counts_stand_in_no_format() -> None:
    document = _report(says_why=False)
    assert document.counts
    assert json_out.render(document) == json_out.render(replace(document, counts={}))
