"""The form of a row of staff: role, full time, pay, age, and support for the pay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from asfdesk.domain.books.chart import SUPERVISOR_PAY
from asfdesk.domain.drivers.staff import StaffRole, StaffRow, Subsidy, SubsidyKind
from asfdesk.domain.period import MONTHS_IN_YEAR
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _, month_name
from asfdesk.reports.drivers.driver_words import role_word, subsidy_word
from asfdesk.services.drivers.check_staff import STAFF_LINES
from asfdesk.ui.dialogs.drivers.driver_fields import MonthField, ScaledField
from asfdesk.ui.dialogs.drivers.driver_form import INCOME, DriverForm
from asfdesk.ui.kit.form.form import (
    CheckField,
    ChoiceField,
    FormHeading,
    IntegerField,
    MoneyField,
    PercentField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.drivers.parameters import Parameters
    from asfdesk.services.drivers.driver_offers import DriverOffers
    from asfdesk.ui.kit.form.form import Field, FormValues

WHOLE = 10_000
PAY_LINE = "K40"
LEVELS = {
    SubsidyKind.WAGE_SUBSIDY: 6_000,
    SubsidyKind.NEW_START: 10_000,
    SubsidyKind.INTRODUCTION: 8_000,
}
"""What is proposed: the share of the pay, or for a new start how many times the contribution."""
SUPPORT = (
    "subsidy_level_bp",
    "subsidy_cap_ore",
    "subsidy_with_premiums",
    "subsidy_first",
    "subsidy_last",
    "subsidy_delay_months",
    "subsidy_line_code",
)


def blank_staff() -> StaffRow:
    """What a new row begins with: one employee, of a role that counts as nothing else."""
    return StaffRow(0, StaffRole.OTHER, "", WHOLE, 0, line_code=PAY_LINE)


class StaffForm(DriverForm[StaffRow]):
    """One employment, or several alike."""

    def __init__(
        self, value: StaffRow, offers: DriverOffers, parameters: Parameters | None = None
    ) -> None:
        super().__init__(value, offers)
        self._parameters = parameters

    def title(self) -> str:
        """What the form is called."""
        return _("New staff") if self.is_new else _("Staff")

    def intro(self) -> str:
        """No names here."""
        return _("Call the row by its role, never by a person’s name: advisers see it.")

    def fields(self) -> list[Field]:
        """The fields; what is seldom changed comes last."""
        one = self.value
        return [
            ChoiceField(
                "role",
                _("Role"),
                one.role,
                options=[(role, role_word(role)) for role in StaffRole],
            ),
            self.name_field(_("For example Supervisor, workshop.")),
            ScaledField(
                "fte_bp",
                _("Full-time employments"),
                one.fte_bp,
                _("0.5 is half time; 2 is two alike."),
                scale=WHOLE,
                required=True,
            ),
            MoneyField(
                "monthly_pay_ore",
                _("Full-time pay a month (kr)"),
                one.monthly_pay_ore or None,
                required=True,
            ),
            *self.period_fields(),
            IntegerField(
                "birth_year",
                _("Year of birth"),
                one.birth_year,
                _(
                    "Only if the contribution differs by age; otherwise leave it empty."
                    " Advisers can see it."
                ),
            ),
            ChoiceField(
                "subsidy",
                _("Support for the pay"),
                one.subsidy.kind if one.subsidy else None,
                options=[
                    (None, _("No support")),
                    *((kind, subsidy_word(kind)) for kind in SubsidyKind),
                ],
            ),
            *self._support_fields(),
            PercentField("rise_bp", _("Rise of pay each year (%)"), one.rise_bp, required=True),
            ChoiceField("rise_month", _("Rise from"), one.rise_month, options=_months()),
            *self._agreement_fields(),
            ChoiceField(
                "line_code",
                _("Plan line of the pay"),
                one.line_code,
                options=self.offers.lines_under(STAFF_LINES),
            ),
            self.project_field(),
        ]

    def _agreement_fields(self) -> list[Field]:
        one = self.value
        return [
            FormHeading("more", _("When the agreement says otherwise than the rates")),
            PercentField(
                "holiday_bp",
                _("Holiday supplement (%)"),
                one.holiday_bp,
                _by_rates(),
                at_least_one=True,
            ),
            PercentField(
                "pension_bp", _("Pension (%)"), one.pension_bp, _by_rates(), at_least_one=True
            ),
            PercentField("insurance_bp", _("Insurance (%)"), one.insurance_bp, _by_rates()),
        ]

    def _support_fields(self) -> list[Field]:
        shown = self.value.subsidy or Subsidy(SubsidyKind.WAGE_SUBSIDY, 0)
        return [
            PercentField(
                "subsidy_level_bp",
                _("Level of the support (%)"),
                shown.level_bp or None,
                _("Of the pay; of the contribution for a new start job (250 is 2.5 times)."),
                at_least_one=True,
            ),
            MoneyField(
                "subsidy_cap_ore", _("Highest pay that counts (kr)"), shown.cap_ore, _by_rates()
            ),
            MonthField("subsidy_first", _("Support from"), shown.first),
            MonthField(
                "subsidy_last", _("Support until"), shown.last, _("When the decision ends.")
            ),
            IntegerField("subsidy_delay_months", _("Paid after (months)"), shown.delay_months),
            ChoiceField(
                "subsidy_line_code",
                _("Plan line of the support"),
                shown.line_code,
                options=self.offers.lines_of(INCOME),
            ),
            CheckField(
                "subsidy_with_premiums",
                _("Pension and insurance count too"),
                shown.with_premiums,
                wide=True,
            ),
        ]

    def follows(self, name: str, chosen: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any field's
        """Supervisors' pay has a line of its own; each support has its usual level."""
        if name == "role":
            return {"line_code": SUPERVISOR_PAY if chosen is StaffRole.SUPERVISOR else PAY_LINE}
        if name == "subsidy" and chosen is not None:
            kept = self.value.subsidy
            if kept is not None and kept.kind is chosen:
                return {"subsidy_level_bp": kept.level_bp}
            return {"subsidy_level_bp": LEVELS[chosen]}
        return {}

    def hidden(self, values: FormValues) -> frozenset[str]:
        """Without support nothing is asked about it."""
        if values.choice("subsidy") is None:
            return frozenset(SUPPORT)
        if values.choice("subsidy") is SubsidyKind.WAGE_SUBSIDY:
            return frozenset()
        return frozenset({"subsidy_with_premiums"})

    def read(self, values: FormValues) -> StaffRow:
        """The row that was typed."""
        return replace(
            self.value,
            role=values.choice("role"),
            name=values.text("name"),
            fte_bp=values.whole("fte_bp") or 0,
            monthly_pay_ore=values.whole("monthly_pay_ore") or 0,
            birth_year=values.whole("birth_year"),
            first=values["first"],
            last=values["last"],
            holiday_bp=values.whole("holiday_bp"),
            pension_bp=values.whole("pension_bp"),
            insurance_bp=values.whole("insurance_bp"),
            rise_bp=values.whole("rise_bp") or 0,
            rise_month=values.choice("rise_month"),
            subsidy=_support(values),
            line_code=values.choice("line_code"),
            project=values.text("project"),
        )


def _support(values: FormValues) -> Subsidy | None:
    kind = values.choice("subsidy")
    if kind is None:
        return None
    level = values.whole("subsidy_level_bp")
    if level is None:
        raise InvalidInputError("subsidy_level_bp", _("This must be filled in."))
    delay = values.whole("subsidy_delay_months")
    return Subsidy(
        kind=kind,
        level_bp=level,
        cap_ore=values.whole("subsidy_cap_ore"),
        with_premiums=kind is SubsidyKind.WAGE_SUBSIDY and values.flag("subsidy_with_premiums"),
        first=values["subsidy_first"],
        last=values["subsidy_last"],
        delay_months=1 if delay is None else delay,
        line_code=values.choice("subsidy_line_code"),
    )


def _by_rates() -> str:
    return _("Empty: as the rates say.")


def _months() -> list[tuple[int, str]]:
    return [
        (number, month_name(2026, number, with_year=False))
        for number in range(1, MONTHS_IN_YEAR + 1)
    ]
