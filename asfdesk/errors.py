"""What can go wrong, in words for the user.

    AsfDeskError
      OpeningError
        FileMissingError      nothing there, or the drive is gone
        NotAClientFileError   another kind of file
        NewerFileError        made by a newer ASF Desk; 0 bytes changed
        FileDamagedError      ours, but broken
        WrongKeyError         the password fits none of the file's keys
        FileInUseError        open somewhere else
        ReadOnlyError         can be read, not saved here
        DiskFullError         not enough room; the old file is whole
        PassingPlaceError     in a mail's or an archiver's own folder, which is emptied
      SavingError
        FileConflictError     the home file changed since it was opened
        FileNotClosedError    an unpublished working copy was left
        ExportTargetLockedError  the file to write is open in another program
        UncertainError        the disk failed so late that the outcome is not known
      RefusedError            a rule says no (locked month, approved plan, wrong company …)
        ImportRefusedError    a bookkeeping file that is not taken in
        InvalidInputError     a value that cannot be right; names the field
      NeedsVaultKeyError      this password does not open identities
      CancelledError          the user stopped it; nothing was changed

Each carries three sentences that the user sees: what happened, why, and what to do. They are
made where the error is raised, through gettext, and hold no personal data (trust.md §8).
"""

from __future__ import annotations


class AsfDeskError(Exception):
    """Expected trouble, shown to the user in one place.

    Args:
        what: what happened, one sentence.
        why: the reason, one sentence; may be empty when `what` says it.
        todo: what the user can do now, one sentence.
    """

    def __init__(self, what: str, why: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.todo = todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.todo) if part)


class OpeningError(AsfDeskError):
    """A client file could not be opened."""


class FileMissingError(OpeningError):
    """There is no file, or the drive is not there."""


class NotAClientFileError(OpeningError):
    """The file is of another kind."""


class NewerFileError(OpeningError):
    """Made by a newer ASF Desk; nothing was changed."""


class FileDamagedError(OpeningError):
    """It is a client file, but it is broken."""


class WrongKeyError(OpeningError):
    """The password fits none of the file's keys."""


class FileInUseError(OpeningError):
    """Somebody has it open."""


class ReadOnlyError(OpeningError):
    """It can be read but not saved where it lies."""


class DiskFullError(OpeningError):
    """There is not enough room on the disk."""


class PassingPlaceError(OpeningError):
    """It lies where a mail program or an archiver unpacked it for a moment."""


class SavingError(AsfDeskError):
    """The work could not be put where it belongs; it is kept."""


class FileConflictError(SavingError):
    """The home file is not the one that was opened."""


class FileNotClosedError(SavingError):
    """A working copy with unpublished work was left."""


class ExportTargetLockedError(SavingError):
    """The file to be written is open in another program."""


class UncertainError(SavingError):
    """The disk failed at the last moment: whether it was saved is not known, or may not last."""


class RefusedError(AsfDeskError):
    """A rule of the work says no; nothing was changed."""


class ImportRefusedError(RefusedError):
    """A file that is not taken in."""


class InvalidInputError(RefusedError):
    """A value that cannot be right.

    Args:
        field: the name of the value, as in the dataclass that holds it.
        what: what is wrong, one sentence.
        why: the reason.
        todo: what would be right.
    """

    def __init__(self, field: str, what: str, why: str = "", todo: str = "") -> None:
        super().__init__(what, why, todo)
        self.field = field


class NeedsVaultKeyError(RefusedError):
    """Identities are sealed with a key that this password does not open."""


class CancelledError(AsfDeskError):
    """The user stopped it; nothing was changed."""
