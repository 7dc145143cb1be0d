"""Pages that belong to the file's keys: the recovery sheet, an adviser's agreement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asfdesk import __version__
from asfdesk.errors import RefusedError
from asfdesk.formats.pdf import document_pdf
from asfdesk.i18n import _
from asfdesk.reports.document import Head
from asfdesk.reports.file import adviser_agreement as agreement
from asfdesk.reports.file import recovery_sheet as sheet
from asfdesk.reports.file.adviser_agreement import Adviser
from asfdesk.services.checks import org_number
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.targets import refuse_client_file

if TYPE_CHECKING:
    from datetime import datetime

    from asfdesk.reports.document import Document
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import ReadSession


__all__ = ["Adviser"]


def recovery_sheet(opened: OpenFile, code: str, created_at: datetime) -> Document:
    """The sheet with a recovery code of this file."""
    return sheet.build(_head(opened.session, created_at), opened.path.name, code)


def adviser_agreement(session: ReadSession, adviser: Adviser, created_at: datetime) -> Document:
    """The agreement with an adviser's organisation, filled in as far as it is known.

    Raises:
        InvalidInputError: the organisation number cannot be one.
    """
    number = org_number("adviser_number", adviser.org_number)
    known = Adviser(adviser.organisation.strip(), number)
    return agreement.build(_head(session, created_at), known)


def save_sheet(path: Path | str, document: Document) -> None:
    """Write a page as a PDF file that the user has chosen.

    Raises:
        InvalidInputError: a client file is there.
        AsfDeskError: it could not be written.
    """
    target = Path(path).absolute()
    refuse_client_file(target)
    atomic_write(target, document_pdf.render(document))


def save_recovery_sheet(path: Path | str, document: Document, home: Path) -> None:
    """Write the recovery sheet as a PDF, but not beside the client file.

    Raises:
        RefusedError: beside the client file it would open what it stands beside.
        AsfDeskError: it could not be written.
    """
    target = Path(path).absolute()
    if target.parent.resolve() == home.absolute().parent.resolve():
        raise RefusedError(
            _("The recovery sheet is not saved beside the client file."),
            _("Whoever takes the folder would have both the file and the key."),
            _("Choose another place, for example a USB stick that is locked away."),
        )
    save_sheet(target, document)


def _head(session: ReadSession, created_at: datetime) -> Head:
    enterprise = session.enterprise.enterprise()
    return Head(
        company=enterprise.name if enterprise else "",
        org_number=enterprise.org_number if enterprise else "",
        created_at=created_at,
        app_version=__version__,
        example=bool(enterprise and enterprise.is_example),
    )
