"""Taking in bookkeeping from SIE files: first a preview, then everything or nothing.

The import replaces what the year had, it never adds to it; the file itself is never changed.
One action holds all files, so that undo brings every previous year back in one step.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieType
from asfdesk.errors import AsfDeskError, ImportRefusedError, NeedsVaultKeyError
from asfdesk.formats.sie.reader import read
from asfdesk.formats.sie.samples import samples
from asfdesk.i18n import _
from asfdesk.services.books.import_beside import (
    books_take_over,
    carry_pre_system,
    kept_beside_pre_system,
)
from asfdesk.services.books.import_checks import OPTIONAL, org_key
from asfdesk.services.books.import_judge import Previewer
from asfdesk.services.books.import_preview import Preview, ReadFile
from asfdesk.services.books.import_rows import (
    KEEP_TEXTS,
    Counter,
    import_record,
    keeps_texts,
    write_rows,
)
from asfdesk.services.books.inspect_sie import read_bytes
from asfdesk.services.changes import Topic
from asfdesk.services.manage_enterprise import add_org_alias
from asfdesk.services.progress import silent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from asfdesk.domain.books.sie_intake import Intake
    from asfdesk.domain.period import Month, Period
    from asfdesk.formats.sie.samples import Sample
    from asfdesk.services.books.import_findings import Finding
    from asfdesk.services.books.import_preview import FilePreview
    from asfdesk.services.changes import Changes
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession, WriteSession


@dataclass(frozen=True)
class SourceFile:
    """A file to take in: its name without folders, and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Imported:
    """What was taken in.

    Attributes:
        files: how many; those already in use are not counted.
        vouchers: vouchers taken in.
        postings: their rows.
        left_out: vouchers that were not taken in.
        changes: the topics whose pages must reload; empty if nothing was done.
    """

    files: int
    vouchers: int
    postings: int
    left_out: int
    changes: Changes


def load_files(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The bytes of files on disk, at most a little more than the reader takes.

    Raises:
        ImportRefusedError: a file cannot be read at all.
    """
    return tuple(SourceFile(path.name, _bytes(path)) for path in paths)


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except AsfDeskError as error:
        raise ImportRefusedError(
            _("%(name)s could not be read; nothing was changed.") % {"name": path.name},
            error.why,
            error.todo,
        ) from error


def read_files(
    files: Sequence[SourceFile], encoding: str | None = None, progress: Progress = silent
) -> tuple[ReadFile, ...]:
    """Read the bytes; needs no client file, never fails on content (sie.md §5.1).

    Args:
        files: what to read.
        encoding: one of formats.sie.encoding.ENCODINGS if the user chose it.
        progress: told lines done of all, file by file; may raise CancelledError.
    """
    return tuple(ReadFile.of(f.name, f.data, read(f.data, encoding, progress)) for f in files)


def encoding_samples(file: SourceFile) -> tuple[Sample, ...]:
    """Three names of the file in each likely encoding; empty if there is nothing to choose."""
    return samples(file.data)


def preview(
    session: ReadSession,
    files: Sequence[ReadFile],
    year: Period | None = None,
    accepted: Collection[str] = (),
) -> Preview:
    """What importing the files would do; writes nothing.

    Args:
        session: the open client file.
        files: what `read_files` gave.
        year: the fiscal year the user chose, for files that do not tell.
        accepted: codes that the user has said yes to; "unbalanced_voucher" takes those in.
    """
    unbalanced = bool(OPTIONAL & set(accepted))
    previewer = Previewer(session, year, unbalanced=unbalanced)
    books_first = sorted(files, key=lambda read: read.file.sie_type is SieType.PRE_SYSTEM)
    return Preview(tuple(previewer.judge(file) for file in books_first), unbalanced)


def commit(
    session: WriteSession,
    made: Preview,
    accepted: Collection[str] = (),
    books_through: Mapping[str, Month | None] | None = None,
    progress: Progress = silent,
    *,
    keep_texts: bool | None = None,
) -> Imported:
    """Take in what was previewed, as one action that can be undone.

    Args:
        session: the open client file.
        made: the preview that the user has seen.
        accepted: codes the user has said yes to.
        books_through: year label -> last closed month, where the user has confirmed it.
        progress: told vouchers done of all; may raise CancelledError, which rolls back.
        keep_texts: whether voucher texts are kept from now on; None = as the file says.

    Raises:
        ImportRefusedError: a file is refused, or a question is not answered.
    """
    _must_be_allowed(made, accepted)
    news = [file for file in made.files if not file.is_known]
    if not news:
        return Imported(0, 0, 0, 0, frozenset())
    counter = Counter(progress, sum(len(f.intake.vouchers) for f in news if f.intake))
    topics = {Topic.LEDGER, Topic.ENTERPRISE}
    with session.writer.action("ledger.import", topics, "sie_import"):
        if keep_texts is not None and keep_texts != keeps_texts(session):
            _choose_texts(session, keep=keep_texts)
        for file in news:
            _take_in(session, file, dict(books_through or {}), counter)
        session.ledger.purge_unused()
    return Imported(
        files=len(news),
        vouchers=sum(len(f.intake.vouchers) for f in news if f.intake),
        postings=sum(f.intake.postings for f in news if f.intake),
        left_out=sum(f.left_out[0] for f in news),
        changes=frozenset(topics),
    )


def set_keep_texts(session: WriteSession, *, keep: bool) -> Changes:
    """Whether imports keep the vouchers' texts, which may name people.

    Turning it off takes the texts that are there away for good: undo does not bring them back,
    a new import does after it has been turned on again.
    """
    topics = frozenset({Topic.ENTERPRISE, Topic.LEDGER})
    with session.writer.action("setting.keep_voucher_texts", topics, "setting"):
        _choose_texts(session, keep=keep)
    return topics


def _choose_texts(session: WriteSession, *, keep: bool) -> None:
    """Inside an open action."""
    session.enterprise.set_setting(KEEP_TEXTS, "1" if keep else "0")
    if not keep:
        session.ledger.clear_texts()


def accept_org_number(session: WriteSession, number: str) -> Changes:
    """Accept another organisation number's books; only an owner may (decisions B1)."""
    if not session.identities_open:
        raise NeedsVaultKeyError(
            _("The number was not added."),
            _("Only an owner may accept another organisation number."),
            _("Open the file with an owner's password."),
        )
    return add_org_alias(session, org_key(number))


def _must_be_allowed(made: Preview, accepted: Collection[str]) -> None:
    refused = [(file, finding) for file in made.files for finding in file.refusals]
    if refused:
        file, finding = refused[0]
        raise ImportRefusedError(
            _("%(name)s was not imported; nothing was changed.") % {"name": file.name},
            finding.what,
            finding.todo,
        )
    missing = sorted(made.asked_codes - set(accepted))
    if missing:
        raise ImportRefusedError(
            _("Nothing was imported: the files leave questions to answer."),
            " ".join(f"{found.code}: {found.what}" for found in _asking(made, missing)),
            _("Look at them, then accept %(codes)s.") % {"codes": ", ".join(missing)},
        )


def _asking(made: Preview, codes: Collection[str]) -> list[Finding]:
    found = {
        str(finding.code): finding
        for file in made.files
        for finding in file.questions
        if finding.code in codes
    }
    return [found[code] for code in sorted(found)]


def _take_in(
    session: WriteSession,
    file: FilePreview,
    books_through: Mapping[str, Month | None],
    counter: Counter,
) -> None:
    """One file, inside the open action."""
    taken, choice = file.intake, file.year
    if taken is None or choice is None or taken.source is None:
        raise ValueError(file.decision)
    year_id = _fiscal_year(session, file)
    if file.is_preliminary:
        _take_beside(session, file, taken, year_id, counter)
        return
    made = import_record(file, taken, year_id, session.writer.now())
    import_id = session.ledger.add_import(made)
    write_rows(session, taken, import_id, counter)
    session.ledger.add_turnover(import_id, taken.turnover)
    session.ledger.use_import(year_id, import_id)
    books_take_over(session, taken, year_id)
    if choice.label in books_through:
        session.enterprise.set_books_through(year_id, books_through[choice.label])


def _take_beside(
    session: WriteSession, file: FilePreview, taken: Intake, year_id: int, counter: Counter
) -> None:
    """A pre-system's file: what an earlier one has in other months stays (decisions B2)."""
    ledger = session.ledger
    books = ledger.import_of(year_id)
    earlier = ledger.import_of(year_id, preliminary=True)
    reach = (books.reach or taken.last) if books else None
    kept = kept_beside_pre_system(session, taken, earlier, reach)
    made = import_record(file, taken, year_id, session.writer.now())
    made = replace(
        made,
        vouchers=made.vouchers + len(kept),
        postings=made.postings + ledger.count_rows_of(kept),
        last_voucher_on=max(
            (day for day in (made.last_voucher_on, earlier and earlier.last_voucher_on) if day),
            default=None,
        ),
    )
    import_id = ledger.add_import(made)
    write_rows(session, taken, import_id, counter)
    carry_pre_system(session, taken, import_id, earlier, kept)
    ledger.use_import(year_id, import_id, preliminary=True)


def _fiscal_year(session: WriteSession, file: FilePreview) -> int:
    """The id of the file's year, which is added if it is not there."""
    choice = file.year
    if choice is None:
        raise ValueError(file.decision)
    store = session.enterprise
    if choice.is_new:
        if choice.moved_from is not None:
            store.change_fiscal_year(choice.moved_from.id, choice.first, choice.last)
            return choice.moved_from.id
        for gap in choice.gaps:
            store.add_fiscal_year(*gap)
        return store.add_fiscal_year(choice.first, choice.last)
    return next(year.id for year in store.fiscal_years() if year.first == choice.first)
