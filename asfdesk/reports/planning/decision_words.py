"""The forecast from decisions in sentences: what is expected, what it rests on, how sure it is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.i18n import _, day, decimal, money, month_name, ngettext, percent
from asfdesk.reports.words import form_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.agreements import Agreement
    from asfdesk.domain.period import Month
    from asfdesk.domain.planning.decision_forecast import Parts
    from asfdesk.domain.planning.decision_inputs import Rate
    from asfdesk.domain.planning.decision_paths import Band
    from asfdesk.domain.planning.decision_record import Group

FEW = 10
"""Fewer cases than this are said to be few."""

BASIS_POINTS = 10_000
DAYS_IN_MONTH = Fraction(1461, 48)


def share_bp(bp: int) -> str:
    """Basis points as whole per cent, or with one decimal where that says more."""
    return percent(Fraction(bp, BASIS_POINTS), 0 if bp % 100 == 0 else 1)


def expected_words(months: Sequence[Month], parts: Parts, band: Band) -> str:
    """What is expected, and between what eight outcomes of ten lie."""
    text = _(
        "Training is expected to give %(amount)s kr in %(months)s. Eight outcomes of ten lie"
        " between %(low)s and %(high)s kr."
    )
    return text % {
        "amount": money(parts.total),
        "months": span_words(months),
        "low": money(band.p10),
        "high": money(band.p90),
    }


def span_words(months: Sequence[Month]) -> str:
    """November–december 2026, with the year once where it is one."""
    first, last = months[0], months[-1]
    end = month_name(last.year, last.number)
    if first == last:
        return end
    start = month_name(first.year, first.number, with_year=first.year != last.year)
    return f"{start}\u2013{end}"


def parts_words(parts: Parts) -> str:
    """What of it is certain, and what is not; parts that are nothing are left out."""
    said = []
    if parts.fixed:
        said.append(
            _("%(amount)s kr is sold whoever comes, or delivered already")
            % {"amount": money(parts.fixed)}
        )
    if parts.decided:
        said.append(_("%(amount)s kr is decided") % {"amount": money(parts.decided)})
    if parts.prolonged:
        text = _("%(amount)s kr rests on decisions being prolonged")
        said.append(text % {"amount": money(parts.prolonged)})
    if parts.new:
        text = _("%(amount)s kr rests on new trainees")
        said.append(text % {"amount": money(parts.new)})
    return _("Of it %(parts)s.") % {"parts": "; ".join(said)} if said else ""


def plan_words(difference_ore: int | None) -> str:
    """How it stands to the plan of the same months."""
    if difference_ore is None:
        return ""
    if difference_ore == 0:
        return _("The plan says the same.")
    text = (
        _("That is %(amount)s kr more than the plan.")
        if difference_ore > 0
        else _("That is %(amount)s kr less than the plan.")
    )
    return text % {"amount": money(abs(difference_ore))}


def year_words(label: str, so_far_ore: int, forecast_ore: int) -> str:
    """What the year would end at."""
    text = _("With %(so_far)s kr so far, training ends at %(amount)s kr for %(year)s.")
    return text % {
        "so_far": money(so_far_ore),
        "amount": money(so_far_ore + forecast_ore),
        "year": label,
    }


def prolonged_words(seen: tuple[int, int], counted_bp: int, *, decided: bool) -> str:
    """How often decisions have been prolonged, and what is counted with."""
    prolonged, ended = seen
    if decided:
        counted = _("You have chosen %(share)s.") % {"share": share_bp(counted_bp)}
    else:
        whole = percent(Fraction(counted_bp, BASIS_POINTS), 0)
        counted = _("Counted as %(share)s.") % {"share": whole}
    if not ended:
        return _("No decision has ended yet.") + " " + counted
    text = ngettext(
        "%%(prolonged)d of %(num)d ended decision was prolonged.",
        "%%(prolonged)d of %(num)d ended decisions were prolonged.",
        ended,
    )
    return f"{text % {'prolonged': prolonged}} {counted}{few_words(ended)}"


def few_words(count: int) -> str:
    """Small numbers said plainly."""
    return " " + _("That is few to go by.") if count < FEW else ""


def lengths_words(lengths: Sequence[int], *, seen: bool) -> str:
    """How long prolongations have been."""
    if not seen:
        return _("No prolongation has been seen; half a year is taken for granted.")
    ordered = sorted(lengths)
    middle = ordered[len(ordered) // 2]
    text = ngettext(
        "%(num)d prolongation: %%(days)d days.",
        "%(num)d prolongations: %%(low)d to %%(high)d days, %%(days)d in the middle.",
        len(ordered),
    )
    said = text % {"days": middle, "low": ordered[0], "high": ordered[-1]}
    return said + few_words(len(ordered))


def paid_words(share_bp_: int, units: Fraction, *, decided: bool) -> str:
    """The paid share: attendance and absence rules in one."""
    share = share_bp(share_bp_)
    if decided:
        return _("You have chosen %(share)s.") % {"share": share}
    if not units:
        return _("Nothing is written down yet. Counted as %(share)s.") % {"share": share}
    text = _(
        "%(share)s of what is booked is paid, by attendance and the agreement's absence rules"
        " (%(units)s booked days or hours in twelve months)."
    )
    return text % {"share": share, "units": decimal(units, 0)}


def early_words(rate: Rate) -> str:
    """How often somebody leaves before the decision ends. Why is never looked at."""
    text = ngettext(
        "%(num)d placement has ended before its decision did; counted as %%(share)s a month.",
        "%(num)d placements have ended before their decision did; counted as %%(share)s a month.",
        rate.times,
    )
    monthly = Fraction(rate.mean) * DAYS_IN_MONTH
    return text % {"share": percent(monthly)} + few_words(rate.times)


def filled_words(times: int, free_days: int, wait_days: int, *, on: bool) -> str:
    """How soon free places are filled, and whether that is counted with."""
    text = ngettext(
        "%(num)d new placement on %%(days)s days of free places in two years: a free place waits"
        " about %%(wait)d days.",
        "%(num)d new placements on %%(days)s days of free places in two years: a free place waits"
        " about %%(wait)d days.",
        times,
    )
    said = text % {"days": decimal(Fraction(free_days), 0), "wait": wait_days}
    return said + few_words(times) if on else said + " " + _("Not counted with.")


def effect_words(ore: int, points: int) -> str:
    """How much the income of the months changes with an assumption."""
    text = _("%(points)d percentage points more: %(amount)s kr.")
    return text % {"points": points, "amount": signed(ore)}


def new_effect_words(ore: int, *, on: bool) -> str:
    """What counting with new trainees, or not, would change."""
    text = (
        _("Without new trainees: %(amount)s kr.") if on else _("With new trainees: %(amount)s kr.")
    )
    return text % {"amount": signed(ore)}


def group_words(buyer: str, group: Group) -> str:
    """Whose decisions are measured together."""
    form = form_word(group.form)
    return f"{buyer}, {form[:1].lower()}{form[1:]}"


def limits_words(agreements: Sequence[Agreement], last: Month) -> list[str]:
    """What is not in the forecast: agreements that end, and fees for results."""
    return [
        _("%(agreement)s ends on %(day)s; nothing is counted after that.")
        % {"agreement": one.name, "day": day(one.ends_on)}
        for one in agreements
        if one.ends_on is not None and one.ends_on < last.last
    ]


def signed(ore: int) -> str:
    """Whole kronor with plus or minus."""
    return f"+{money(ore)}" if ore > 0 else money(ore)
