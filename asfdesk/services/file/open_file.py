"""Making, opening, saving and closing a client file. Qt-free; `app` and `cli` start here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.codes import LegalForm
from asfdesk.domain.enterprise import Enterprise
from asfdesk.domain.period import MONTHS_IN_YEAR, Month, Period
from asfdesk.errors import AsfDeskError, InvalidInputError, UncertainError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_text, org_number, org_number_note
from asfdesk.services.file.file_notes import notes_of, password_advice
from asfdesk.services.file.file_places import refuse_passing
from asfdesk.services.file.follow_protection import follow_protections
from asfdesk.services.session import WriteSession, read_session, write_session
from asfdesk.services.without_days import without_days
from asfdesk.storage.disk.full_disk import said_by_the_disk
from asfdesk.storage.file.known_erasures import known_erasures
from asfdesk.storage.file.known_homes import remember_home
from asfdesk.storage.file.known_protections import remember_protections
from asfdesk.storage.file.lock import Holder, lock_holder
from asfdesk.storage.file.manifest import SHIPPED_COST, KdfCost, Role
from asfdesk.storage.file.opening import create_file, open_file
from asfdesk.storage.file.protection_store import Followed
from asfdesk.storage.file.working_copy import work_folder
from asfdesk.storage.rows import Writer
from asfdesk.storage.trouble import lost_with_its_copy, opened_read_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from asfdesk.domain.file.erasure import Tombstone
    from asfdesk.domain.people.protection import Protection
    from asfdesk.services.session import ReadSession
    from asfdesk.storage.file.client_file import ClientFile

__all__ = ["Holder", "KdfCost", "NewEnterprise", "OpenFile", "Role"]

ENDING = ".asfdesk"
_FORM_BY_FIRST_DIGIT = {
    "5": LegalForm.COMPANY,
    "7": LegalForm.COOPERATIVE,
    "8": LegalForm.ASSOCIATION,
}
"""Skatteverket's groups of organisation numbers (SKV 709)."""


@dataclass(frozen=True)
class NewEnterprise:
    """What a new client file begins with.

    Attributes:
        org_number: as typed; a wrong check digit is a note (decisions B1), "" = not known yet.
        year_starts: month and day on which the fiscal year begins.
        legal_form: None = as the organisation number suggests.
        is_example: the invented enterprise.
    """

    name: str
    org_number: str = ""
    year_starts: tuple[int, int] = (1, 1)
    legal_form: LegalForm | None = None
    is_example: bool = False


class OpenFile:
    """An open client file, as window and command line hold it.

    All calls that read or write rows, and `publish` and `close`, belong on the one thread that
    opened it; the properties may be read anywhere.

    Attributes:
        file: storage's side of it.
        session: what use cases work on; a WriteSession unless `read_only`.
        followed: whose protection was changed when it was opened, see `follow_protection`.
        before_close: done first when the file is closed, while it can still be read.
    """

    def __init__(self, file: ClientFile, advice: tuple[str, ...] = ()) -> None:
        self.file = file
        self._advice = advice
        self.followed = Followed()
        self.before_close: Callable[[], None] = lambda: None
        rows = file.rows
        self.session: ReadSession = (
            write_session(rows, file.vault)
            if isinstance(rows, Writer)
            else without_days(read_session(rows, file.vault))
        )

    @property
    def write(self) -> WriteSession | None:
        """The session to change things in; None when opened read-only."""
        return self.session if isinstance(self.session, WriteSession) else None

    def writing(self) -> WriteSession:
        """The session to change things in.

        Raises:
            ReadOnlyError: it was opened read-only.
        """
        if not isinstance(self.session, WriteSession):
            raise opened_read_only()
        return self.session

    @property
    def path(self) -> Path:
        """The home file."""
        return self.file.path

    @property
    def role(self) -> Role:
        """Owner, recovery or adviser."""
        return self.file.role

    @property
    def slot(self) -> str:
        """Which key opened it: owner:1, adviser:3."""
        return self.file.slot

    @property
    def read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self.file.read_only

    @property
    def safe_copy(self) -> bool:
        """Whether it is a safe copy, which keeps months and no days (ADR 0048)."""
        return self.file.manifest.safe_copy

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences the user should see, for example that a later version is known."""
        return self._advice + notes_of(self.file)

    @property
    def saved_at(self) -> datetime | None:
        """When the home file was saved, UTC; None before the first time."""
        return self.file.saved_at

    @property
    def closed(self) -> bool:
        """Whether it is closed: by `close`, or because its keys were renewed."""
        return self.file.closed

    @property
    def has_unpublished(self) -> bool:
        """Whether there is work that is not in the home file yet."""
        return not self.file.closed and self.file.dirty

    def publish(self) -> int:
        """Write the home file; returns its generation.

        Raises:
            FileConflictError: somebody else has saved it; nothing is overwritten.
            AsfDeskError: it could not be written; the work is safe in the working copy.
        """
        generation = self.file.publish()
        self.remember_protections()
        return generation

    def remember_protections(self) -> None:
        """Let this computer know who is protected, so that older copies opened here follow.

        What cannot be written is tried again at the next saving; the file carries it all the same.
        """
        if self.session.identities_open:
            self._remember(self._to_remember())

    def save_first(self) -> None:
        """Publish a file that was just made; that it may not last is a note, no failure.

        The file is there then, and its recovery code would be lost with an exception.

        Raises:
            AsfDeskError: it could not be written; nothing is there.
        """
        try:
            self.publish()
        except UncertainError:
            try:
                self.publish()
            except AsfDeskError as error:
                self._advice += (str(error),)

    def publish_to(self, path: Path) -> int:
        """Save beside or elsewhere under a new name, and go on there."""
        return self.file.publish_to(with_ending(path))

    def close(self) -> None:
        """Publish what is left and close; if publishing fails the file stays open."""
        if not self.closed:
            with suppress(AsfDeskError):  # nobody is kept from closing
                self.before_close()
        owner = self.has_unpublished and self.session.identities_open
        known = self._to_remember() if owner else None
        self.file.close()
        if known is not None:
            self._remember(known)

    def _to_remember(self) -> tuple[list[Protection], list[Tombstone]]:
        session = self.session
        return session.protection.protections(), session.erasure.vouched_tombstones()

    def _remember(self, known: tuple[list[Protection], list[Tombstone]]) -> None:
        client = self.file.manifest.client
        protections, erased = known
        with suppress(AsfDeskError):
            remember_protections(client, protections, (*erased, *known_erasures(client)))

    def leave(self, *, keep_work: bool) -> None:
        """Close without publishing; the next start offers kept work (decisions D5)."""
        self.file.abandon(keep_work=keep_work)


def utc_now() -> datetime:
    """The time, as it is stored."""
    return datetime.now(UTC)


def with_ending(path: Path) -> Path:
    """The path with .asfdesk at its end."""
    return path if path.suffix.lower() == ENDING else path.with_name(path.name + ENDING)


def who_has_it_open(path: Path) -> Holder | None:
    """Who has a client file open, told without a password; None when nobody has."""
    return lock_holder(path)


def fiscal_year_with(today: date, starts: tuple[int, int]) -> Period:
    """The twelve months that begin on that month and day and hold today.

    Raises:
        InvalidInputError: a fiscal year begins on the first day of a month.
    """
    month, day = starts
    if day != 1 or not 1 <= month <= MONTHS_IN_YEAR:
        raise InvalidInputError(
            "fiscal_year_start",
            _("A fiscal year begins on the first day of a month."),
            _("The Accounting Act (bokföringslagen, chapter 3) says so."),
            _("Write month and day as 01-01, 05-01, 07-01 or 09-01."),
        )
    first = Month(today.year, month)
    if first.first > today:
        first = first.plus(-MONTHS_IN_YEAR)
    return Period.of_months(first, first.plus(MONTHS_IN_YEAR - 1))


def create_client_file(
    path: Path,
    enterprise: NewEnterprise,
    owner_password: str,
    today: date,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Callable[[], datetime] = utc_now,
) -> tuple[OpenFile, str]:
    """Make a client file with the enterprise, its fiscal year and the shipped plan lines.

    Args:
        path: where; .asfdesk is added, and nothing may be there.
        enterprise: whose it is.
        owner_password: of the first owner.
        today: decides which fiscal year is the first.
        cost: of the keys derived from passwords.
        clock: gives the time in UTC.

    Returns:
        The open, saved file and the recovery code, which is nowhere else.

    Raises:
        InvalidInputError: name, organisation number, year or password cannot be right.
        FileConflictError: there is a file of that name.
        AsfDeskError: the place cannot be used; nothing is left there.
    """
    check_new_password("password", owner_password)
    year = fiscal_year_with(today, enterprise.year_starts)
    row = _checked(enterprise, today)
    file, code = create_file(with_ending(path.absolute()), owner_password, cost=cost, clock=clock)
    advice = (org_number_note(row.org_number), password_advice(owner_password))
    opened = OpenFile(file, tuple(note for note in advice if note))
    try:
        _fill(opened, row, year)
        opened.save_first()
    except UncertainError as error:
        # Nothing has been saved: what may have been kept lay in the copy that goes now.
        told = said_by_the_disk(lost_with_its_copy(error), work_folder())
        file.abandon(keep_work=False)
        raise told from error
    except BaseException:
        file.abandon(keep_work=False)
        raise
    _remember_place(file)
    return opened, code


def open_client_file(  # noqa: PLR0913 - what opening is
    path: Path,
    password: str,
    *,
    read_only: bool = False,
    take_over: bool = False,
    adviser_looks: bool = False,
    first_slot: int = 0,
    clock: Callable[[], datetime] = utc_now,
) -> OpenFile:
    """Open a client file.

    Args:
        path: the home file.
        password: an owner's or adviser's, or the recovery code.
        read_only: look only; leaves no lock and never saves.
        take_over: open although somebody else's lock lies there; only after asking.
        adviser_looks: an adviser's password opens it to look only (ADR 0045).
        first_slot: the key slot that the password is known to fit; 0 = not known.
        clock: gives the time in UTC.

    Raises:
        OpeningError: one subclass per cause (errors.py); nothing has been changed.
    """
    if not read_only and path.exists():
        refuse_passing(path)
    opened = open_file(
        path,
        password,
        read_only=read_only,
        take_over=take_over,
        adviser_looks=adviser_looks,
        first_slot=first_slot,
        clock=clock,
    )
    _remember_place(opened)
    return announced(opened)


def announced(file: ClientFile) -> OpenFile:
    """A file that was opened just now: the first action taken in it logs that, and who did."""
    if isinstance(file.rows, Writer):
        file.rows.announce_opening()
    return to_work_in(file, keep_work=False)


def to_work_in(file: ClientFile, *, keep_work: bool) -> OpenFile:
    """A file as window and command line hold it: the one place where protection is followed.

    Before anything can be shown, made or saved, an owner's copy takes in what this computer knows.

    Args:
        file: just opened; read-only it has followed already (`storage.file.opening`).
        keep_work: if that fails, whether the copy holds work that must not go.

    Raises:
        AsfDeskError: it could not be written; the file is closed again.
    """
    opened = OpenFile(file)
    if opened.write is not None and opened.session.identities_open:
        try:
            opened.followed = follow_protections(opened.write, file.manifest.client)
        except BaseException:
            file.abandon(keep_work=keep_work)
            raise
        if not opened.has_unpublished:
            opened.remember_protections()
    return opened


def _remember_place(file: ClientFile) -> None:
    """It only helps to find backups one day; a full disk does not stop the work of today."""
    if file.role is not Role.ADVISER:
        with suppress(AsfDeskError, OSError):
            remember_home(file.path, file.manifest.client)


def check_new_password(field: str, password: str) -> None:
    """Refuse an empty password; whether it is good is said as advice."""
    if not password.strip():
        raise InvalidInputError(
            field,
            _("Write a password."),
            _("The file is encrypted with it; without one anybody could read it."),
            _("Four random words are easy to remember and hard to guess."),
        )


def _checked(new: NewEnterprise, today: date) -> Enterprise:
    number = org_number("org_number", new.org_number)
    suggested = _FORM_BY_FIRST_DIGIT.get(number[:1], LegalForm.OTHER)
    return Enterprise(
        name=need_text("name", new.name, _("Write the name of the enterprise.")),
        org_number=number,
        legal_form=new.legal_form or suggested,
        created_on=today,
        is_example=new.is_example,
    )


def _fill(opened: OpenFile, enterprise: Enterprise, year: Period) -> None:
    session = opened.writing()
    with session.writer.action("file.create", Topic, "enterprise", 1, undoable=False):
        session.enterprise.set_enterprise(enterprise)
        session.enterprise.add_fiscal_year(year.first, year.last)
        session.plans.seed_lines()
