"""The recovery sheet: what is printed or saved by choice when a file is made."""

from __future__ import annotations

from pathlib import Path

from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.storage.atomic import atomic_write


def recovery_sheet(enterprise: str, code: str) -> str:
    """The sheet as plain text."""
    return "\n".join(
        [
            _("Recovery code for %(enterprise)s – ASF Desk") % {"enterprise": enterprise},
            "",
            code,
            "",
            _("The code opens the client file when the password is forgotten."),
            _("Keep it where the enterprise keeps its contracts, not beside the file."),
            "",
        ]
    )


def save_recovery_sheet(path: Path | str, sheet: str, home: Path) -> None:
    """Write the sheet to a file the user has chosen.

    Raises:
        RefusedError: beside the client file it would open what it stands beside.
        AsfDeskError: it could not be written.
    """
    target = Path(path)
    if target.absolute().parent == home.absolute().parent:
        raise RefusedError(
            _("The recovery code is not saved beside the client file."),
            _("Whoever takes the folder would have both the file and the key."),
            _("Choose another place, for example a USB stick that is locked away."),
        )
    atomic_write(target, sheet.encode("utf-8"))
