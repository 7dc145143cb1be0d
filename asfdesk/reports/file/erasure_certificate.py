"""The certificate of an erasure (Gallringsintyg): what went, from where, and what is out of reach.

It names nobody: it is kept when the person is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.i18n import _, ngettext
from asfdesk.reports.document import (
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Kind,
    Note,
    Paragraph,
    SignatureLine,
    Signatures,
    Tone,
    row,
    table,
)
from asfdesk.reports.erasure_words import kind_word, place_word, reason_word
from asfdesk.reports.file.audit_words import slot_word
from asfdesk.reports.words import trainee_word

if TYPE_CHECKING:
    from asfdesk.domain.file.erasure import Removed, Tombstone
    from asfdesk.domain.period import Period
    from asfdesk.reports.document import Block, Head, Row


@dataclass(frozen=True)
class ErasureFacts:
    """What was done.

    Attributes:
        slot: which key did it.
        mentions: (table, rows) where the name still stands in clear text.
        saved: whether the file has been saved since.
        backups: how many backups were rewritten.
        failed: backups that could not be, by file name.
        trouble: why the rest was not finished, in a sentence; "" = it was.
    """

    stone: Tombstone
    slot: str
    removed: Removed
    mentions: tuple[tuple[str, int], ...] = ()
    saved: bool = False
    backups: int = 0
    failed: tuple[str, ...] = ()
    trouble: str = field(default="", repr=False)


def build(head: Head, period: Period, facts: ErasureFacts) -> Document:
    """The certificate as a document of one page."""
    stone = facts.stone
    about = Facts(
        (
            Fact(_("Who"), trainee_word(stone.number)),
            Fact(_("What was done"), kind_word(stone.kind)),
            Fact(_("Reason"), reason_word(stone.reason)),
            Fact(_("Day"), stone.erased_on, Kind.DATE),
            Fact(_("Done by"), slot_word(facts.slot)),
        )
    )
    blocks: tuple[Block, ...] = (
        about,
        _what_went(facts.removed),
        Heading(_("Where it went from"), 2),
        *_where(facts),
        Heading(_("What ASF Desk cannot reach"), 2),
        Paragraph(
            _(
                "Copies on USB sticks, in e-mail, on other computers, and in the history of cloud "
                "services and backup programs. Look for the client file there and delete what is "
                "older than this certificate. When an older copy is opened on a computer that "
                "knows of the erasure, the person is removed from it at once."
            )
        ),
        Paragraph(_("Reports and exports that have been saved, printed or sent are not changed.")),
        Paragraph(
            _("Handed-out safe copies hold no name. Where the person has a row in one, it stays.")
        ),
        *_mentioned(facts.mentions),
        Signatures((SignatureLine(_("Responsible")),)),
    )
    return Document("G1", _("Certificate of erasure"), period, head, blocks, landscape=False)


def _what_went(removed: Removed) -> Block:
    counted = (
        (_("Identities: name, number, contact, notes"), removed.identities),
        (_("Placements with sealed texts wiped"), removed.sealed_texts),
        (_("Goals, steps, notes, consents and situation reports"), removed.written),
        (_("Reasons for opening a protected identity"), removed.openings),
        (_("Age groups"), removed.age_bands),
        (_("Placements"), removed.placements),
        (_("Entries of attendance"), removed.attendance),
        (_("Sent reports whose kept files went"), removed.sent),
    )
    rows: list[Row] = [row(what, count) for what, count in counted if count]
    columns = [Column("what", _("What was removed")), Column("count", _("Number"), Kind.INTEGER)]
    return table("removed", "", columns, rows, empty=_("There was nothing personal left."))


def _where(facts: ErasureFacts) -> list[Block]:
    if facts.saved:
        said = _("The client file: the database was rebuilt without what was removed, and saved.")
    else:
        said = _("The working copy on this computer. The client file has NOT been saved yet.")
    blocks: list[Block] = [Paragraph(said), Paragraph(_("The list of changes that can be undone."))]
    if facts.backups:
        text = ngettext(
            "%(num)d backup on this computer was rewritten and checked.",
            "%(num)d backups on this computer were rewritten and checked.",
            facts.backups,
        )
        blocks.append(Paragraph(text))
    if facts.failed:
        text = _("These backups could NOT be rewritten and still hold the person: %(names)s.")
        blocks.append(Note(text % {"names": ", ".join(facts.failed)}, Tone.BAD))
    if facts.trouble:
        blocks.append(Note(facts.trouble, Tone.BAD))
        text = _("ASF Desk tries again the next time the file is opened with an owner's password.")
        blocks.append(Note(text, Tone.WARN))
    return blocks


def _mentioned(mentions: tuple[tuple[str, int], ...]) -> list[Block]:
    if not mentions:
        return []
    rows = [row(place_word(place), count) for place, count in mentions]
    columns = [Column("place", _("Place")), Column("count", _("Number"), Kind.INTEGER)]
    title = _("The name still stands in texts that are not sealed")
    return [table("mentions", title, columns, rows, note=_("Change these texts by hand."))]
