"""What a key figure doesn't tell, in sentences: why it is absent, and what is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Month
from asfdesk.domain.planning.figure import Source
from asfdesk.domain.planning.key_figures import BY_YEAR
from asfdesk.i18n import _, money, month_name
from asfdesk.reports.planning.society_words import factor_words
from asfdesk.services.planning.key_figures import TRAINING_COST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asfdesk.domain.planning.figure import Figure
    from asfdesk.domain.planning.society import SocietyCalculation
    from asfdesk.services.planning.key_figures import KeyFigureView
    from asfdesk.services.session import ReadSession

_OF_BOOKS = frozenset(
    {
        Source.BOOKS,
        Source.BOOKS_AND_BALANCE,
        Source.BOOKS_AND_AGREEMENTS,
        Source.BOOKS_AND_ATTENDANCE,
        Source.BOOKS_AND_EXITS,
        Source.ASSUMPTIONS,
    }
)
_OF_TRAINING_COST = frozenset({"15", "16", "23", "27", "28"})
_OF_ATTENDANCE = frozenset({Source.ATTENDANCE, Source.BOOKS_AND_ATTENDANCE, Source.SUPERVISION})


@dataclass(frozen=True)
class Doubts:
    """What is known about the period as a whole."""

    view: KeyFigureView
    society: SocietyCalculation
    lines_chosen: bool

    @classmethod
    def of(cls, session: ReadSession, view: KeyFigureView, society: SocietyCalculation) -> Doubts:
        """From the open file."""
        chosen = bool(session.enterprise.setting(TRAINING_COST_LINES, ""))
        return cls(view, society, chosen)


def warnings_of(figure: Figure, doubts: Doubts) -> tuple[str, ...]:
    """What to keep in mind about one figure, the most important first."""
    return (*_absent(figure, doubts), *_incomplete(figure, doubts), *_how(figure, doubts))


def _absent(figure: Figure, doubts: Doubts) -> Iterator[str]:
    if figure.protected:
        yield _("Not shown, because few people are behind it.")
    elif figure.value is None and not figure.counts:
        yield _why_absent(figure, doubts)


def _why_absent(figure: Figure, doubts: Doubts) -> str:
    if figure.source in _OF_BOOKS and doubts.view.books is None:
        return _("There is no bookkeeping for the period.")
    if figure.number in BY_YEAR:
        return _plan_lacks(figure)
    if figure.number in ("27", "28") and not doubts.society.valued:
        return _("Nobody has said what a result is worth. See Value to society.")
    if figure.number == "27" and doubts.society.missing:
        missing = factor_words(doubts.society.missing)
        return _("These assumptions are missing: %(names)s.") % {"names": missing}
    books = doubts.view.books
    if figure.number in _OF_TRAINING_COST and books and books.training_cost is None:
        return _("Nothing is booked on the lines whose cost is the training's.")
    if figure.denominator == 0:
        return _("There is nothing to divide by: the lower number is zero.")
    return {
        Source.BALANCE: _("There is no balance sheet for the end of the period."),
        Source.BOOKS_AND_BALANCE: _("There is no balance sheet for the end of the period."),
        Source.BOOKS_AND_AGREEMENTS: _("Agreements and attendance do not say whose income it is."),
        Source.SUPERVISION: _("There is no supervision time, or somebody's cost is not known."),
    }.get(figure.source, _("What it is worked out from is not filled in."))


def _plan_lacks(figure: Figure) -> str:
    if figure.denominator is not None and figure.denominator <= 0:
        return _("By the plan, one more place costs more than it brings in.")
    return {
        "24": _("No plan in force for the year says places, price and occupancy."),
        "25": _("The plan lacks trainees per supervisor, or never breaks even."),
        "26": _("No plan in force for the year has sales of goods with a margin."),
    }[figure.number]


def _incomplete(figure: Figure, doubts: Doubts) -> Iterator[str]:
    view = doubts.view
    if figure.source not in _OF_BOOKS or view.books is None:
        return
    last = Month.of(view.period.last)
    if view.reached is not None and view.reached < last:
        name = month_name(view.reached.year, view.reached.number)
        yield _("The books go to %(month)s only; what comes after is not in it.") % {"month": name}
    if view.unmapped_ore:
        yield _("%(amount)s kr is booked on accounts without a plan line and is not in it.") % {
            "amount": money(view.unmapped_ore)
        }


def _how(figure: Figure, doubts: Doubts) -> Iterator[str]:
    if figure.value is None:
        return
    if figure.number in _OF_TRAINING_COST and not doubts.lines_chosen:
        yield _(
            "Only supervisors' pay counts as the training's cost until you choose which lines do."
        )
    if figure.number == "5":
        yield from _who_pays(doubts)
    if figure.number == "10a":
        yield _("Wage subsidies are not taken off.")
    if figure.number in ("27", "28"):
        yield _("The likely case of your own assumptions. Read it with its range.")


def _who_pays(doubts: Doubts) -> Iterator[str]:
    """The largest buyer may not be the one that most depends on: a grant may be larger."""
    books = doubts.view.books
    if books is not None and books.largest_payer is not None and books.grants > books.largest_payer:
        yield _(
            "Support and grants came to %(amount)s kr, more than the largest buyer paid: you may"
            " depend more on one funder than this figure says."
        ) % {"amount": money(books.grants)}
    yield _("Only buyers of training are told apart: the books do not say who pays a grant.")
