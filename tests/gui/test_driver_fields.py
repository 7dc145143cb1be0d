"""What people type into the drivers' forms as months, parts, lengths of time and weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from asfdesk.domain.period import Month
from asfdesk.i18n import set_language
from asfdesk.ui.dialogs.drivers.driver_fields import (
    MonthField,
    ScaledField,
    TimeField,
    WeightsField,
)

if TYPE_CHECKING:
    from asfdesk.ui.kit.form.fields import Field

MONTH = MonthField("first", "From")
FULL_TIME = ScaledField("fte_bp", "Full time", scale=10_000)
LIFE = TimeField("life_months", "Lasts")
SEASON = WeightsField("season", "Season")


def refused(field: Field, text: str) -> bool:
    """Whether a text is none of the field's values."""
    try:
        field.parse(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize("text", ["2027-03", "202703", "2027 3", "2027/03"])
def test_a_month(text: str) -> None:
    assert MONTH.parse(text) == Month(2027, 3)


@pytest.mark.parametrize("text", ["2027-13", "mars", "27-03", "2027-00"])
def test_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        MONTH.parse(text)


def test_parts_of_one_keep_every_decimal_or_are_refused() -> None:
    assert (FULL_TIME.parse("2,25"), FULL_TIME.parse("0.5")) == (22_500, 5_000)
    for text in ("0,33333", "-1"):
        with pytest.raises(ValueError, match=text):
            FULL_TIME.parse(text)


@pytest.mark.parametrize(("text", "months"), [("5", 60), ("2,5", 30), ("40 m", 40), ("18mån", 18)])
def test_years_or_months(text: str, months: int) -> None:
    assert LIFE.parse(text) == months


def test_a_length_of_time_is_shown_as_it_can_be_typed() -> None:
    set_language("sv")
    for months, shown in ((60, "5"), (30, "2,5"), (40, "40 m")):
        field = TimeField("life_months", "Lasts", months)
        assert field.show() == shown
        assert field.parse(shown) == months


def test_nothing_is_no_time() -> None:
    assert all(refused(LIFE, text) for text in ("0", "0 m", "-2"))


def test_twelve_weights_also_from_a_spreadsheet() -> None:
    weights = (1, 2, 3, 4, 5, 6, 0, 8, 9, 10, 11, 12)
    assert SEASON.parse("1 2 3 4 5 6 0 8 9 10 11 12") == weights
    assert SEASON.parse("\t".join(map(str, weights))) == weights
    assert SEASON.parse(";".join(map(str, weights))) == weights


@pytest.mark.parametrize("text", ["1 1 1", "0 " * 12, "-1 " + "1 " * 11, "1,5 " + "1 " * 11])
def test_no_season(text: str) -> None:
    assert refused(SEASON, text.strip())
