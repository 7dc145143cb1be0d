"""Who and what the example is made of. Every name, buyer and price is invented.

Birth numbers 980-999 are those that Skatteverket uses for test persons. The organisation number
fails its check digit on purpose, so that it belongs to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asfdesk.domain.agreements import Agreement, Buyer, DayCount, Terms
from asfdesk.domain.codes import (
    AttendanceCode,
    ExitReason,
    Form,
    PayerKind,
    PriceBasis,
    PriceUnit,
    ReferringBody,
    Sex,
)

NAME = "Växthuset Café & Verkstad ek. för."
ORG_NUMBER = "769999-0001"
TODAY = date(2026, 11, 9)
"""The day the example stands still at."""

FIRST_ATTENDANCE = date(2025, 1, 7)
LAST_ATTENDANCE = date(2026, 11, 6)

LINDAS, STEGEN, NORRVIK, BRYGGAN = 1, 2, 3, 4
"""Ids of buyers and of their agreements."""

BUYERS = (
    Buyer(LINDAS, "Lindås kommun", PayerKind.MUNICIPALITY, "212999-0012", "AME 4410",
          "faktura@lindas.example", "Ann-Marie Brodin"),
    Buyer(STEGEN, "Samordningsförbundet Ådalen", PayerKind.COORDINATION, "222999-0028",
          "Stegen 2025-07", "ekonomi@sfadalen.example", "Per Wallin"),
    Buyer(NORRVIK, "Norrviks kommun", PayerKind.MUNICIPALITY, "212999-0038", "LSS 2210",
          "faktura@norrvik.example", "Sofia Ek"),
    Buyer(BRYGGAN, "Bryggan Matchning AB", PayerKind.PRIVATE, "559999-0044", "Rusta",
          "inkorg@bryggan.example", "Jens Holm"),
)  # fmt: skip

_START = date(2025, 1, 1)
_END = date(2027, 12, 31)

AGREEMENTS = (
    Agreement(
        LINDAS, LINDAS, "LOV arbetsträning", Form.WORK_TRAINING, _START, _END,
        reference="2024/118", half_day_limit_minutes=180, keep_until=date(2034, 12, 31),
        terms=(
            Terms(0, LINDAS, _START, PriceUnit.DAY, PriceBasis.ATTENDED, 395_00, 8000,
                  payable={AttendanceCode.NOTIFIED: 5000, AttendanceCode.PLANNING_DAY: 10_000}),
            Terms(0, LINDAS, date(2026, 7, 1), PriceUnit.DAY, PriceBasis.ATTENDED, 410_00, 8000,
                  payable={AttendanceCode.NOTIFIED: 5000, AttendanceCode.PLANNING_DAY: 10_000}),
        ),
    ),
    Agreement(
        STEGEN, STEGEN, "Stegen, förstärkt arbetsträning", Form.ENHANCED_WORK_TRAINING, _START,
        date(2026, 12, 31), reference="SF 2025-07", project="P25", measure="Stegen",
        needs_identity_number=True, keep_until=date(2036, 12, 31),
        terms=(
            Terms(0, STEGEN, _START, PriceUnit.PLACE_MONTH, PriceBasis.PLACE, 10_800_00, 5000),
        ),
    ),
    Agreement(
        NORRVIK, NORRVIK, "Daglig verksamhet LSS", Form.DAY_ACTIVITY_LSS, _START, _END,
        reference="DV-19", half_day_limit_minutes=240,
        terms=(
            Terms(0, NORRVIK, _START, PriceUnit.LEVEL_DAY, PriceBasis.BOOKED, 760_00, 3000,
                  level_prices_ore={1: 560_00, 2: 670_00, 3: 830_00, 4: 1_030_00, 5: 1_340_00},
                  half_day_bp=6000),
        ),
    ),
    Agreement(
        BRYGGAN, BRYGGAN, "Arbetsprövning", Form.WORK_TRIAL, date(2025, 9, 1), _END,
        reference="B-77", day_count=DayCount.MINUTES, place_day_minutes=480,
        terms=(
            Terms(0, BRYGGAN, date(2025, 9, 1), PriceUnit.HOUR, PriceBasis.ATTENDED, 118_00, 3000,
                  vat_bp=2500),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A trainee with one placement.

    Attributes:
        birth: birth date with birth number but without check digit, as ÅÅÅÅMMDDNNN.
        hours: minutes on each planned day, and how many days from Monday.
        steadiness: how many planned days of a hundred are attended.
        leaving: exit day and reason.
    """

    name: str
    sex: Sex
    birth: str
    agreement: int
    referred_by: ReferringBody
    first: date
    last: date | None
    hours: tuple[int, int]
    steadiness: int
    level: int | None = None
    leaving: tuple[date, ExitReason] | None = None
    protected: bool = False
    supervisor: int = 1


W, M = Sex.WOMAN, Sex.MAN
_AF, _FK = ReferringBody.EMPLOYMENT_SERVICE, ReferringBody.SOCIAL_INSURANCE
_KOMMUN, _VARD = ReferringBody.MUNICIPALITY, ReferringBody.HEALTH_CARE
_SELF = ReferringBody.SELF
_YEAR_END = date(2026, 12, 31)
_PROJECT_END = date(2026, 12, 18)

PARTS = (
    Part("Aino Lindqvist", W, "19780314980", LINDAS, _KOMMUN, date(2025, 1, 13), _YEAR_END,
         (360, 5), 88),
    Part("Bashir Amin", M, "19850922981", LINDAS, _KOMMUN, date(2025, 2, 3), date(2026, 1, 30),
         (360, 5), 90, leaving=(date(2026, 1, 30), ExitReason.WORK_SUBSIDISED)),
    Part("Carina Ekdal", W, "19690517982", STEGEN, _FK, date(2025, 1, 7), _PROJECT_END,
         (240, 4), 82, supervisor=2),
    Part("Dawit Haile", M, "19941103983", LINDAS, _AF, date(2025, 3, 3), date(2025, 11, 28),
         (360, 5), 91, leaving=(date(2025, 11, 28), ExitReason.STUDIES)),
    Part("Emil Sandgren", M, "19990228985", BRYGGAN, _AF, date(2025, 9, 1), date(2026, 2, 27),
         (480, 5), 80, leaving=(date(2026, 2, 27), ExitReason.WORK_UNSUBSIDISED), supervisor=3),
    Part("Fatma Yildiz", W, "19830808984", STEGEN, _KOMMUN, date(2025, 2, 10), _PROJECT_END,
         (240, 5), 76, supervisor=2),
    Part("Vera Nyman", W, "19900611986", LINDAS, _KOMMUN, date(2025, 4, 7), _YEAR_END,
         (180, 5), 79, protected=True),
    Part("Göran Lövdal", M, "19660130987", LINDAS, _VARD, date(2025, 5, 5), _YEAR_END,
         (360, 5), 85),
    Part("Hanna Kvistborg", W, "19970419988", STEGEN, _AF, date(2025, 8, 18), _PROJECT_END,
         (300, 5), 74, supervisor=2),
    Part("Ivo Marek", M, "19811212989", NORRVIK, _KOMMUN, date(2025, 1, 7), None,
         (360, 5), 89, level=3, supervisor=3),
    Part("Jasmin Torell", W, "20010703982", LINDAS, _KOMMUN, date(2025, 9, 1), date(2026, 6, 12),
         (240, 4), 83, leaving=(date(2026, 6, 12), ExitReason.STUDIES)),
    Part("Kjell Öberg", M, "19720925991", NORRVIK, _KOMMUN, date(2025, 1, 7), None,
         (360, 5), 92, level=2, supervisor=3),
    Part("Lena Åhman", W, "19750206990", BRYGGAN, _AF, date(2026, 3, 2), date(2026, 11, 27),
         (480, 5), 86, supervisor=3),
    Part("Mona Bergdal", W, "19880317992", LINDAS, _KOMMUN, date(2026, 1, 12), _YEAR_END,
         (360, 5), 81),
    Part("Nils Häggkvist", M, "19630815993", LINDAS, _FK, date(2025, 10, 6), date(2026, 5, 29),
         (300, 5), 68, leaving=(date(2026, 5, 29), ExitReason.BACK_TO_REFERRER)),
    Part("Omar Saleh", M, "19920501995", STEGEN, _AF, date(2026, 1, 12), date(2026, 8, 28),
         (240, 5), 71, leaving=(date(2026, 8, 28), ExitReason.OWN_WISH), supervisor=2),
    Part("Petra Sjödin", W, "19790128994", NORRVIK, _SELF, date(2026, 2, 2), None,
         (300, 5), 87, level=4, supervisor=3),
    Part("Qadira Noor", W, "19870909996", LINDAS, _KOMMUN, date(2026, 2, 9), date(2027, 1, 29),
         (300, 5), 78),
    Part("Roland Viklund", M, "19710621997", BRYGGAN, _AF, date(2026, 4, 7), date(2026, 10, 30),
         (480, 5), 84, leaving=(date(2026, 10, 30), ExitReason.ON_TO_ORDINARY), supervisor=3),
    Part("Sara Holmdal", W, "19950504998", LINDAS, _VARD, date(2026, 8, 17), date(2027, 2, 12),
         (360, 5), 80),
)  # fmt: skip


@dataclass(frozen=True)
class Guide:
    """A supervisor: share of full time in basis points and öre per hour, 2025 and 2026."""

    name: str
    fte_bp: int
    cost_2025: int
    cost_2026: int


GUIDES = (
    Guide("Maria Lundkvist", 10_000, 258_00, 266_00),
    Guide("Jonas Strömdal", 10_000, 252_00, 260_00),
    Guide("Yusuf Demirel", 7500, 247_00, 255_00),
    Guide("Karin Friberg", 2500, 312_00, 322_00),
)

CLOSED_WEEKS = ((date(2025, 7, 14), date(2025, 7, 25)), (date(2026, 7, 13), date(2026, 7, 24)))

HALF_FILLED = ((3, (date(2026, 10, 29), date(2026, 10, 30))), (13, (date(2026, 10, 30),)))
"""Trainee number -> planned days in October that nobody has written down yet."""
