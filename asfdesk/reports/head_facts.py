"""The common head of every report as words and values (domain.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk import i18n
from asfdesk.i18n import _
from asfdesk.reports.document import Fact, Kind, PersonalData
from asfdesk.reports.period_words import period_words

if TYPE_CHECKING:
    from asfdesk.reports.document import Document


def head_facts(document: Document) -> tuple[Fact, ...]:
    """Who, what, when and on what data; in the order they are read."""
    head = document.head
    facts = [
        Fact(_("Company"), head.company),
        Fact(_("Organisation number"), head.org_number),
        Fact(_("Report"), report_name(document)),
        Fact(_("Period"), period_words(document.period)),
        Fact(_("Created"), i18n.moment(head.created_at)),
        Fact(_("Made with"), f"ASF Desk {head.app_version}"),
        *data_facts(document),
    ]
    if head.example:
        facts.append(Fact(_("Note"), example_words()))
    return tuple(facts)


def data_facts(document: Document) -> tuple[Fact, ...]:
    """What the figures rest on: the part of the head that is read with them."""
    if document.letter:
        return ()
    head = document.head
    facts = [
        Fact(_("Data up to and including"), head.cut_off or document.period.last, Kind.DATE),
        Fact(_("Selection"), head.filter or _("Everything")),
        Fact(_("Contains personal data"), personal_words(head.personal)),
    ]
    if head.recipient:
        facts.append(Fact(_("Recipient"), head.recipient))
    if head.edition:
        facts.append(Fact(_("Edition"), edition_words(head.edition)))
    if head.records is not None:
        facts.append(Fact(_("Number of records"), head.records, Kind.INTEGER))
    return tuple(facts)


def report_name(document: Document) -> str:
    """R8 version 1; a letter is called what it is."""
    if document.letter:
        return document.title
    return _("%(key)s version %(version)s") % {
        "key": document.key,
        "version": document.head.version,
    }


def about_words(document: Document) -> str:
    """The period in words; "" for a letter."""
    return "" if document.letter else period_words(document.period)


def full_title(document: Document) -> str:
    """What the file and the print job are called: "R8 Plan mot utfall 2026-03"."""
    if document.letter:
        return document.title
    return f"{document.key} {document.title} {document.period}"


def personal_words(personal: PersonalData) -> str:
    """Yes, no, or yes with running numbers instead of names."""
    return {
        PersonalData.YES: _("Yes"),
        PersonalData.PSEUDONYMOUS: _("Yes, with running numbers instead of names (pseudonymous)"),
        PersonalData.NO: _("No"),
    }[personal]


def edition_words(edition: int) -> str:
    """The how manieth it is, and what it takes the place of."""
    if edition == 1:
        return "1"
    words = _("%(edition)d, replaces edition %(earlier)d")
    return words % {"edition": edition, "earlier": edition - 1}


def open_issues_words() -> str:
    """The heading over what is missing."""
    return _("Missing before this can go")


def example_words() -> str:
    """The watermark of the example enterprise."""
    return _("EXAMPLE DATA")
