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
    figure, target, year = row.figure, row.target, shown.year

    def save(values: FormValues) -> Changes:
        return set_target(
            write,
            Target(
                figure.key,
                values["value"],
                values["direction"],
                values["yellow"],
                values["red"],
                values["year"],
            ),
        )

    def number(name: str, label: str, value: int | None, note: str, *, must: bool) -> UnitField:
        return UnitField(name, label, value, note, required=must, unit=figure.unit)

    years: list[tuple[int | None, str]] = [(None, _("Every year without a target of its own"))]
    if year is not None:
        years.append((year.id, _("Fiscal year %(year)s only") % {"year": year.label}))
    return page.form(
        _("Target: %(figure)s") % {"figure": figure_word(figure.key)},
        [
            number("value", _("Target"), target.value_micro if target else None, "", must=True),
            ChoiceField(
                "direction",
                _("What is better"),
                target.direction if target else Direction.MORE,
                options=[
                    (Direction.MORE, _("The target or more")),
                    (Direction.LESS, _("The target or less")),
                    (Direction.NEAR, _("Near the target")),
                ],
            ),
            number(
                "yellow",
                _("Still good this far on the wrong side"),
                target.yellow_micro if target else None,
                _("Beyond it the light is yellow. Empty = yellow as soon as it is missed."),
                must=False,
            ),
            number(
                "red",
                _("Red beyond this distance"),
                target.red_micro if target else None,
                _("Empty = never red."),
                must=False,
            ),
            ChoiceField(
                "year", _("Holds for"), target.fiscal_year_id if target else None, options=years
            ),
        ],
        save,
        intro=formula_words(figure.key),
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
