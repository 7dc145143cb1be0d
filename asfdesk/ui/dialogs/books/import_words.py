"""An import preview in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import ActualSource
from asfdesk.domain.books.sie import SieType
from asfdesk.domain.books.sie_issues import Decision, Severity
from asfdesk.i18n import _, money, money_exact, month_name, ngettext
from asfdesk.ui.kit.tone import Tone

if TYPE_CHECKING:
    from asfdesk.services.books.import_preview import FilePreview, Preview


def decision_words(made: Preview) -> str:
    """What happens if the user goes on."""
    if made.decision is Decision.REFUSE:
        return _("This cannot be imported as it is. Nothing has been changed.")
    if not made.has_news:
        return _("Everything here is already imported.")
    if made.asked_codes:
        return _("Some things must be answered first. Nothing has been changed yet.")
    return _("Ready to import. Nothing has been changed yet.")


def file_status(file: FilePreview) -> tuple[str, Tone]:
    """A badge for one file."""
    if file.decision is Decision.REFUSE:
        return _("not possible"), Tone.BAD
    if file.is_known:
        return _("already imported"), Tone.NEUTRAL
    if file.decision is Decision.ASK:
        return _("asks"), Tone.WARN
    return _("ready"), Tone.GOOD


def file_words(file: FilePreview) -> list[str]:
    """What the file is, what is new in it, and what it does to the result."""
    read = file.file
    owner = " · ".join(part for part in (read.company, read.org_number) if part)
    kind = type_words(read.sie_type)
    words = [owner or _("The file does not say whose it is."), kind]
    if read.program:
        made = "" if read.generated_on is None else f", {read.generated_on}"
        words.append(_("From %(program)s") % {"program": read.program} + made)
    words += [refusal.what for refusal in file.refusals]
    if file.decision is Decision.REFUSE or file.is_known or file.intake is None:
        return words
    if file.year is not None:
        words.append(_year_words(file))
    words.append(_voucher_words(file))
    change = money(file.result_change_ore)
    words.append(_("The year's result changes by %(sum)s kr.") % {"sum": change})
    count, ore = file.left_out
    if count:
        left = ngettext("%(num)d voucher is left out", "%(num)d vouchers are left out", count)
        words.append(left + " " + _("(debit %(sum)s kr).") % {"sum": money_exact(ore)})
    return words


def type_words(kind: SieType | None) -> str:
    """The kind of file, and what that means."""
    words = {
        SieType.YEAR_BALANCES: _("SIE 1: balances of the whole year only"),
        SieType.PERIOD_BALANCES: _("SIE 2: balances for each month"),
        SieType.OBJECT_BALANCES: _("SIE 3: balances for each month and object"),
        SieType.VOUCHERS: _("SIE 4: vouchers"),
        SieType.PRE_SYSTEM: _("SIE 4I: vouchers from a pre-system, not the books"),
        SieType.XML: _("SIE 5: vouchers"),
    }
    return words[kind] if kind is not None else _("Not a SIE file")


def _year_words(file: FilePreview) -> str:
    choice, taken = file.year, file.intake
    if choice is None or taken is None:
        return ""
    values = {"first": choice.first, "last": choice.last}
    year = _("Fiscal year %(first)s–%(last)s") % values
    if taken.covered_month.last < choice.last:
        month = month_name(taken.covered_month.year, taken.covered_month.number)
        return year + ", " + _("figures to %(month)s") % {"month": month}
    return year


def _voucher_words(file: FilePreview) -> str:
    taken, change = file.intake, file.vouchers
    if taken is None or taken.source is ActualSource.YEAR_BALANCES:
        return _(
            "Only yearly totals: everything lands in one month, so months cannot be followed up."
        )
    if taken.source is ActualSource.PERIOD_BALANCES:
        return _("Monthly balances per account; no vouchers to look at.")
    count = ngettext("%(num)d voucher", "%(num)d vouchers", len(taken.vouchers))
    if change.is_none:
        return count + ": " + _("all are here already")
    return (
        count
        + ": "
        + _("%(added)d new, %(changed)d changed, %(removed)d removed")
        % {"added": change.added, "changed": change.changed, "removed": change.removed}
    )


def severity_words(severity: Severity) -> str:
    """How much a remark weighs."""
    return {
        Severity.REFUSE: _("stops"),
        Severity.ASK: _("asks"),
        Severity.LEAVE_OUT: _("left out"),
        Severity.WARN: _("check"),
        Severity.NOTE: _("note"),
    }[severity]


def severity_tone(severity: Severity) -> Tone:
    """Its tone."""
    return {
        Severity.REFUSE: Tone.BAD,
        Severity.ASK: Tone.WARN,
        Severity.LEAVE_OUT: Tone.WARN,
        Severity.WARN: Tone.WARN,
        Severity.NOTE: Tone.NEUTRAL,
    }[severity]


def encoding_word(encoding: str) -> str:
    """An encoding as people may have seen it named."""
    return {
        "cp437": _("IBM PC8 (the SIE standard)"),
        "cp1252": _("Windows (ANSI)"),
        "utf-8": "UTF-8",
        "mac-roman": "Mac",
    }.get(encoding, encoding)


def encoding_evidence(encoding: str, *, chosen: bool) -> str:
    """Why the letters are read as they are; what the file says of itself (#FORMAT) is no reason."""
    if chosen:
        return _("You have chosen this way to read the letters.")
    return {
        "cp437": _("The letters are those of å, ä and ö in IBM PC8."),
        "cp1252": _("The letters are those of å, ä and ö in Windows."),
        "utf-8": _("Every special letter is valid UTF-8, which does not happen by accident."),
        "utf-8-sig": _("The file begins with the mark of UTF-8."),
        "utf-16": _("The file has the zeros or the mark of UTF-16."),
        "mac-roman": _("The letters are those of å, ä and ö on older Mac computers."),
    }.get(encoding, _("The file has no letters outside English."))
