"""The recovery sheet as a document: one page that is printed and locked away (decisions C14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.i18n import _
from asfdesk.reports.document import (
    Document,
    Fact,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
)

if TYPE_CHECKING:
    from asfdesk.reports.document import Head

KEY = "recovery"


def build(head: Head, file_name: str, code: str) -> Document:
    """The sheet.

    Args:
        head: whose file it is and when the sheet was made.
        file_name: what the client file is called, without its folder.
        code: the recovery code, in groups.
    """
    day = head.created_at.date()
    facts = (
        Fact(_("Enterprise"), head.company),
        Fact(_("Organisation number"), head.org_number),
        Fact(_("Client file"), file_name),
        Fact(_("Printed"), day, Kind.DATE),
    )
    return Document(
        KEY,
        _("Recovery sheet"),
        Period(day, day),
        head,
        (
            Facts(facts),
            KeyFigures((KeyFigure(_("Recovery code"), code, Kind.TEXT),)),
            Paragraph(
                _(
                    "With this code the client file opens when the password is forgotten. It opens "
                    "everything, as an owner's password does, and it is written nowhere else."
                )
            ),
            Heading(_("How to use it"), 2),
            *_steps(),
            Heading(_("How the code is written"), 2),
            Paragraph(
                _(
                    "Seven groups of four characters. The letters I, L, O and U are not used. The "
                    "last characters are a checksum: if one character is wrong the program says so."
                )
            ),
            Heading(_("Where to keep it"), 2),
            Paragraph(
                _(
                    "Keep the sheet where the enterprise keeps its contracts, not beside the file "
                    "or the computer. Whoever has both sheet and file can read everything."
                )
            ),
        ),
        letter=True,
    )


def _steps() -> list[Paragraph]:
    steps = (
        _(
            "Open the client file in ASF Desk and write the code instead of the password. Capital "
            "or small letters, with or without hyphens, makes no difference."
        ),
        _("The program asks for a new password for an owner. Choose one and write it twice."),
        _(
            "Print the new sheet that the program shows, and destroy this one: a code that has "
            "been used is replaced."
        ),
    )
    return [Paragraph(text, label=f"{number}.") for number, text in enumerate(steps, 1)]
