"""`asfdesk figures FILE --period P`: every key figure with value, unit, numerator, denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.cli.output import say, say_json
from asfdesk.cli.password import read_password
from asfdesk.cli.usage import add_file, add_json, add_password, add_today, today_of
from asfdesk.domain.planning.figure import Unit
from asfdesk.i18n import _, money
from asfdesk.reports.period_words import period_words
from asfdesk.reports.planning.figure_words import figure_word, number_words, value_words
from asfdesk.services.drivers.break_even_figures import break_even_of
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.planning.figures_document import figures_document
from asfdesk.services.planning.key_figures import gather_figures
from asfdesk.services.sending.figures_period import figures_period

if TYPE_CHECKING:
    import argparse

    from asfdesk.domain.planning.figure import Figure
    from asfdesk.services.planning.key_figures import KeyFigureView


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_file(parser)
    parser.add_argument(
        "--period",
        required=True,
        metavar="P",
        help=_("2026-03, 2026-Q3, 2026, FY2026 or 2026-01..2026-06"),
    )
    add_password(parser)
    add_today(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the file and print the figures."""
    opened = open_client_file(arguments.file, read_password(arguments), read_only=True)
    try:
        period = figures_period(opened.session, arguments.period)
        session = opened.session
        view = gather_figures(
            session,
            period,
            today_of(arguments, session),
            break_even=break_even_of(session),
        )
        if arguments.json:
            say_json(figures_document(view))
        else:
            _say(view)
    finally:
        opened.close()
    return 0


def _say(view: KeyFigureView) -> None:
    say(_("Key figures, %(period)s") % {"period": period_words(view.period)})
    for figure in view.figures:
        say(f"{figure.number:>4}  {figure_word(figure.key)}: {_words(figure)}")
    if view.unmapped_ore:
        say(
            _("Without plan line, and so in no figure: %(amount)s kr.")
            % {"amount": money(view.unmapped_ore)}
        )


def _words(figure: Figure) -> str:
    if figure.protected:
        return _("not shown, because few people are behind it")
    if figure.value is None or figure.numerator is None:
        return value_words(figure)
    parts = (
        number_words(figure.numerator, figure.numerator_unit),
        number_words(figure.denominator, figure.denominator_unit),
    )
    unit = " " + _("months") if figure.unit is Unit.MONTHS else ""
    return f"{value_words(figure)}{unit} ({parts[0]} / {parts[1]})"
