"""Which days a grid shows, over months and years."""

from __future__ import annotations

from datetime import date

from asfdesk.domain.period import Month
from asfdesk.ui.pages.hours.missing_days import day_runs
from asfdesk.ui.pages.hours.shown_days import ShownDays, Span, week_of


def test_a_week_is_whole_wherever_it_lies() -> None:
    week = week_of(date(2026, 10, 1))
    assert (week.first, week.last) == (date(2026, 9, 28), date(2026, 10, 4))
    week = week_of(date(2027, 1, 3))
    assert (week.first, week.last) == (date(2026, 12, 28), date(2027, 1, 3))
    assert week.first.isocalendar().week == 53


def test_steps_go_on_over_the_turn_of_the_year() -> None:
    shown = ShownDays(date(2026, 12, 30))
    shown.span = Span.WEEK
    shown.step(1)
    assert (shown.day, shown.month) == (date(2027, 1, 6), Month(2027, 1))
    shown.span = Span.DAY
    shown.step(-1)
    assert shown.day == date(2027, 1, 5)
    assert shown.period().first == shown.period().last == date(2027, 1, 5)


def test_a_month_begins_today_or_at_its_first_day() -> None:
    shown = ShownDays(date(2026, 11, 23))
    shown.go_to_month(Month(2028, 2), date(2026, 11, 23))
    assert shown.day == date(2028, 2, 1)
    assert shown.period().last == date(2028, 2, 29)
    shown.go_to_month(Month(2026, 11), date(2026, 11, 23))
    assert shown.day == date(2026, 11, 23)


def test_runs_of_days_are_drawn_together() -> None:
    days = [date(2026, 10, n) for n in (1, 2, 5, 7, 8, 9)]
    assert day_runs(days) == "1–2, 5, 7–9"
    assert day_runs([]) == ""
