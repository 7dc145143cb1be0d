"""`asfdesk package make|verify|card|keys`: export packages, out and in (decisions C15, D4).

Exit code of `verify`: 0 let in, 1 other trouble, and one code for each reason to refuse.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk.cli.make_report import moment_of
from asfdesk.cli.open_to_change import add_take_over, open_to_change
from asfdesk.cli.output import advise, complain, say, say_json
from asfdesk.cli.password import read_new_password, read_password
from asfdesk.cli.usage import add_file, add_json, add_language, add_password, add_today, today_of
from asfdesk.domain.sending.package_arrival import PackageFault
from asfdesk.domain.sending.packages import spoken
from asfdesk.domain.visiting_codes import RecipientKind
from asfdesk.errors import InvalidInputError
from asfdesk.formats.package.faults import PackageRefusedError
from asfdesk.formats.package.recipient_keys import card_of
from asfdesk.i18n import _, day
from asfdesk.reports.head_facts import open_issues_words
from asfdesk.services.sending.make_package import PackageOrder, make_package, preview_package
from asfdesk.services.sending.receive_package import (
    let_in,
    make_keys,
    open_keys,
    package_in,
    renew_keys,
    write_own_card,
)
from asfdesk.services.sending.recipients import (
    card_in,
    confirm_recipient,
    import_card,
    own_fingerprint,
)
from asfdesk.services.sending.report_period import report_period

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from datetime import date

    from asfdesk.domain.sending.packages import PackageContent
    from asfdesk.services.session import ReadSession

EXIT_CODES = {
    PackageFault.NOT_A_PACKAGE: 10,
    PackageFault.DAMAGED: 11,
    PackageFault.TOO_LARGE: 12,
    PackageFault.NEWER: 13,
    PackageFault.FORGED: 14,
    PackageFault.ALTERED: 15,
    PackageFault.NOT_FOR_US: 16,
    PackageFault.NEEDS_KEYS: 17,
    PackageFault.EXPIRED_CARD: 18,
    PackageFault.UNPINNED: 19,
    PackageFault.WRONG_ENTERPRISE: 20,
    PackageFault.REPLAYED: 21,
    PackageFault.SUPERSEDED: 22,
}
_YEARS = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes: one of four things to do, each with its own options."""
    doing = parser.add_subparsers(dest="doing", metavar=_("WHAT"), required=True)
    parts: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
        ("make", _("make a package of a quarter"), _make_arguments),
        ("verify", _("judge a package that has come, and note it as arrived"), _verify_arguments),
        ("card", _("list recipients, or import a recipient's card"), _card_arguments),
        ("keys", _("make or renew a recipient's own keys and card"), _keys_arguments),
    )
    for name, text, arguments in parts:
        sub = doing.add_parser(name, help=text, description=text)
        add_language(sub)
        arguments(sub)
        add_password(sub)
        add_today(sub)


def _make_arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--period", required=True, metavar="P", help=_("the quarter, for example 2026-Q3")
    )
    parser.add_argument("--recipient", required=True, metavar=_("NAME"), help=_("who it goes to"))
    parser.add_argument(
        "--reports", default="R7", metavar="R[,R]", help=_("which reports it holds")
    )
    parser.add_argument(
        "--exact",
        action="store_true",
        help=_("add exact totals, marked as confidential, as you have agreed on"),
    )
    parser.add_argument("--preview", action="store_true", help=_("only show what it would hold"))
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar=_("DIR"), help=_("folder for the files")
    )
    add_take_over(parser)


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=Path, metavar=_("PACKAGE"), help=_("the package"))
    parser.add_argument(
        "--keys", type=Path, metavar=_("KEYFILE"), help=_("the recipient's own key file")
    )
    _add_fingerprint(parser)
    add_json(parser)


def _card_arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "card", nargs="?", type=Path, metavar=_("CARD"), help=_("a recipient's card to import")
    )
    _add_fingerprint(parser)
    add_take_over(parser)


def _keys_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", type=Path, metavar=_("KEYFILE"), help=_("the key file"))
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("who the recipient is"))
    parser.add_argument(
        "--kind",
        choices=[one.value for one in RecipientKind],
        default=RecipientKind.SUPPORT.value,
        help=_("what kind of recipient"),
    )
    parser.add_argument("--renew", action="store_true", help=_("make a new card that lasts longer"))
    parser.add_argument(
        "--card", type=Path, required=True, metavar=_("CARD"), help=_("where to write the card")
    )


def _add_fingerprint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fingerprint",
        default="",
        metavar=_("DIGITS"),
        help=_("the sender's fingerprint, as it was read aloud"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do one of them."""
    doing: dict[str, Callable[[argparse.Namespace], int]] = {
        "make": _make,
        "verify": _verify,
        "card": _card,
        "keys": _keys,
    }
    return doing[arguments.doing](arguments)


def _make(arguments: argparse.Namespace) -> int:
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        order = _order(arguments, session)
        shown = preview_package(session, order)
        made = None if arguments.preview else make_package(session, order, arguments.out)
        fingerprint = own_fingerprint(session)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    for issue in shown.issues:
        advise(f"{open_issues_words()}: {issue}")
    if made is None:
        for name in shown.contents:
            say(name)
        for key, count in shown.exact.items():
            say(f"{key} = {count}")
        return 0
    if not made.encrypted:
        advise(_("The package is not encrypted: the recipient's card has not been imported."))
    say(str(made.path))
    say(_("Fingerprint to read aloud: %(digits)s") % {"digits": fingerprint})
    return 0


def _order(arguments: argparse.Namespace, session: ReadSession) -> PackageOrder:
    today = today_of(arguments, session)
    wanted = arguments.recipient.strip().casefold()
    cards = [
        one.id
        for one in session.packages.recipients()
        if one.card.name.strip().casefold() == wanted and one.ended_on is None
    ]
    return PackageOrder(
        report_period(session, arguments.period),
        today,
        moment_of(today),
        cards[-1] if cards else None,
        arguments.recipient,
        tuple(part.strip() for part in arguments.reports.split(",")),
        exact=arguments.exact,
    )


def _verify(arguments: argparse.Namespace) -> int:
    try:
        opened = open_keys(arguments.keys, read_password(arguments)) if arguments.keys else None
        content = package_in(arguments.package, opened)
        if opened is not None:
            let_in(opened, content, arguments.fingerprint, today_of(arguments))
    except PackageRefusedError as error:
        complain(error)
        if arguments.json:
            say_json({"fault": error.fault.value, "exit": EXIT_CODES[error.fault]})
        return EXIT_CODES[error.fault]
    if arguments.json:
        say_json(_as_json(content))
        return 0
    say(f"{content.sender.name}, {content.sender.org_number}: {content.period}")
    say(_("Fingerprint: %(digits)s") % {"digits": spoken(content.fingerprint)})
    if opened is None:
        advise(_("Whole, but without your keys nobody knows who signed it: compare the digits."))
    return 0


def _as_json(content: PackageContent) -> dict[str, object]:
    return {
        "uid": content.uid,
        "number": content.number,
        "replaces": content.replaces,
        "enterprise": content.sender.name,
        "org_number": content.sender.org_number,
        "period": str(content.period),
        "fingerprint": spoken(content.fingerprint),
        "recipient": content.addressee.name,
        "measures": [
            {"report": report, "key": one.key, "unit": one.unit, "state": one.state}
            | ({} if one.value is None else {"value": one.value})
            | ({"exact": True} if one.exact else {})
            for report, found in content.reports.items()
            for one in found
        ],
        "files": list(content.files),
    }


def _card(arguments: argparse.Namespace) -> int:
    opened = open_to_change(arguments)
    try:
        session = opened.writing()
        today = today_of(arguments, session)
        if arguments.card is not None:
            recipient = import_card(session, card_in(arguments.card, today), today)
            if arguments.fingerprint:
                confirm_recipient(session, recipient, arguments.fingerprint, today)
        lines = [_line(session, one.id, today) for one in session.packages.recipients()]
        own = own_fingerprint(session)
    except BaseException:
        opened.leave(keep_work=False)
        raise
    opened.close()
    for line in lines:
        say(line)
    if own:
        say(_("Fingerprint to read aloud: %(digits)s") % {"digits": own})
    return 0


def _line(session: ReadSession, recipient_id: int, today: date) -> str:
    found = session.packages.recipient(recipient_id)
    if found is None:
        return ""
    state = _("takes packages") if found.takes(today) else _("the fingerprint must be compared")
    if found.ended_on is not None:
        state = _("ended %(day)s") % {"day": day(found.ended_on)}
    elif found.card.valid_until < today:
        state = _("the card has expired")
    return f"{found.id} {found.card.name}: {spoken(found.card.fingerprint)} ({state})"


def _keys(arguments: argparse.Namespace) -> int:
    today = today_of(arguments)
    until = today.replace(year=today.year + _YEARS, day=min(today.day, 28))
    if arguments.keys.exists():
        opened = open_keys(arguments.keys, read_password(arguments))
        opened = renew_keys(opened, today, until) if arguments.renew else opened
    else:
        if not arguments.name.strip():
            raise InvalidInputError(
                "name", _("Write who the recipient is."), "", _("Use %s.") % "--name"
            )
        kind = RecipientKind(arguments.kind)
        password = read_new_password(arguments)
        opened, code = make_keys(
            arguments.keys, arguments.name.strip(), kind, today, until, password=password
        )
        say(_("Recovery code: %(code)s") % {"code": code})
    write_own_card(opened, arguments.card)
    digits = spoken(card_of(opened.keys).fingerprint)
    say(_("Fingerprint to read aloud: %(digits)s") % {"digits": digits})
    return 0
