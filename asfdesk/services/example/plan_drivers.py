"""What the example's budget for 2026 is made from, as the board reckoned in December 2025."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import PayerKind, PriceBasis, PriceUnit
from asfdesk.domain.drivers.costs import FixedCost, Investment, Loan
from asfdesk.domain.drivers.premises import CashItem, Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.drivers.streams import StreamChange, TrainingStream
from asfdesk.domain.period import Month
from asfdesk.services.example import cast
from asfdesk.services.example.books import SEASON

if TYPE_CHECKING:
    from asfdesk.domain.drivers.kinds import Driver

YEAR = 2026
ASSUMPTIONS = (
    "Avtalen gäller hela året. Lindås kommun höjer priset i juli. Lönebidragen är beslutade till "
    "och med nästa vår. Hyran följer index. Ugnen köps när caféets lågsäsong börjar."
)


def _each(
    name: str, line: str, ore: int, every: int = 1, first: int = 1, vat: int = 2500
) -> FixedCost:
    """A cost or income from a month of the year on."""
    starts = Month(YEAR, first) if first > 1 or every == 0 else None
    return FixedCost(0, name, line, ore, every, starts, vat_bp=vat, terms_days=0)


STREAMS = (
    TrainingStream(
        0, "Lindås kommun", 8_000, 7_200, 395_00, buyer_id=cast.LINDAS,
        changes=(StreamChange(Month(YEAR, 7), 8_000, 7_200, 410_00),),
    ),
    TrainingStream(
        0, "Stegen", 5_000, 10_000, 10_800_00, PriceUnit.PLACE_MONTH,
        PriceBasis.PLACE, PayerKind.COORDINATION, cast.STEGEN, project="P25",
    ),
    TrainingStream(
        0, "Norrviks kommun", 3_000, 8_500, 830_00, basis=PriceBasis.BOOKED,
        buyer_id=cast.NORRVIK,
    ),
    TrainingStream(
        0, "Bryggan", 3_000, 6_000, 118_00, PriceUnit.HOUR, PriceBasis.ATTENDED,
        PayerKind.PRIVATE, cast.BRYGGAN, day_minutes=480, vat_bp=2500,
    ),
)  # fmt: skip

SALES = (
    SalesStream(
        0, "Caféet, gäster", 18_000_000, 75_00, 3_550, SEASON, vat_bp=1200, cost_vat_bp=1200,
        cost_terms_days=0,
    ),
    SalesStream(
        0, "Verkstaden, uppdrag", 176_000, 1_200_00, 3_800, terms_days=30, cost_terms_days=0,
    ),
)  # fmt: skip

_SUPPORT = Subsidy(SubsidyKind.WAGE_SUBSIDY, 6_000, delay_months=0)
STAFF = (
    StaffRow(
        0, StaffRole.SUBSIDISED, "Medarbetare i caféet med lönebidrag", 20_000, 26_000_00,
        holiday_bp=0, pension_bp=0, insurance_bp=0, subsidy=_SUPPORT,
    ),
    StaffRow(
        0, StaffRole.OTHER, "Timvikarier i caféet", 4_000, 30_000_00, holiday_bp=0, pension_bp=0,
        insurance_bp=0,
    ),
    StaffRow(0, StaffRole.MANAGEMENT, "Verksamhetsledare", 10_000, 36_000_00, holiday_bp=0),
    *(
        StaffRow(
            0, StaffRole.SUPERVISOR, name, fte_bp, pay, holiday_bp=0, line_code="K41",
        )
        for name, fte_bp, pay in (
            ("Handledare caféet", 10_000, 26_500_00),
            ("Handledare verkstaden", 10_000, 26_000_00),
            ("Handledare park och trädgård", 7_500, 26_000_00),
            ("Samordnare", 2_500, 32_000_00),
        )
    ),
)  # fmt: skip

COSTS = (
    _each("Verksamhetsbidrag", "I52", 37_500_00, 3, vat=0),
    _each("EU-bidrag, rekvisitioner", "I60", 55_000_00, 3, 2, 0),
    _each("Gåvor", "I80", 7_500_00, 6, 6, 0),
    _each("Hyra", "K20", 27_500_00, vat=0),
    _each("Städ och sopor", "K20", 2_150_00),
    _each("El", "K20", 3_680_00),
    _each("Förbrukning", "K30", 3_300_00),
    _each("Inventarier", "K30", 8_600_00, 3, 2),
    _each("Drivmedel", "K31", 1_900_00),
    _each("Annonser", "K32", 1_250_00),
    _each("Kontor, telefon och bredband", "K33", 3_080_00),
    _each("Försäkring", "K34", 1_750_00, vat=0),
    _each("Redovisningsbyrå och bank", "K35", 6_620_00),
    _each("Revision", "K35", 25_500_00, 0, 6),
    _each("Utbildning", "K44", 15_000_00, 6, 3),
)

INVESTMENTS = (
    Investment(0, "Inredning och kaffemaskin", Month(2022, 4), 276_000_00, 60),
    Investment(0, "Ny ugn till caféet", Month(YEAR, 11), 72_000_00, 72),
)
LOANS = (Loan(0, "Lån från Mikrofonden", Month(2022, 1), 150_000_00, 567, 120, grace_months=60),)
PREMISES = Premises(opening_ore=350_000_00, credit_limit_ore=150_000_00, ratio_milli=6_500)
CASH_ITEMS = (
    CashItem(0, Month(YEAR, 1), 158_000_00, "Kundfordringar vid årets början"),
    CashItem(0, Month(YEAR, 1), -87_000_00, "Skatt och avgifter för december"),
    CashItem(0, Month(YEAR, 2), -33_000_00, "Moms för fjärde kvartalet"),
)

DRIVERS: tuple[Driver, ...] = (
    *STREAMS, *SALES, *STAFF, *COSTS, *INVESTMENTS, *LOANS, *CASH_ITEMS,
)  # fmt: skip
