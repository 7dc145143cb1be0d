"""Forms of the follow-up: comments, actions, what is expected, what was sold, and the limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import effect_of_input
from asfdesk.domain.plan import THOUSANDTHS
from asfdesk.domain.planning.comments import AgreedAction, CommentScope
from asfdesk.domain.planning.expected import ExpectedItem
from asfdesk.domain.planning.variance import Limits
from asfdesk.i18n import GROUP, _, decimal, month_name
from asfdesk.services.planning.follow_up_settings import set_limits
from asfdesk.services.planning.note_expected import (
    change_expected,
    note_expected,
    set_sold_volumes,
    settle_expected,
)
from asfdesk.services.write_comments import agree_action, change_action, write_comment
from asfdesk.ui.dialogs.names_field import NAMES, allowed_text, names_field, refuse_names
from asfdesk.ui.kit.form import parse
from asfdesk.ui.kit.form.fields import (
    ChoiceField,
    DateField,
    Field,
    FormHeading,
    MoneyField,
    MultilineField,
    PercentField,
    TextField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.comments import Comment
    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView
    from asfdesk.ui.kit.form.form import FormDialog
    from asfdesk.ui.kit.form.form_values import FormValues
    from asfdesk.ui.page import Page


@dataclass(frozen=True)
class VolumeField(Field):
    """How many were sold, kept in thousandths of a unit; None when empty."""

    value: int | None = None

    def show(self) -> str:
        """Without needless decimals."""
        if self.value is None:
            return ""
        text = decimal(Fraction(self.value, THOUSANDTHS), 3).replace(GROUP, " ")
        return text.rstrip("0").rstrip(",.")

    def parse(self, text: str) -> int:
        """Thousandths."""
        exact = parse.parse_decimal(text) * THOUSANDTHS
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def complaint(self) -> str:
        """How a number is written."""
        return _("Write a number, for example 1200 or 37.5.")


def open_comment(page: Page, key: str, name: str, comment: Comment | None) -> FormDialog | None:
    """Write or change the comment of a row and the page's month."""
    write, month, today = page.context.write, page.month, page.context.today
    if write is None:
        return None

    def save(values: FormValues) -> Changes:
        text = allowed_text(write, values, "body")
        return write_comment(write, CommentScope.LINE, str(month), key, text, today)

    return page.form(
        _("Comment on %(row)s, %(month)s")
        % {"row": name, "month": month_name(month.year, month.number)},
        [
            MultilineField("body", _("What explains the figure"), comment.body if comment else ""),
            names_field(),
        ],
        save,
        intro=_("Your adviser can read the comment, and it stands in the report."),
    )


def open_action(
    page: Page,
    key: str,
    rows: Sequence[tuple[str, str]] = (),
    action: AgreedAction | None = None,
) -> FormDialog | None:
    """Note what was agreed, or change it.

    Args:
        page: the page.
        key: the row it is about.
        rows: rows to choose from; none = it is about `key`.
        action: the one to change; None = a new one.
    """
    write, today = page.context.write, page.context.today
    if write is None:
        return None
    before = action or AgreedAction(0, "", "", None, today, None, key)

    def save(values: FormValues) -> Changes:
        what, owner = values.text("what"), values.text("owner")
        refuse_names(write, f"{what} {owner}", allowed=values.flag(NAMES))
        made = replace(
            before,
            what=what,
            owner=owner,
            due_on=values.day("due_on"),
            line_code=values.choice("row") if "row" in values else key,
        )
        return change_action(write, made) if action else agree_action(write, made)

    choice = [ChoiceField("row", _("About"), before.line_code, options=rows)] if rows else []
    return page.form(
        _("Change the action") if action else _("Agree on an action"),
        [
            TextField("what", _("What is to be done"), before.what, required=True),
            TextField("owner", _("Who does it"), before.owner, help=_("A role is enough.")),
            DateField("due_on", _("Due"), before.due_on),
            *choice,
            names_field(),
        ],
        save,
        save_text="" if action else _("Agree"),
    )


def open_expected(
    page: Page, shown: FollowUpPageView, item: ExpectedItem | None = None, key: str = ""
) -> FormDialog | None:
    """Note what is expected and not booked, or change it."""
    write, view, today = page.context.write, shown.view, page.context.today
    if write is None or view is None:
        return None
    months = view.closed_months or view.year.months()[:1]
    start = item or ExpectedItem(0, key, months[-1], 0, "", today)
    lines = {line.code: line for line in shown.plan_lines}

    def save(values: FormValues) -> Changes:
        name, code = allowed_text(write, values, "name"), values.choice("line")
        made = replace(
            start,
            name=name,
            line_code=code,
            month=values.choice("month"),
            amount_ore=effect_of_input(lines[code], values.required_whole("amount")),
        )
        return change_expected(write, made) if item else note_expected(write, made)

    typed = effect_of_input(lines[start.line_code], start.amount_ore) if item else None
    return page.form(
        _("Expected, not booked yet"),
        [
            TextField("name", _("What is expected"), start.name, required=True),
            ChoiceField("line", _("Plan line"), start.line_code, options=shown.lines),
            ChoiceField(
                "month",
                _("Belongs to"),
                start.month,
                options=[(month, month_name(month.year, month.number)) for month in months],
            ),
            MoneyField(
                "amount",
                _("Amount, kr without VAT"),
                typed,
                help=_("Costs are written as positive numbers too."),
                required=True,
            ),
            names_field(),
        ],
        save,
        intro=_(
            "It stands beside the actual, and never in it, until you say that it has been booked."
        ),
    )


def open_settle(page: Page, item: ExpectedItem) -> FormDialog | None:
    """Say that something expected has been booked, or is not to be counted."""
    write, today = page.context.write, page.context.today
    if write is None:
        return None
    return page.form(
        _("Booked, or no longer expected"),
        [
            DateField(
                "settled_on",
                _("Booked on"),
                today,
                help=_("It still stands beside months that end before that day."),
                required=True,
            )
        ],
        lambda values: settle_expected(write, item, values.required_day("settled_on")),
        intro=item.name,
    )


def open_limits(page: Page, limits: Limits) -> FormDialog | None:
    """Change up to where a difference is good, and up to where it is a warning."""
    write = page.context.write
    if write is None:
        return None

    def save(values: FormValues) -> Changes:
        return set_limits(
            write,
            Limits(
                values.required_whole("good_bp"),
                values.required_whole("good_ore"),
                values.required_whole("warn_bp"),
                values.required_whole("warn_ore"),
            ),
        )

    return page.form(
        _("Limits of the lights"),
        [
            FormHeading("good", _("Good, as long as it is no worse than")),
            PercentField("good_bp", _("Share of the plan"), limits.good_bp, required=True),
            MoneyField("good_ore", _("or kronor"), limits.good_ore, required=True),
            FormHeading("warn", _("A warning, as long as it is no worse than")),
            PercentField("warn_bp", _("Share of the plan"), limits.warn_bp, required=True),
            MoneyField("warn_ore", _("or kronor"), limits.warn_ore, required=True),
        ],
        save,
        intro=_("The larger of the two counts. They hold for every row, here and in the report."),
    )


def open_volumes(
    page: Page,
    code: str,
    name: str,
    months: Sequence[Month],
    known: Mapping[Month, int],
) -> FormDialog | None:
    """Type how much was sold of something, month by month."""
    write = page.context.write
    if write is None:
        return None

    def save(values: FormValues) -> Changes:
        typed = {month: values.whole(f"m{month}") for month in months}
        return set_sold_volumes(write, code, name, typed)

    return page.form(
        _("Sold: %(name)s") % {"name": name},
        [
            VolumeField(f"m{month}", month_name(month.year, month.number), known.get(month))
            for month in months
        ],
        save,
        intro=_(
            "Bookkeeping holds no volumes. Leave a month empty when you don't know: it is not"
            " guessed."
        ),
    )
