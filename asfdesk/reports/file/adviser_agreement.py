"""The agreement that comes with an adviser's access: one page, GDPR article 28 (decisions C14).

A proposal for both parties to read, change if they need to, and sign. What it says about the
password is what the file holds to (decisions C1): sealed fields stay closed to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.period import Period
from asfdesk.i18n import _
from asfdesk.reports.document import (
    Document,
    Fact,
    Facts,
    Paragraph,
    SignatureLine,
    Signatures,
)

if TYPE_CHECKING:
    from asfdesk.reports.document import Head

KEY = "agreement"
BLANK = "_" * 30
"""To be filled in by hand."""


@dataclass(frozen=True)
class Adviser:
    """The organisation that gets access; "" is filled in by hand."""

    organisation: str = ""
    org_number: str = ""


def build(head: Head, adviser: Adviser) -> Document:
    """The agreement between the enterprise and the adviser's organisation."""
    day = head.created_at.date()
    parties = (
        Fact(_("Controller"), head.company),
        Fact(_("Organisation number"), head.org_number or BLANK),
        Fact(_("Processor"), adviser.organisation or BLANK),
        Fact(_("Organisation number"), adviser.org_number or BLANK),
    )
    points = [
        Paragraph(text, label=f"{number} {name}.")
        for number, (name, text) in enumerate(_points(), 1)
    ]
    signatures = Signatures(
        (SignatureLine(_("For the controller")), SignatureLine(_("For the processor")))
    )
    return Document(
        KEY,
        _("Data processing agreement"),
        Period(day, day),
        head,
        (Facts(parties), *points, signatures),
        subtitle=_("An adviser's access to the client file; article 28 of the GDPR"),
        letter=True,
    )


def _points() -> tuple[tuple[str, str], ...]:
    """What article 28.3 asks for: the subject first, then points a to h."""
    return (*_subject(), *_duties(), *_end())


def _subject() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Subject"),
            _(
                "The processor reads, works in and makes reports from the client file in ASF Desk "
                "with an adviser's password, in order to advise the controller on plan, money and "
                "hours, for as long as the access lasts. The controller decides what for and how, "
                "and answers for the legal basis."
            ),
        ),
        (
            _("The data"),
            _(
                "The password opens plan, bookkeeping, agreements, supervision and, about "
                "trainees, running number, sex, age group, placements, attendance and exit group. "
                "It does not open names, personal identity numbers, contact details or notes about "
                "people. The data is pseudonymous, shows that a person takes part in a measure, "
                "and is personal data."
            ),
        ),
    )


def _duties() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Instructions"),
            _(
                "The processor handles the data only to give this advice and as the controller "
                "instructs in writing, tries to identify nobody, and takes nothing outside the "
                "EU/EEA. An instruction that seems unlawful is pointed out at once."
            ),
        ),
        (
            _("Secrecy"),
            _("Everybody at the processor who gets to see the data is bound by secrecy."),
        ),
        (
            _("Security"),
            _(
                "The password is personal and is kept apart from the file. The file stays "
                "encrypted; the computer is updated, has an encrypted disk and is locked when "
                "left. Printouts and exports are kept no longer than the task needs (article 32)."
            ),
        ),
        (
            _("Other processors"),
            _(
                "No other processor is engaged without the controller's written permission; one "
                "that is takes on the same duties, and the processor answers for it."
            ),
        ),
        (
            _("Help"),
            _(
                "The processor helps the controller to answer people who ask for their rights and "
                "to meet articles 32–36. A lost computer, file or password is reported without "
                "delay, within 24 hours at the latest."
            ),
        ),
        (
            _("Insight"),
            _(
                "The processor shows on request that this agreement is kept and lets the "
                "controller, or somebody it appoints, review it."
            ),
        ),
    )


def _end() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("When it ends"),
            _(
                "When the assignment ends the controller withdraws the access. Copies of the file "
                "that the processor has still open with the old password; they are "
                "deleted or returned, with printouts and exports, and this is confirmed in writing."
            ),
        ),
    )
