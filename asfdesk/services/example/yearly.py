"""What the example enterprise states of itself for R11, this year and last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.sending.yearly_facts import Fact, FactKey, YearlyFacts
from asfdesk.services.sending.yearly_facts import set_yearly_facts

if TYPE_CHECKING:
    from asfdesk.services.session import WriteSession

_LASTING = {
    FactKey.BUSINESS: Fact(1, "Stadgarna 2 §"),
    FactKey.PARTICIPATION: Fact(1, "Delaktighetsplan 2024"),
    FactKey.REINVESTED: Fact(1, "Stadgarna 14 §"),
    FactKey.INDEPENDENT: Fact(1, "Medlemsförteckning"),
    FactKey.NO_DISTRIBUTION: Fact(1, "Stadgarna 14 §"),
    FactKey.CERTIFIED: Fact(2024_05_21, "Intyg 2024"),
    FactKey.MEMBERS: Fact(14),
    FactKey.MEMBER_COWORKERS: Fact(9),
    FactKey.BOARD: Fact(5),
    FactKey.BOARD_COWORKERS: Fact(3),
}
_STAFF = {
    2025: {
        FactKey.EMPLOYEES: Fact(11),
        FactKey.EMPLOYEES_FTE: Fact(8_500),
        FactKey.TARGET: Fact(5),
        FactKey.TARGET_FTE: Fact(3_250),
        FactKey.UNSUBSIDISED: Fact(6),
        FactKey.WAGE_SUBSIDY: Fact(5),
    },
    2026: {
        FactKey.EMPLOYEES: Fact(12),
        FactKey.EMPLOYEES_FTE: Fact(9_250),
        FactKey.TARGET: Fact(6),
        FactKey.TARGET_FTE: Fact(4_000),
        FactKey.UNSUBSIDISED: Fact(6),
        FactKey.WAGE_SUBSIDY: Fact(6),
    },
}
_AMOUNTS = {
    FactKey.PUBLIC_SALES: Fact(96_000_00),
    FactKey.PRIVATE_GRANTS: Fact(0),
}


def write_yearly_facts(session: WriteSession) -> None:
    """Two years, so that the next one's form has something to offer."""
    for year, staff in _STAFF.items():
        set_yearly_facts(session, YearlyFacts(year, {**_LASTING, **staff, **_AMOUNTS}))
