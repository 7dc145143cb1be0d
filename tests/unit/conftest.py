"""A report with one of everything, worked out by hand; a session that knows whose file it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import Month, Period
from asfdesk.reports import document as d
from asfdesk.reports.chart_spec import BarChart, Ink, LineChart, Look, Mark, Series, waterfall

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession


@pytest.fixture
def head() -> d.Head:
    return d.Head(
        company="Växthuset Café & Verkstad ek. för.",
        org_number="559999-0002",
        created_at=datetime(2026, 4, 8, 14, 3, tzinfo=UTC),
        app_version="0.1.0",
        cut_off=date(2026, 3, 31),
        filter="Avtal 2026-114",
        personal=d.PersonalData.PSEUDONYMOUS,
        records=412,
        open_issues=("Mars är inte låst.", "3 dagar saknar närvaro (deltagare 4 och 11)."),
        example=True,
    )


@pytest.fixture
def small_table() -> d.Table:
    """Every kind of column, a group, an unknown, a hidden value and a total."""
    return d.table(
        "all",
        "Alla slag",
        [
            d.text("name", "Rad"),
            d.integer("count", "Antal"),
            d.money("plan", "Plan"),
            d.money("exact", "Pris", exact=True),
            d.hours("time", "Timmar"),
            d.day("day", "Dag"),
            d.percent("share", "Avv. %", signed=True),
            d.decimal("places", "Platser"),
        ],
        [
            d.group_row("Intäkter"),
            d.row(
                "Arbetsträning & rehab",
                12,
                123_456_789,
                32_050,
                450,
                date(2026, 3, 14),
                d.Cell(Fraction(-144, 1000), tone=d.Tone.BAD),
                Fraction(41, 2),
                indent=1,
            ),
            d.row("=1+2", d.Hidden("<5"), -4_150, None, None, None, Fraction(1, 3), None, indent=1),
            d.strong_row("S:a intäkter", 12, 123_452_639, None, 450, "", None, Fraction(41, 2)),
        ],
        totals=[d.row("Summa", 12, 123_452_639, 32_050, 450, "", None, Fraction(41, 2))],
        spans=[d.Span("", 1), d.Span("Mars", 4), d.Span("", 3)],
        note="Färre än 5 visas inte.",
    )


@pytest.fixture
def sample(head: d.Head, small_table: d.Table) -> d.Document:
    months = tuple(f"{number:02d}" for number in range(1, 13))
    cash = (412, 380, 350, 290, 240, 180, 95, 60, 120, 210, 280, 330)
    long_table = d.table(
        "days",
        "Per dag",
        [
            d.day("day", "Dag"),
            d.text("who", "Deltagare"),
            d.hours("time", "Timmar"),
            d.text("note", "Notering"),
        ],
        [
            d.row(
                date(2026, 1 + at // 28, 1 + at % 28),
                f"Deltagare {at % 17 + 1}",
                None if at % 9 == 0 else 240 + at,
                "Ljus och åäö i en lång notering som måste brytas på flera rader. " * (at % 7 == 3),
            )
            for at in range(90)
        ],
        totals=[d.row("", "Summa", 34_000, "")],
    )
    blocks = (
        d.KeyFigures(
            (
                d.KeyFigure(
                    "Resultat hittills",
                    -7_300_000,
                    d.Kind.MONEY,
                    "kr",
                    "plan 12 000 kr",
                    d.Tone.BAD,
                    key="result",
                ),
                d.KeyFigure(
                    "Närvarograd",
                    Fraction(761, 1000),
                    d.Kind.PERCENT,
                    "",
                    "plan 85 %",
                    d.Tone.WARN,
                    key="attendance",
                ),
                d.KeyFigure(
                    "Handledartid per deltagartimme", Fraction(17, 100), d.Kind.DECIMAL, "h"
                ),
                d.KeyFigure("Lägsta likviditet", None, d.Kind.MONEY, "kr", "bankens saldo saknas"),
            )
        ),
        d.Heading("A. Resultat"),
        d.Paragraph(
            "Lägre beläggning (75 % i stället för 85 %) minskade intäkten med 8 960 kr.", "Varför:"
        ),
        small_table,
        d.Chart(
            waterfall(
                ("Plan", 81_900_000),
                (
                    ("Platser", 3_140_000),
                    ("Dagar", -410_000),
                    ("Beläggning", -15_130_000),
                    ("Pris", 580_000),
                ),
                ("Utfall", 70_080_000),
            ),
            "Från plan till utfall",
        ),
        d.Heading("B. Likviditet"),
        d.Chart(
            LineChart(
                months,
                (
                    Series("Prognos", tuple(value * 100_000 for value in cash)),
                    Series(
                        "Plan",
                        tuple(None if at == 5 else 30_000_000 for at in range(12)),
                        Look.DASHED,
                        Ink.PLAN,
                    ),
                ),
                marks=(Mark(7, "Lägst i augusti: 60 tkr"),),
                summary="Kassan är lägst i augusti, 60 tkr.",
            ),
            "Kassa vid månadens slut",
        ),
        d.Chart(
            BarChart(
                months,
                (
                    Series("Utfall", tuple((value - 150) * 100_000 for value in cash)),
                    Series("Plan", tuple(20_000_000 for _ in months), Look.OUTLINE, Ink.PLAN),
                    Series(
                        "Förra året",
                        tuple(value * 50_000 for value in cash),
                        Look.LIGHT,
                        Ink.PREVIOUS,
                    ),
                ),
            ),
            "Intäkter per månad",
        ),
        d.Heading("C. Detaljer", 2),
        d.Facts(
            (
                d.Fact("Beställare", "Södermalms stadsdelsförvaltning"),
                d.Fact("Avtal", "2026-114"),
                d.Fact("Pris", 32_000, d.Kind.MONEY_EXACT),
            )
        ),
        long_table,
        d.Note("Små antal är dolda.", d.Tone.WARN),
        d.Signatures((d.SignatureLine("Deltagare"), d.SignatureLine("Handledare", "Åsa Öberg"))),
    )
    return d.Document(
        "R8",
        "Plan mot utfall",
        Period.of_months(Month(2026, 1), Month(2026, 3)),
        head,
        blocks,
        subtitle="Fastställd plan 2026, version 2",
    )


@pytest.fixture
def own(session: WriteSession) -> WriteSession:
    """The file of the example enterprise."""
    enterprise = Enterprise(
        "Växthuset Café & Verkstad ek. för.",
        "559999-0002",
        LegalForm.COOPERATIVE,
        date(2026, 1, 1),
        is_example=True,
    )
    with session.writer.action("enterprise.set", ("enterprise",)):
        session.enterprise.set_enterprise(enterprise)
    return session
