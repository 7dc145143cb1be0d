"""Uppföljning: the columns of its table, by what is looked at."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.domain.planning.forecast import Method
from asfdesk.domain.planning.statement import RowKind
from asfdesk.domain.planning.variance import Comparison, Light
from asfdesk.i18n import (
    ABSENT,
    MINUS,
    _,
    decimal,
    money_exact,
    month_name,
    percent,
    pgettext,
    short_month,
)
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.forecast_words import caution_word, method_word
from asfdesk.reports.planning.variance_rows import light_word
from asfdesk.ui.kit.table.span_header import HeaderSpan
from asfdesk.ui.kit.table.table_model import Column, Kind, RowLook
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from asfdesk.domain.planning.follow_up import FollowUp
    from asfdesk.domain.planning.forecast import Caution
    from asfdesk.services.drivers.follow_up_views import FollowUpPageView, NamedRow

THOUSAND_KRONOR = 100_000
LIGHT_WIDTH, LEAST_NAME = 38, 150
TONES = {Light.GOOD: Tone.GOOD, Light.WARN: Tone.WARN, Light.BAD: Tone.BAD}
Layout = tuple[list[Column["NamedRow"]], list[HeaderSpan]]


class Mode(StrEnum):
    """What the table shows: how it stands, against earlier years, or the methods of forecast."""

    STATE = "state"
    TIME = "time"
    FORECAST = "forecast"


def thousands(ore: int | None) -> str:
    """Öre as thousands of kronor, half up; "–" for None."""
    return decimal(None if ore is None else Fraction(ore, THOUSAND_KRONOR), 0)


def signed_share(share: Fraction | None) -> str:
    """A share with its sign, zero without; "–" for None."""
    text = percent(share)
    return text if not share or text.startswith(MINUS) else f"+{text}"


def layout(shown: FollowUpPageView, mode: Mode, *, wide: bool) -> Layout:
    """Columns and the headings over them."""
    view = shown.view
    if view is None:
        return [], []
    make = {Mode.STATE: _state, Mode.TIME: _time, Mode.FORECAST: _forecast}[mode]
    return make(shown, view, wide=wide)


def row_look(named: NamedRow) -> RowLook:
    """Sums stand out."""
    return RowLook.TOTAL if named.row.row.kind is RowKind.SUBTOTAL else RowLook.NORMAL


def _state(shown: FollowUpPageView, view: FollowUp, *, wide: bool) -> Layout:
    closed = view.month_closed
    waiting = bool(shown.expected.items)
    month = [
        # Nothing booked in an open month is not zero: it is not booked yet.
        _money(
            _("Actual"),
            lambda n: n.row.figures.month.actual_ore or (0 if closed else None),
            muted=not closed,
        ),
        _money(_("Plan"), lambda n: n.row.figures.month.plan_ore, muted=True),
        _money(_("Var."), lambda n: n.row.figures.month.variance_ore if closed else None),
    ]
    so_far = [_money(_("Actual"), lambda n: n.row.figures.to_date.actual_ore)]
    if waiting:
        so_far.append(_expected(shown))
    so_far += [
        _money(_("Plan"), lambda n: n.row.figures.to_date.plan_ore, muted=True),
        _variance(),
        *([] if waiting and not wide else [_share()]),
        Column(
            "", lambda _n: "", tone=_light_tone, tooltip=_light_tip, badge=True, width=LIGHT_WIDTH
        ),
    ]
    if wide:
        so_far.append(_money(_("Last year"), lambda n: n.row.figures.last_year_ore, muted=True))
    year = [
        _money(_("Forecast"), lambda n: n.row.figures.year.actual_ore),
        _money(_("Plan"), lambda n: n.row.figures.year.plan_ore, muted=True),
    ]
    if wide:
        year.append(_money(_("Var."), lambda n: n.row.figures.year.variance_ore))
    name = capital(month_name(view.month.year, view.month.number, with_year=False))
    title = name if closed else _("%(month)s (open)") % {"month": name}
    return [_name(), *month, *so_far, *year], [
        HeaderSpan("", 1),
        HeaderSpan(title, len(month)),
        HeaderSpan(_so_far(view), len(so_far)),
        HeaderSpan(_("Full year"), len(year)),
    ]


def _time(shown: FollowUpPageView, view: FollowUp, *, wide: bool) -> Layout:
    del shown, wide
    so_far = [
        _money(_("Actual"), lambda n: n.row.figures.to_date.actual_ore),
        _money(_("A year before"), lambda n: n.row.figures.last_year_ore, muted=True),
        _money(
            _("Changed by"),
            lambda n: (
                Comparison(
                    n.row.figures.to_date.actual_ore, n.row.figures.last_year_ore
                ).variance_ore
            ),
        ),
    ]
    rolling = [
        _money(_("Actual"), lambda n: n.row.figures.rolling_ore),
        _money(_("A year before"), lambda n: n.row.figures.rolling_before_ore, muted=True),
        _money(
            _("Changed by"),
            lambda n: (
                Comparison(n.row.figures.rolling_ore, n.row.figures.rolling_before_ore).variance_ore
            ),
        ),
    ]
    return [_name(), *so_far, *rolling], [
        HeaderSpan("", 1),
        HeaderSpan(_so_far(view), len(so_far)),
        HeaderSpan(_twelve(view), len(rolling)),
    ]


def _forecast(shown: FollowUpPageView, view: FollowUp, *, wide: bool) -> Layout:
    del wide, view
    answers = [_answer(shown, method) for method in Method]
    year = [
        Column("", _method_mark, Kind.TEXT, tooltip=_method_tip),
        _money(_("Forecast"), lambda n: n.row.figures.year.actual_ore),
        _money(_("Plan"), lambda n: n.row.figures.year.plan_ore, muted=True),
        _money(_("Var."), lambda n: n.row.figures.year.variance_ore),
    ]
    return [
        _name(),
        _money(_("So far"), lambda n: n.row.figures.to_date.actual_ore),
        *answers,
        *year,
        Column("", lambda _n: "", tone=_caution_tone, tooltip=_method_tip, badge=True,
               width=LIGHT_WIDTH),
    ], [
        HeaderSpan("", 2),
        HeaderSpan(_("Full year by method"), len(answers)),
        HeaderSpan(_("Chosen"), len(year) + 1),
    ]  # fmt: skip


def _name() -> Column[NamedRow]:
    return Column(
        _("thousand kronor"),
        lambda n: n.name,
        stretch=True,
        least=LEAST_NAME,
        tone=_name_tone,
        tooltip=lambda n: n.name,
    )


def _variance() -> Column[NamedRow]:
    def words(named: NamedRow) -> str:
        ore = named.row.figures.to_date.variance_ore
        return ABSENT if ore is None else f"{money_exact(ore)} kr, {signed_share(named.row.share)}"

    return Column(
        _("Var."),
        lambda named: thousands(named.row.figures.to_date.variance_ore),
        Kind.MONEY,
        tooltip=words,
    )


def _share() -> Column[NamedRow]:
    return Column("%", lambda named: signed_share(named.row.share), Kind.NUMBER)


def _expected(shown: FollowUpPageView) -> Column[NamedRow]:
    def words(named: NamedRow) -> str:
        items = shown.expected.of(named.row.row.codes)
        return "\n".join(f"{one.name}: {money_exact(one.amount_ore)} kr" for one in items)

    return Column(
        pgettext("money", "Expected"),
        lambda named: thousands(shown.expected_ore(named) or None),
        Kind.MONEY,
        tooltip=words,
        muted=True,
    )


def _answer(shown: FollowUpPageView, method: Method) -> Column[NamedRow]:
    def ore(named: NamedRow) -> int | None:
        found = shown.answers.get(named.key, ())
        return next((one.ore for one in found if one.method is method), None)

    def caution_of(named: NamedRow) -> Caution | None:
        found = shown.answers.get(named.key, ())
        return next((one.caution for one in found if one.method is method), None)

    def text(named: NamedRow) -> str:
        amount, caution = ore(named), caution_of(named)
        return f"! {thousands(amount)}" if caution and amount is not None else thousands(amount)

    def words(named: NamedRow) -> str:
        caution = caution_of(named)
        parts = [method_word(method), *([caution_word(caution)] if caution else [])]
        return "\n".join(parts)

    return Column(
        method.value,
        text,
        Kind.MONEY,
        tooltip=words,
        muted=True,
        bold=lambda named: named.row.method is method,
    )


def _method_mark(named: NamedRow) -> str:
    return named.row.method.value if named.row.method else ""


def _method_tip(named: NamedRow) -> str:
    row = named.row
    if row.method is None:
        return ""
    parts = [method_word(row.method), *([caution_word(row.caution)] if row.caution else [])]
    return "\n".join(parts)


def _caution_tone(named: NamedRow) -> Tone | None:
    return Tone.WARN if named.row.caution else None


def _money(
    title: str,
    ore: Callable[[NamedRow], int | None],
    *,
    muted: bool = False,
) -> Column[NamedRow]:
    def exact(named: NamedRow) -> str:
        amount = ore(named)
        return ABSENT if amount is None else _("%(amount)s kr") % {"amount": money_exact(amount)}

    return Column(
        title,
        lambda named: thousands(ore(named)),
        Kind.MONEY,
        tooltip=exact,
        muted=muted,
    )


def _so_far(view: FollowUp) -> str:
    """January–October; the year is said where the months lie in two."""
    closed = view.closed_months
    if not closed:
        return _("Year to date")
    words = period_words(Period.of_months(closed[0], closed[-1]))
    if closed[0].year == closed[-1].year:
        words = words.removesuffix(f" {closed[-1].year}")
    return capital(words)


def _twelve(view: FollowUp) -> str:
    if view.through is None:
        return _("Rolling twelve months")
    last = view.through
    return _("Twelve months to %(month)s %(year)d") % {
        "month": short_month(last.number),
        "year": last.year,
    }


def capital(text: str) -> str:
    """With a capital letter first."""
    return text[:1].upper() + text[1:]


def _name_tone(named: NamedRow) -> Tone | None:
    return Tone.WARN if named.row.row.kind is RowKind.UNMAPPED else None


def _light_tone(named: NamedRow) -> Tone | None:
    return TONES.get(named.row.light)


def _light_tip(named: NamedRow) -> str:
    return light_word(named.row.light).capitalize()
