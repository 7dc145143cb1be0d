"""The forecast from decisions said exactly, in English and Swedish."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asfdesk.domain.agreements import Agreement
from asfdesk.domain.codes import Form
from asfdesk.domain.period import Month
from asfdesk.domain.planning.decision_forecast import Parts
from asfdesk.domain.planning.decision_inputs import Rate
from asfdesk.domain.planning.decision_paths import Band
from asfdesk.domain.planning.decision_record import Group
from asfdesk.i18n import percent, set_language
from asfdesk.reports.planning import decision_words as words

MONTHS = [Month(2026, 11), Month(2026, 12)]
PARTS = Parts(134_881_00, 177_322_00, 11_295_00, 7_924_00)
BAND = Band(314_776_00, 329_599_00, 347_923_00)


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def _swedish() -> None:
    set_language("sv")


@pytest.fixture
def _english() -> None:
    set_language("en")


@pytest.mark.usefixtures("_swedish")
def test_swedish() -> None:
    assert plain(words.expected_words(MONTHS, PARTS, BAND)) == (
        "Arbetsträningen väntas ge 331 422 kr i november–december 2026. Åtta utfall av tio ligger"
        " mellan 314 776 och 347 923 kr."
    )
    assert plain(words.parts_words(PARTS)) == (
        "Av det: 134 881 kr är sålt oavsett vem som kommer, eller redan levererat; 177 322 kr är"
        " beslutat; 11 295 kr hänger på att beslut förlängs; 7 924 kr hänger på nya deltagare."
    )
    assert plain(words.plan_words(-29_848_00)) == "Det är 29 848 kr mindre än planen."
    assert plain(words.plan_words(29_848_00)) == "Det är 29 848 kr mer än planen."
    assert plain(words.year_words("2026", 1_685_468_00, 331_421_00)) == (
        "Med 1 685 468 kr hittills slutar arbetsträningen på 2 016 889 kr för 2026."
    )
    assert plain(words.prolonged_words((12, 16), 7_360, decided=False)) == (
        "12 av 16 avslutade beslut förlängdes. Räknas som 74 %."
    )
    assert plain(words.prolonged_words((1, 1), 6_000, decided=True)) == (
        "1 av 1 avslutat beslut förlängdes. Du har valt 60 %. Det är få att gå efter."
    )
    assert plain(words.lengths_words((54, 182, 164), seen=True)) == (
        "3 förlängningar: 54 till 182 dagar, 164 i mitten. Det är få att gå efter."
    )
    assert plain(words.paid_words(8_519, Fraction(1512), decided=False)) == (
        "85,2 % av det bokade betalas, efter närvaron och avtalets frånvaroregler (1 512 bokade"
        " dagar eller timmar på tolv månader)."
    )
    assert plain(words.filled_words(15, 3458, 231, on=True)) == (
        "15 nya placeringar på 3 458 dagar med lediga platser på två år: en ledig plats väntar"
        " omkring 231 dagar."
    )
    assert plain(words.effect_words(38_270_00, 10)) == "10 procentenheter mer: +38 270 kr."
    assert plain(words.new_effect_words(-7_924_00, on=True)) == "Utan nya deltagare: −7 924 kr."
    group = Group(3, Form.DAY_ACTIVITY_LSS)
    assert words.group_words("Norrviks kommun", group) == "Norrviks kommun, daglig verksamhet (LSS)"
    agreement = Agreement(1, 1, "Stegen", Form.WORK_TRAINING, date(2025, 1, 1), date(2026, 11, 30))
    assert words.limits_words([agreement], MONTHS[1]) == [
        "Stegen slutar 2026-11-30; inget räknas efter det."
    ]


@pytest.mark.usefixtures("_english")
def test_english() -> None:
    assert plain(words.expected_words(MONTHS[:1], PARTS, BAND)) == (
        "Training is expected to give 331 422 kr in November 2026. Eight outcomes of ten lie"
        " between 314 776 and 347 923 kr."
    )
    assert plain(words.parts_words(Parts(decided=5_00))) == "Of it 5 kr is decided."
    assert words.parts_words(Parts()) == ""
    assert words.plan_words(None) == ""
    assert words.plan_words(0) == "The plan says the same."
    assert words.prolonged_words((0, 0), 5_000, decided=False) == (
        "No decision has ended yet. Counted as " + words.share_bp(5_000) + "."
    )
    # 12.5 times in 7 365 days x 30.4375 days a month = 5.2 per cent.
    monthly = percent(Fraction(52, 1000))
    assert words.early_words(Rate(12, 7_000, 365)) == (
        f"12 placements have ended before their decision did; counted as {monthly} a month."
    )
    assert words.lengths_words((182,), seen=False) == (
        "No prolongation has been seen; half a year is taken for granted."
    )
    assert words.filled_words(15, 3458, 231, on=False).endswith("Not counted with.")
    assert words.limits_words([], MONTHS[0]) == []
