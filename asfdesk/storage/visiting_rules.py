"""What the columns of visits, packages and published counts may hold (see `row_rules`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.codes import AgeBand, Sex
from asfdesk.domain.sending.yearly_facts import FactKey
from asfdesk.domain.visiting.safe_copy import SafeKey
from asfdesk.domain.visiting.visit_state import StateUnit
from asfdesk.domain.visiting_codes import RecipientKind, VisitKind
from asfdesk.storage.column_rules import (
    FIRST_YEAR,
    LAST_YEAR,
    codes,
    day,
    month,
    pattern,
    period,
    stamp,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.storage.column_rules import Rule

UID = pattern(r"[0-9a-f]{32}")
_DIGEST = pattern(r"[0-9a-f]{64}")
_COUNT = whole(0, 10**9)

VISITING: Mapping[str, Mapping[str, Rule]] = {
    "visit": {
        "uid": UID,
        "day": day,
        "kind": codes(VisitKind),
        "closed_on": day,
        "revision": whole(0, 10**6),
    },
    "visit_figure": {
        "key": pattern(r"[A-Za-z0-9_.:-]{1,120}"),
        "unit": codes(StateUnit),
        "value": whole(-(10**18), 10**18),
    },
    "recipient": {
        "kind": codes(RecipientKind),
        "signing_key": _DIGEST,
        "sealing_key": _DIGEST,
        "fingerprint": _DIGEST,
        "made_on": day,
        "valid_until": day,
        "imported_on": day,
        "confirmed_on": day,
        "ended_on": day,
    },
    "package": {
        "uid": UID,
        "period": period,
        "number": _COUNT,
        "made_at": stamp,
        "sha256": _DIGEST,
    },
    "package_key": {"public_key": _DIGEST, "made_on": day},
    "published_count": {
        "report": pattern(r"R\d{1,2}[a-z]?"),
        "period": period,
        "made_at": stamp,
        "cell": pattern(r"[A-Za-z0-9_.:<>+?|-]{0,160}"),
        "value": _COUNT,
    },
    "measure_budget": {"first_day": day, "last_day": day, "budgeted": _COUNT},
    "safe_handout": {"uid": UID, "made_at": stamp, "persons": _COUNT},
    "safe_copy": {"made_on": day, "threshold": whole(1, 10_000)},
    "safe_person": {
        "number": _COUNT,
        "sex": codes(Sex, ""),
        "age_band": codes(AgeBand),
        "first_month": month,
        "last_month": month,
    },
    "safe_month": {
        "month": month,
        "key": codes(SafeKey),
        "value": whole(-(10**18), 10**18),
        "divisor": whole(1, 10**12),
    },
    "safe_figure": {
        "key": pattern(r"[A-Za-z0-9_.:-]{1,120}"),
        "unit": codes(StateUnit),
        "value": whole(-(10**18), 10**18),
    },
    "yearly_fact": {
        "year": whole(FIRST_YEAR, LAST_YEAR),
        "key": codes(FactKey),
        "value": whole(0, 10**15),
    },
}
