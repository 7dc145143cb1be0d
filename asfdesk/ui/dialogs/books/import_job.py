"""The part of an import that runs on the worker: reading, judging, taking in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.services.books.import_rows import keeps_texts
from asfdesk.services.books.import_sie import (
    encoding_samples,
    load_files,
    preview,
    read_files,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from asfdesk.domain.period import FiscalYear, Period
    from asfdesk.domain.plan import PlanLine
    from asfdesk.formats.sie.samples import Sample
    from asfdesk.services.books.import_preview import Preview, ReadFile
    from asfdesk.services.books.import_sie import SourceFile
    from asfdesk.services.progress import Progress
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Choices:
    """What the user has chosen in the dialog.

    Attributes:
        encoding: how to read the letters; None = by evidence.
        year: the fiscal year, for files that do not tell.
        accepted: codes said yes to.
        keep_texts: whether voucher texts are kept; None = as the client file says.
    """

    encoding: str | None = None
    year: Period | None = None
    accepted: frozenset[str] = frozenset()
    keep_texts: bool | None = None


@dataclass(frozen=True)
class Prepared:
    """Files that have been read and judged."""

    sources: tuple[SourceFile, ...] = field(repr=False)
    read: tuple[ReadFile, ...] = field(repr=False)
    encoding: str | None
    made: Preview
    samples: tuple[Sample, ...]
    years: tuple[FiscalYear, ...]
    lines: tuple[PlanLine, ...]
    keeps_texts: bool = False
    accounts: Mapping[str, str] = field(default_factory=dict, repr=False)


def prepare(
    session: ReadSession, paths: Sequence[Path], choices: Choices, progress: Progress
) -> Prepared:
    """Read the files from disk and judge them."""
    sources = load_files(paths)
    return _judged(session, sources, read_files(sources, choices.encoding, progress), choices)


def judge_again(
    session: ReadSession, before: Prepared, choices: Choices, progress: Progress
) -> Prepared:
    """The same files with other choices; they are read again only for another encoding."""
    read = before.read
    if choices.encoding != before.encoding:
        read = read_files(before.sources, choices.encoding, progress)
    return _judged(session, before.sources, read, choices)


def _judged(
    session: ReadSession,
    sources: tuple[SourceFile, ...],
    read: tuple[ReadFile, ...],
    choices: Choices,
) -> Prepared:
    accepted: Collection[str] = choices.accepted
    return Prepared(
        sources=sources,
        read=read,
        encoding=choices.encoding,
        made=preview(session, read, choices.year, accepted),
        samples=next((s for s in map(encoding_samples, sources) if s), ()),
        years=tuple(session.enterprise.fiscal_years()),
        lines=tuple(session.plans.lines(with_inactive=True)),
        keeps_texts=keeps_texts(session),
        accounts={account.number: account.name for account in session.ledger.accounts()},
    )
