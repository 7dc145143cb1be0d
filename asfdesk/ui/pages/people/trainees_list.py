"""The list of trainees: its columns, its filters, and the sentence above it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from asfdesk.i18n import _, day, ngettext
from asfdesk.reports.words import age_band_word, sex_word
from asfdesk.services.people.trainee_views import Standing
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.pages.people.trainee_words import TONES, standing_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.services.people.trainee_views import TraineeRow

NEEDS_CARE = (Standing.RUN_OUT, Standing.NO_PLACEMENT)


class Shown(StrEnum):
    """Which trainees are listed."""

    CURRENT = "current"
    CARE = "care"
    ENDED = "ended"
    ALL = "all"


def columns() -> list[Column[TraineeRow]]:
    """Number, name with agreement, decision, status, age and sex."""
    return [
        Column(
            _("No."),
            lambda row: str(row.trainee.number),
            Kind.NUMBER,
            width=46,
            sort=lambda row: row.trainee.number,
        ),
        Column(_("Name"), lambda row: row.name, second=_agreement, stretch=True),
        Column(
            _("Decision to"),
            _decision_to,
            Kind.DATE,
            width=106,
            sort=_decision_to,
        ),
        Column(
            _("Status"),
            lambda row: standing_word(row.standing),
            tone=lambda row: TONES[row.standing],
            tooltip=lambda row: "\n".join(row.warnings),
            badge=True,
        ),
        Column(
            _("Age and sex"),
            lambda row: "–" if row.age_band is None else age_band_word(row.age_band),
            second=lambda row: sex_word(row.trainee.sex),
        ),
    ]


def look(row: TraineeRow) -> RowLook:
    """Those who have left are quiet."""
    return RowLook.MUTED if row.standing.over else RowLook.NORMAL


def belongs(row: TraineeRow, shown: Shown) -> bool:
    """Whether a chip lets a trainee be listed."""
    match shown:
        case Shown.CURRENT:
            return not row.standing.over
        case Shown.CARE:
            return row.standing in NEEDS_CARE or bool(row.warnings)
        case Shown.ENDED:
            return row.standing.over
        case Shown.ALL:
            return True


def status(rows: Sequence[TraineeRow]) -> str:
    """How many are here, and how many need something."""
    ongoing = sum(row.standing is Standing.ONGOING for row in rows)
    care = sum(belongs(row, Shown.CARE) for row in rows)
    said = ngettext("%(num)d ongoing trainee", "%(num)d ongoing trainees", ongoing)
    if not care:
        return f"{said}."
    return f"{said}, " + ngettext("%(num)d to see to.", "%(num)d to see to.", care)


def _agreement(row: TraineeRow) -> str:
    if not row.agreement_name:
        return _("No placement yet")
    return f"{row.buyer_name}: {row.agreement_name}"


def _decision_to(row: TraineeRow) -> str:
    if row.placement is None:
        return ""
    last = row.placement.last_day
    return day(last) if last else _("further notice")
