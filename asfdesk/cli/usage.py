"""argparse in the user's language, and the options that several verbs share."""

from __future__ import annotations

import argparse
import gettext
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from asfdesk import paths
from asfdesk.i18n import LANGUAGES, N_, _, set_language
from asfdesk.services.sending.report_period import report_period
from asfdesk.services.standing_date import today_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import FiscalYear
    from asfdesk.services.session import ReadSession

WRONG_USAGE = 2
_MAX_DIGITS = 9

ARGPARSE_SOURCES = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
)
"""What argparse says by itself; it asks gettext, so our catalogue can answer."""


class Parser(argparse.ArgumentParser):
    """Wrong usage is exit code 2 with the usage line and one message."""

    def error(self, message: str) -> NoReturn:
        """Say how it is used and end the program."""
        text = _("%(message)s. Write %(program)s --help to see how it is used.") % {
            "message": message[:1].upper() + message[1:],
            "program": self.prog,
        }
        self.exit(WRONG_USAGE, f"{self.format_usage()}asfdesk: {text}\n")


def chosen_language(words: Sequence[str]) -> str:
    """The language asked for anywhere on the command line; Swedish otherwise (decisions D4)."""
    for index, word in enumerate(words):
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return LANGUAGES[0]


def speak(language: str) -> None:
    """Use a language for our own sentences and for argparse's."""
    set_language(language)
    os.environ["LANGUAGE"] = language if language in LANGUAGES else LANGUAGES[0]
    gettext.bindtextdomain("asfdesk", str(paths.translations()))
    gettext.textdomain("asfdesk")


def add_language(parser: argparse.ArgumentParser) -> None:
    """--lang, before or after the verb."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("language of all output")
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """The client file."""
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the client file"))


def add_password(parser: argparse.ArgumentParser) -> None:
    """--password-file; see `password.read_password`."""
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar=_("PATH"),
        help=_("read the password from this file; otherwise ASFDESK_PASSWORD, otherwise ask"),
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json."""
    parser.add_argument("--json", action="store_true", help=_("one JSON document on stdout"))


def add_today(parser: argparse.ArgumentParser) -> None:
    """--today, for scripts that must give the same answer every day."""
    parser.add_argument(
        "--today",
        type=a_day,
        default=None,
        metavar=_("YYYY-MM-DD"),
        help=_("count from this day instead of today"),
    )


def running_number(text: str) -> int:
    """A trainee's or an agreement's number."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS):
        message = _("%(text)s is not a number like 7") % {"text": text}
        raise argparse.ArgumentTypeError(message)
    return int(text)


def today_of(arguments: argparse.Namespace, session: ReadSession | None = None) -> date:
    """The day that --today names, else the example's own day, else the computer's."""
    chosen: date | None = arguments.today
    if chosen is not None:
        return chosen
    today = date.today()  # noqa: DTZ011 - the user's own day is what is meant
    return today if session is None else today_in(session, today)


def fiscal_year_of(session: ReadSession, text: str) -> FiscalYear:
    """The fiscal year that a text names: 2026, FY2026 or its first month, 2026-07.

    Raises:
        InvalidInputError: it names none or several.
    """
    period = report_period(session, f"FY{text.upper().removeprefix('FY')}")
    return next(
        year
        for year in session.enterprise.fiscal_years()
        if (year.first, year.last) == (period.first, period.last)
    )


def a_day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("%(text)s is not a date like 2026-03-31") % {"text": text}
        raise argparse.ArgumentTypeError(message) from None
