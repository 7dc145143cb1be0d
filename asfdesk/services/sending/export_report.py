"""A report to files: rendered first, then written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.errors import InvalidInputError
from asfdesk.formats import csv_out, json_out, text_out, xlsx
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import N_, _
from asfdesk.services.progress import silent
from asfdesk.services.sending.list_layouts import layout_stem
from asfdesk.services.sending.report_catalogue import make_report
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from asfdesk.reports.document import Document
    from asfdesk.services.progress import Progress
    from asfdesk.services.sending.report_entry import ReportEntry, ReportRequest
    from asfdesk.services.session import ReadSession


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Attributes:
        key: as it is typed, and the file's ending.
        name_source: what it is called, an English source string.
        render: makes the bytes.
    """

    key: str
    name_source: str
    render: Callable[[Document], bytes]

    def name(self) -> str:
        """What it is called."""
        return _(self.name_source)


FORMATS: tuple[Format, ...] = (
    Format("pdf", N_("PDF"), document_pdf.render),
    Format("xlsx", N_("Excel"), xlsx.render),
    Format("csv", N_("CSV (for import)"), csv_out.render),
    Format("json", N_("JSON (for other programs)"), json_out.render),
    Format("txt", N_("Plain text"), text_out.render),
)


@dataclass(frozen=True)
class Exported:
    """What was made, and the files that now hold it."""

    document: Document
    files: tuple[Path, ...]


def parse_formats(text: str) -> tuple[Format, ...]:
    """Formats from "pdf,xlsx", in that order, each once.

    Raises:
        InvalidInputError: one of them does not exist.
    """
    known = {one.key: one for one in FORMATS}
    found: dict[str, Format] = {}
    for part in text.split(","):
        key = part.strip().casefold()
        if key not in known:
            raise InvalidInputError(
                "format",
                _("There is no format %(format)s.") % {"format": part.strip() or text},
                _("The formats are %(formats)s.") % {"formats": ", ".join(known)},
                _("Write one or several of them, with commas between."),
            )
        found[key] = known[key]
    return tuple(found.values())


def export(
    session: ReadSession,
    entry: ReportEntry,
    request: ReportRequest,
    formats: Sequence[Format],
    folder: Path,
    progress: Progress = silent,
) -> Exported:
    """Make a report and write it to a folder, one file per format; the client file is untouched.

    Raises:
        InvalidInputError: the period or a selection does not fit the report.
        NeedsVaultKeyError: this password does not open what the report shows.
        ExportTargetLockedError: a file is open in another program.
        DiskFullError, ReadOnlyError: the folder cannot take it.
    """
    document = make_report(session, entry, request)
    stem = file_stem(session, entry, request)
    return export_document(document, stem, formats, folder, progress)


def export_document(
    document: Document,
    stem: str,
    formats: Sequence[Format],
    folder: Path,
    progress: Progress = silent,
) -> Exported:
    """Write a finished report; every format is rendered before the first file is written."""
    contents = []
    for done, one in enumerate(formats):
        progress(done, len(formats) + 1)
        contents.append((folder / f"{stem}.{one.key}", one.render(document)))
    progress(len(formats), len(formats) + 1)
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents:
        atomic_write(path, content)
    return Exported(document, tuple(path for path, _content in contents))


def file_stem(session: ReadSession, entry: ReportEntry, request: ReportRequest) -> str:
    """R8_plan-mot-utfall_2026-03, with running numbers of what it is limited to; ASCII only."""
    parts = [entry.key, entry.slug, str(request.period).replace("..", "--")]
    if request.agreement_id is not None:
        parts.append(f"avtal-{request.agreement_id}")
    elif request.buyer_id is not None:
        parts.append(f"bestallare-{request.buyer_id}")
    if request.trainee_id is not None:
        trainee = session.trainees.trainee(request.trainee_id)
        parts.append(f"deltagare-{trainee.number if trainee else request.trainee_id}")
    if request.absence_id is not None:
        parts.append(f"avvikelse-{request.absence_id}")
    if request.layout:
        parts.append(layout_stem(request.layout))
    return "_".join(parts)


def already_there(stem: str, formats: Sequence[Format], folder: Path) -> tuple[str, ...]:
    """Names of files that an export would replace, so that the user can be asked first."""
    with explained():
        names = [f"{stem}.{one.key}" for one in formats]
        return tuple(name for name in names if (folder / name).exists())
