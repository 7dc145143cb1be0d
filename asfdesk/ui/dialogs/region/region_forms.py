"""The forms around a region: opening, a new one, an enterprise, a fingerprint, what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import PeriodKind, parse_period
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.services.region.make_region import make_region
from asfdesk.services.region.open_region import open_region
from asfdesk.ui.kit.errors import MessageDialog
from asfdesk.ui.kit.form.fields import CheckField, ChoiceField, TextField
from asfdesk.ui.kit.form.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from asfdesk.domain.period import Period
    from asfdesk.services.region.make_region import MadeRegion
    from asfdesk.ui.kit.form.form import FormValues
    from asfdesk.ui.tasks import Tasks

FORMATS = ("pdf", "xlsx", "csv", "json")


def ask_region_password(
    parent: QWidget | None, tasks: Tasks, path: Path, keys: Path, *, make: bool = False
) -> FormDialog:
    """Open a region, or make one with keys that are there; `saved` gives the Region."""
    return FormDialog(
        parent,
        _("New region") if make else _("Open the region"),
        [_secret("password", _("The key file's password or recovery code"))],
        lambda values: open_region(path, keys, values.text("password"), make=make),
        run=tasks.run,
        save_text=_("Open"),
        intro=_("%(region)s, with the keys in %(keys)s.")
        % {"region": path.name, "keys": keys.name},
    )


def ask_new_region(
    parent: QWidget | None,
    tasks: Tasks,
    path: Path,
    today: date,
    make: Callable[..., MadeRegion] = make_region,
) -> FormDialog:
    """A new region with new keys; `saved` gives the MadeRegion."""

    def save(values: FormValues) -> MadeRegion:
        password = values.text("new")
        if password != values.text("again"):
            raise InvalidInputError("again", _("The two passwords are not the same."))
        return make(path, values.text("name"), password, today)

    return FormDialog(
        parent,
        _("New region"),
        [
            TextField("name", _("What you are called"), required=True),
            _secret("new", _("New password")),
            _secret("again", _("The same again")),
        ],
        save,
        run=tasks.run,
        save_text=_("Make the region"),
        intro=_(
            "Three files are made beside each other: the region, your keys, and a card to give to"
            " the enterprises. The password is that of the keys, and opens the region too."
        ),
    )


def show_new_keys(parent: QWidget, made: MadeRegion) -> MessageDialog:
    """The recovery code and the fingerprint of new keys, once."""
    dialog = MessageDialog(
        parent,
        made.code,
        _("This recovery code opens the keys if you forget the password. It is nowhere else.")
        + " "
        + _("Write it down and keep it away from the computer."),
        _(
            "Send %(card)s to the enterprises, and read this fingerprint aloud to each of them:"
            " %(digits)s"
        )
        % {"card": made.card.name, "digits": made.fingerprint},
    )
    dialog.tell()
    return dialog


def ask_heard(parent: QWidget, tasks: Tasks, about: str, use: Callable[[str], Any]) -> FormDialog:
    """A fingerprint that somebody reads aloud; `saved` gives what `use` returned."""
    return FormDialog(
        parent,
        _("The first package from an enterprise"),
        [TextField("heard", _("Fingerprint, as it is read aloud"), required=True)],
        lambda values: use(values.text("heard")),
        run=tasks.run,
        save_text=_("Compare and take in"),
        intro=_("%(name)s. Call the enterprise on a number that you know already.")
        % {"name": about},
    )


def ask_enterprise(
    parent: QWidget, tasks: Tasks, use: Callable[[str, str, Period | None, str], Any]
) -> FormDialog:
    """An enterprise that packages are expected from."""

    def save(values: FormValues) -> object:
        found: object = use(
            values.text("org_number"),
            values.text("name"),
            _quarter(values.text("since")),
            values.text("heard"),
        )
        return found

    return FormDialog(
        parent,
        _("Follow an enterprise"),
        [
            TextField("org_number", _("Organisation number"), required=True),
            TextField("name", _("Name"), help=_("Not needed for one that is followed already")),
            TextField("since", _("First quarter"), help=_("for example 2026-Q3")),
            TextField("heard", _("Fingerprint, as it is read aloud")),
        ],
        save,
        run=tasks.run,
    )


@dataclass(frozen=True)
class Wish:
    """What is to be written: "compare", "late", "publish" or "rank"; and as which files."""

    what: str
    formats: tuple[str, ...]


def ask_what(parent: QWidget, chosen: str, use: Callable[[Wish], object]) -> FormDialog:
    """Which report, as which files.

    Args:
        parent: the window.
        chosen: name of the enterprise that is chosen; "" = none.
        use: takes the wish at once.
    """
    options = [
        ("compare", _("The comparison, confidential")),
        ("late", _("Who is late")),
        ("publish", _("For publication, small counts held back")),
    ]
    if chosen:
        options.append(("rank", _("Own rank, for %(name)s alone") % {"name": chosen}))

    def save(values: FormValues) -> object:
        formats = tuple(one for one in FORMATS if values.flag(one))
        if not formats:
            raise InvalidInputError("pdf", _("Choose at least one kind of file."))
        return use(Wish(values.choice("what"), formats))

    return FormDialog(
        parent,
        _("Write a report"),
        [
            ChoiceField("what", _("Report"), options=options, required=True),
            *_kinds(),
        ],
        save,
        save_text=_("Choose a folder …"),
        intro=_(
            "What is written for publication is remembered, so that the next one gives nothing"
            " away together with it."
        ),
    )


def _kinds() -> Sequence[CheckField]:
    names = {"pdf": "PDF", "xlsx": "Excel (XLSX)", "csv": "CSV", "json": "JSON"}
    return [CheckField(one, names[one], value=one == "pdf") for one in FORMATS]


def _quarter(text: str) -> Period | None:
    if not text.strip():
        return None
    try:
        found = parse_period(text.strip())
    except ValueError:
        found = None
    if found is None or found.kind is not PeriodKind.QUARTER:
        raise InvalidInputError("since", _("Write a quarter, for example 2026-Q3."))
    return found


def _secret(name: str, words: str) -> TextField:
    return TextField(name, words, required=True, secret=True)
