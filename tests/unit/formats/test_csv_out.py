from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.formats import csv_out
from asfdesk.i18n import set_language
from asfdesk.reports import document as d

if TYPE_CHECKING:
    from asfdesk.reports.document import Document, Table


def test_the_bytes_are_what_a_swedish_excel_opens(sample: Document, small_table: Table) -> None:
    set_language("en")
    head = replace(sample.head, filter="", records=None, example=False)
    facts = d.Facts((d.Fact("Avtal", "2026-114"),))
    document = replace(sample, head=head, subtitle="", blocks=(facts, small_table, d.PageBreak()))
    content = csv_out.render(document)
    assert (
        content
        == b"\xef\xbb\xbf"
        + (
            "Plan mot utfall\r\n"
            "Company;Växthuset Café & Verkstad ek. för.\r\n"
            "Organisation number;559999-0002\r\n"
            "Report;R8 version 1\r\n"
            "Period;January–March 2026\r\n"
            "Created;2026-04-08 14:03\r\n"
            "Made with;ASF Desk 0.1.0\r\n"
            "Data up to and including;2026-03-31\r\n"
            "Selection;Everything\r\n"
            "Contains personal data;Yes, with running numbers instead of names (pseudonymous)\r\n"
            "Missing before this can go;Mars är inte låst.\r\n"
            "Missing before this can go;3 dagar saknar närvaro (deltagare 4 och 11).\r\n"
            "Avtal;2026-114\r\n"
            "\r\n"
            "Alla slag\r\n"
            ";Mars;;;;;;\r\n"
            "Rad;Antal;Plan;Pris;Timmar;Dag;Avv. %;Platser\r\n"
            "Intäkter\r\n"
            "Arbetsträning & rehab;12;1234567,89;320,50;7,50;2026-03-14;-14,4;20,50\r\n"
            "'=1+2;<5;-41,50;;;;33,3;\r\n"
            "S:a intäkter;12;1234526,39;;7,50;;;20,50\r\n"
            "Summa;12;1234526,39;320,50;7,50;;;20,50\r\n"
            "Färre än 5 visas inte.\r\n"
        ).encode()
    )


def test_everything_the_report_says_in_words_is_there(sample: Document) -> None:
    text = csv_out.render(sample).decode("utf-8-sig")
    assert "\r\n\r\nA. Resultat\r\nVarför: Lägre beläggning (75 %" in text
    assert "Resultat hittills;-73000,00;kr;plan 12 000 kr\r\n" in text
    assert "Närvarograd;76,1;%;plan 85 %\r\n" in text
    assert "Lägsta likviditet;;kr;bankens saldo saknas\r\n" in text
    assert "Små antal är dolda.\r\n" in text


def test_an_empty_table_says_so() -> None:
    table = d.table("t", "", [d.text("a", "Namn"), d.percent("b", "Andel")], [], empty="Inga.")
    lines = list(csv_out.table_lines(table))
    assert lines == [[], ["Namn", "Andel (%)"], ["Inga."]]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (None, d.Kind.MONEY, ""),
        (-123_456_789, d.Kind.MONEY, "-1234567,89"),
        (-50, d.Kind.MONEY_EXACT, "-0,50"),
        (20, d.Kind.HOURS, "0,33"),
        (Fraction(-1, 8), d.Kind.PERCENT, "-12,5"),
        (1_234_567, d.Kind.INTEGER, "1234567"),
    ],
)
def test_numbers_have_no_groups_and_a_comma(value: d.Value, kind: d.Kind, expected: str) -> None:
    for language in ("sv", "en"):
        set_language(language)
        assert csv_out.plain(value, kind) == expected
