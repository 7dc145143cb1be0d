"""R12: what is due to be erased and on what ground, everything that has gone out, what was erased.

It names trainees by running number only, for it is kept when they are gone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.file.retention import Proposal
from asfdesk.i18n import N_, _, ngettext
from asfdesk.reports import document as doc
from asfdesk.reports.document import Heading, KeyFigure, KeyFigures, Kind, Note, Tone, row, table
from asfdesk.reports.erasure_words import kind_word, reason_word
from asfdesk.reports.file.audit_words import slot_word
from asfdesk.reports.people.progress_words import request_word
from asfdesk.reports.sending.sent_words import state_word
from asfdesk.reports.words import trainee_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.file.erasure import Tombstone
    from asfdesk.domain.file.retention import AgreementRecords, ExportLine, TraineeRecords
    from asfdesk.domain.period import Period

_SEAL_DIGITS = 16
_ACTIONS = {
    Proposal.ERASE: N_("Erase"),
    Proposal.ANONYMISE: N_("Anonymise: the hours stay under the number"),
    Proposal.CHECK: N_("Find out how long, and write it on the agreement"),
    Proposal.KEEP: N_("Keep"),
}
_GROUNDS = {
    Proposal.ERASE: N_("No ground is left to keep them (GDPR, article 5.1 e)"),
    Proposal.ANONYMISE: N_(
        "Hours: bookkeeping, seven years (bokföringslagen 7:2). Who it was: no ground is left"
    ),
    Proposal.CHECK: N_("Not stated on the agreement"),
    Proposal.KEEP: N_("The agreement: whoever pays may audit"),
}
_TONES = {Proposal.ERASE: Tone.WARN, Proposal.ANONYMISE: Tone.WARN, Proposal.CHECK: Tone.BAD}


@dataclass(frozen=True)
class RetentionFacts:
    """What the report is made from.

    Attributes:
        others: (moment, what, key) of exports that nobody is named for.
        stones: erasures of the period.
    """

    today: date
    agreements: Sequence[AgreementRecords]
    trainees: Sequence[TraineeRecords]
    exports: Sequence[ExportLine]
    others: Sequence[tuple[str, str, str]]
    stones: Sequence[Tombstone]


def build(head: doc.Head, period: Period, facts: RetentionFacts) -> doc.Document:
    """R12 as a document."""
    blocks: tuple[doc.Block, ...] = (
        _figures(facts),
        Heading(_("Records of trainees who have left")),
        _agreements(facts),
        _trainees(facts),
        Note(_("Nothing is erased by itself. You erase from the trainee's own file.")),
        Heading(_("What has gone out")),
        _exports(facts),
        _others(facts),
        Heading(_("What has been erased")),
        _stones(facts),
        Note(_("Each erasure gave a certificate (G1), which you keep.")),
    )
    title = _("Records due for erasure, and log of exports")
    return doc.Document("R12", title, period, head, blocks, landscape=True)


def _figures(facts: RetentionFacts) -> KeyFigures:
    count = Counter(one.proposal for one in facts.trainees)
    due = sum(one.due for one in facts.trainees)
    return KeyFigures(
        (
            KeyFigure(
                _("Past their day"),
                due,
                Kind.INTEGER,
                tone=Tone.WARN if due else Tone.GOOD,
                key="due",
            ),
            KeyFigure(_("No day stated"), count[Proposal.CHECK], Kind.INTEGER, key="check"),
            KeyFigure(_("Must be kept"), count[Proposal.KEEP], Kind.INTEGER, key="keep"),
            KeyFigure(_("Reports made for somebody"), len(facts.exports), Kind.INTEGER, key="out"),
        )
    )


def _agreements(facts: RetentionFacts) -> doc.Table:
    columns = [
        doc.text("agreement", _("Agreement")),
        doc.text("buyer", _("Buyer")),
        doc.day("until", _("Must be kept until")),
        doc.integer("left", _("Trainees who have left")),
        doc.text("ground", _("Ground")),
        doc.text("action", _("What to do")),
    ]
    rows = []
    for one in facts.agreements:
        proposal = one.proposal(facts.today)
        action = doc.Cell(_action(proposal, one.due), tone=_TONES.get(proposal, Tone.NEUTRAL))
        ground = _agreement_ground(one, proposal, facts.today)
        rows.append(row(one.agreement, one.buyer, one.keep_until, one.left, ground, action))
    return table("agreements", _("By agreement"), columns, rows, empty=_("Nobody has left."))


def _agreement_ground(one: AgreementRecords, proposal: Proposal, today: date) -> str:
    over = one.keep_until is not None and one.keep_until < today
    if over and proposal is Proposal.KEEP:
        return _("Something else asks for the same trainees, as below")
    return _(_GROUNDS[proposal])


def _action(proposal: Proposal, due: int) -> str:
    if proposal is not Proposal.ERASE:
        return _(_ACTIONS[proposal])
    return ngettext(
        "Erase or anonymise %(num)d trainee, as below",
        "Erase or anonymise %(num)d trainees, as below",
        due,
    )


def _trainees(facts: RetentionFacts) -> doc.Table:
    columns = [
        doc.text("trainee", _("Trainee")),
        doc.day("last_day", _("Last day")),
        doc.day("until", _("Must be kept until")),
        doc.text("ground", _("Ground")),
        doc.text("action", _("What to do")),
    ]
    rows = [
        row(
            trainee_word(one.number),
            one.last_day,
            one.until,
            _ground(one),
            doc.Cell(_(_ACTIONS[one.proposal]), tone=_TONES.get(one.proposal, Tone.NEUTRAL)),
            key=str(one.proposal),
        )
        for one in facts.trainees
    ]
    return table("trainees", _("By trainee"), columns, rows, empty=_("Nobody has left."))


def _ground(one: TraineeRecords) -> str:
    found = one.obstacles
    kept = sorted({name for name, _until in found.kept_until})
    if one.proposal is Proposal.KEEP and kept:
        return _("The agreement %(name)s") % {"name": ", ".join(kept)}
    if one.proposal is Proposal.KEEP:
        return _("A report that was sent")
    if one.proposal is Proposal.CHECK:
        return _("Not stated: %(names)s") % {"names": ", ".join(found.doubtful)}
    return _(_GROUNDS[one.proposal])


def _exports(facts: RetentionFacts) -> doc.Table:
    columns = [
        doc.text("made", _("Made")),
        doc.text("by", _("By")),
        doc.text("report", _("Report")),
        doc.text("period", _("Period")),
        doc.text("recipient", _("Recipient")),
        doc.integer("version", _("Version")),
        doc.integer("rows", _("Rows")),
        doc.text("state", _("State")),
        doc.day("sent", _("Sent")),
        doc.text("seal", _("Seal")),
    ]
    rows = [
        row(
            one.sent.created_at.strftime("%Y-%m-%d %H:%M"),
            slot_word(one.slot),
            one.sent.report,
            str(one.sent.period),
            one.sent.recipient,
            one.sent.version,
            one.sent.record_count,
            state_word(one.sent),
            one.sent.sent_on,
            one.sent.mac[:_SEAL_DIGITS],
        )
        for one in facts.exports
    ]
    note = _(
        "The seal is the first 16 digits of the HMAC over the report's rows and files; an owner "
        "can check it under Reports, Sent. The log forgets who made it after 24 months."
    )
    return table(
        "exports",
        _("Made for somebody"),
        columns,
        rows,
        empty=_("Nothing was made for anybody in the period."),
        note=note,
        compact=True,
    )


def _others(facts: RetentionFacts) -> doc.Table:
    columns = [
        doc.text("at", _("When")),
        doc.text("what", _("What was done")),
        doc.text("by", _("By")),
    ]
    rows = [row(at, what, slot_word(slot)) for at, what, slot in facts.others]
    empty = _("The event log tells of none in the period.")
    return table("others", _("Other exports"), columns, rows, empty=empty, compact=True)


def _stones(facts: RetentionFacts) -> doc.Table:
    columns = [
        doc.day("day", _("Day")),
        doc.text("who", _("Who")),
        doc.text("kind", _("What was done")),
        doc.text("reason", _("Reason")),
    ]
    rows = [
        row(one.erased_on, _who(one.number), kind_word(one.kind), reason_word(one.reason))
        for one in facts.stones
    ]
    return table("erased", "", columns, rows, empty=_("Nobody was erased in the period."))


def _who(number: int) -> str:
    return trainee_word(number) if number > 0 else request_word(-number)
