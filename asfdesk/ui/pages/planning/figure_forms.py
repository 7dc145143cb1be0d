"""Forms of the key figures: a target with its distances, and the lines of the training's cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.planning.figure import Unit
from asfdesk.domain.planning.figure_targets import MICRO, Direction, Target
from asfdesk.i18n import GROUP, _, decimal
from asfdesk.reports.planning.figure_formulas import formula_words
from asfdesk.reports.planning.figure_words import figure_word, unit_word
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.planning.figure_targets import set_target
from asfdesk.services.planning.key_figures import set_training_cost_lines
from asfdesk.ui.kit.form import parse
from asfdesk.ui.kit.form.fields import CheckField, ChoiceField, Field

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.figure_views import FigureRow, FiguresPage
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import Page

PER_CENT = 100
LESS_IS_BETTER = frozenset(
    {
        "public_share",
        "grant_dependence",
        "largest_payer",
        "staff_share",
        "cost_per_place_month",
        "net_cost_per_place_month",
        "supervisor_hours_per_day",
        "supervision_cost_per_day",
        "cost_per_result",
        "break_even_places",
        "break_even_stepped",
        "break_even_turnover",
        "payback_months",
    }
)
"""What is proposed for a first target; the user chooses."""
_DECIMALS = {Unit.SHARE: 2, Unit.MONEY: 2}


@dataclass(frozen=True)
class UnitField(Field):
    """A number in a key figure's unit, kept in millionths of it; None when empty."""

    value: int | None = None
    unit: Unit = Unit.NUMBER

    @property
    def _scale(self) -> int:
        return MICRO // PER_CENT if self.unit is Unit.SHARE else MICRO

    def show(self) -> str:
        """Without needless decimals."""
        if self.value is None:
            return ""
        text = decimal(Fraction(self.value, self._scale), _DECIMALS.get(self.unit, 3))
        text = text.replace(GROUP, " ")
        return text.rstrip("0").rstrip(",.") if "," in text or "." in text else text

    def hint(self) -> str:
        """The unit."""
        return unit_word(self.unit)

    def parse(self, text: str) -> int:
        """Millionths."""
        plain = text.strip().lower().removesuffix("kr").strip().removesuffix("%")
        exact = parse.parse_decimal(plain) * self._scale
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def complaint(self) -> str:
        """How a number is written."""
        return _("Write a number, for example 80 or 12.5.")


def open_target_form(page: Page, shown: FiguresPage, row: FigureRow) -> FormDialog | None:
    """Set or change the target of a figure."""
    write = page.context.write
    if write is None:
        return None
    figure = row.figure

    def save(values: FormValues) -> Changes:
        parts = (values[name] for name in ("value", "direction", "yellow", "red", "year"))
        return set_target(write, Target(figure.key, *parts))

    return page.form(
        _("Target: %(figure)s") % {"figure": figure_word(figure.key)},
        [*_number_fields(row), _year_field(shown, row.target)],
        save,
        intro=formula_words(figure.key),
    )


def _number_fields(row: FigureRow) -> list[Field]:
    """The target, which way is better, and the two distances."""
    unit, target = row.figure.unit, row.target
    proposed = Direction.LESS if row.key in LESS_IS_BETTER else Direction.MORE
    return [
        UnitField(
            "value",
            _("Target"),
            target.value_micro if target else None,
            required=True,
            unit=unit,
        ),
        ChoiceField(
            "direction",
            _("What is better"),
            target.direction if target else proposed,
            options=[
                (Direction.MORE, _("The target or more")),
                (Direction.LESS, _("The target or less")),
                (Direction.NEAR, _("Near the target")),
            ],
        ),
        UnitField(
            "yellow",
            _("Still good this far on the wrong side"),
            target.yellow_micro if target else None,
            _("Beyond it the light is yellow. Empty = yellow as soon as it is missed."),
            unit=unit,
        ),
        UnitField(
            "red",
            _("Red beyond this distance"),
            target.red_micro if target else None,
            _("Empty = never red."),
            unit=unit,
        ),
    ]


def _year_field(shown: FiguresPage, target: Target | None) -> Field:
    years: list[tuple[int | None, str]] = [(None, _("Every year without a target of its own"))]
    if shown.year is not None:
        said = _("Fiscal year %(year)s only") % {"year": shown.year.label}
        years.append((shown.year.id, said))
    return ChoiceField(
        "year", _("Holds for"), target.fiscal_year_id if target else None, options=years
    )


def open_lines_form(page: Page, shown: FiguresPage) -> FormDialog | None:
    """Choose the plan lines whose cost is the training's."""
    write = page.context.write
    if write is None:
        return None
    lines = shown.cost_lines

    def save(values: FormValues) -> Changes:
        return set_training_cost_lines(
            write, [line.code for line in lines if values.flag(line.code)]
        )

    return page.form(
        _("What the training costs"),
        [CheckField(line.code, line_word(line), line.code in shown.chosen_lines) for line in lines],
        save,
        intro=_(
            "Tick the lines that are there because of the training. Cost per place, cost per"
            " result and the value to society rest on them."
        ),
    )
