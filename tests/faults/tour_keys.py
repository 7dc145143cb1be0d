"""The tour through what happens to a file: crash, conflict, keys, copies, erasing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from asfdesk.domain.codes import ExitReason
from asfdesk.domain.file.audit import AuditFilter
from asfdesk.domain.file.erasure import ErasureKind, ErasureReason
from asfdesk.domain.people.placements import Exit
from asfdesk.errors import FileConflictError
from asfdesk.services.file.audit_log import audit_document, audit_stem
from asfdesk.services.file.erase_trainees import ErasureRequest, erase_trainee
from asfdesk.services.file.file_access import (
    change_password,
    new_recovery_code,
    replace_leaked_password,
    use_recovery_code,
)
from asfdesk.services.file.manage_backups import list_backups, restore_backup
from asfdesk.services.file.open_export import export_openly
from asfdesk.services.file.open_file import open_client_file
from asfdesk.services.file.unsaved_work import continue_unsaved, unsaved_work
from asfdesk.services.people.manage_placements import end_placement
from asfdesk.services.people.manage_trainees import change_trainee
from asfdesk.services.sending.export_report import FORMATS, export_document
from asfdesk.services.undo import undo_last
from asfdesk.services.visiting.safe_copy import CopyOrder, make_safe_copy
from asfdesk.storage.file.rekey import sealed_columns
from tests.faults.canary_file import ANONYMISED, ERASED, SECOND_OWNER
from tests.faults.canary_search import (
    IN_PAGES,
    WRITTEN,
    data_keys,
    databases,
    search_pages,
)
from tests.faults.canary_words import STEM
from tests.faults.look_everywhere import look_everywhere
from tests.faults.tour_place import BROKEN
from tests.strongbox import ADVISER, CHEAP, OWNER, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from asfdesk.services.file.open_file import OpenFile
    from tests.faults.tour_place import Tour

NEW = "ett alldeles nytt lösenord"
LAST = "ännu ett lösenord efter det"
PASSWORDS = (OWNER, ADVISER, SECOND_OWNER, NEW, LAST)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_CASCADES = ("trainee_identity", "placement", "protected_opening")


def look_in_pages(tour: Tour, when: str, more: Iterable[bytes] = ()) -> None:
    """Home file, working copies and every backup, decrypted as an adviser's key decrypts them."""
    place = tour.place
    there = databases(place.user, place.files)
    keys = data_keys((one for one in there if one.suffix == ".asfdesk"), PASSWORDS)
    tour.found += search_pages(there, keys, (*IN_PAGES, *more), when)


def files_tour(tour: Tour) -> None:
    """From a crash to new keys."""
    place = tour.place
    _crash(tour)
    _conflict(tour)
    code = _passwords(tour)
    opened = open_client_file(place.home, NEW)
    _take_out(tour, opened)
    look_in_pages(tour, "before erasing")
    _erase(tour, opened)
    with tour.step("keys renewed"):
        replace_leaked_password(opened, NEW, LAST, CHEAP)
    with tour.step("opened with the recovery code"):
        open_client_file(place.home, code, read_only=True).close()
    look_in_pages(tour, "at the end")


def _take_out(tour: Tour, opened: OpenFile) -> None:
    """Everything that leaves the file because somebody asked for it."""
    place = tour.place
    with tour.step("everything asked"):
        broken = look_everywhere(opened.session, TODAY, reports=False)
        tour.found.hits += [f"{BROKEN}: {one}" for one in broken]
    with tour.step("log exported"):
        document = audit_document(opened, AuditFilter(), TODAY, NOON)
        export_document(document, audit_stem(AuditFilter(), TODAY), FORMATS, place.asked / "log")
    with tour.step("open export"):
        export_openly(opened, place.asked / "oppen.zip")
    with tour.step("safe copy"):
        _safe_copy(tour, opened)
    with tour.step("restored"):
        backup = list_backups(opened)[0].path
        restore_backup(opened, backup, place.files / "ur kopian.asfdesk")


def _safe_copy(tour: Tour, opened: OpenFile) -> None:
    """Nothing personal lies in it, sealed or not; not what advisers may read in the file either."""
    path = tour.place.files / "saker kopia.asfdesk"
    make_safe_copy(opened, CopyOrder(path, "Coompanion", ADVISER, CHEAP), TODAY)
    keys = data_keys([path], [ADVISER])
    tour.found += search_pages([path], keys, (*IN_PAGES, *WRITTEN), "in a safe copy")
    copy = open_client_file(path, ADVISER)
    tour.found.hits += [f"{BROKEN}: {one}" for one in look_everywhere(copy.session, TODAY)]
    copy.close()


def erase_tour(tour: Tour) -> None:
    """Erasing alone."""
    opened = open_client_file(tour.place.home, OWNER)
    _erase(tour, opened)
    opened.close()


def crash_tour(tour: Tour) -> None:
    """Write and be killed; in a process of its own."""
    opened = open_client_file(tour.place.home, OWNER)
    session = opened.writing()
    trainee = session.trainees.trainees()[-1]
    identity = session.trainees.identity(trainee.id)
    for _ in range(3):
        change_trainee(session, trainee, identity, TODAY)
    undo_last(session)
    with session.writer.action("trainee.change", ()):
        session.trainees.set_identity(trainee.id, identity)
        os.kill(os.getpid(), signal.SIGKILL)


def _crash(tour: Tour) -> None:
    with tour.step("killed"):
        order = [sys.executable, "-m", "tests.faults.tour", str(tour.place.folder), "crash"]
        done = subprocess.run(  # noqa: S603 - our own module
            order, env=tour.place.environment(), capture_output=True, check=False
        )
        assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
        tour.hear("killed", (done.stdout + done.stderr).decode(errors="replace"), STEM)
    look_in_pages(tour, "after the kill")
    with tour.step("left work gone on with"):
        (left,) = unsaved_work()
        continue_unsaved(left, OWNER).close()


def _conflict(tour: Tour) -> None:
    """Somebody else saves the file meanwhile: both are kept."""
    home = tour.place.home
    older = tour.place.files / "aldre.asfdesk"
    shutil.copyfile(home, older)
    mine = open_client_file(home, OWNER)
    _touch(mine)
    theirs = open_client_file(older, SECOND_OWNER)
    _touch(theirs)
    theirs.close()
    shutil.copyfile(older, home)
    with tour.step("conflict"):
        try:
            mine.publish()
        except FileConflictError as error:
            tour.hear("conflict", f"{error}", STEM)
            mine.publish_to(home.with_name("bredvid.asfdesk"))
        mine.close()


def _touch(opened: OpenFile) -> None:
    session = opened.writing()
    trainee = session.trainees.trainees()[-1]
    change_trainee(session, trainee, session.trainees.identity(trainee.id), TODAY)


def _passwords(tour: Tour) -> str:
    """Returns the recovery code that holds afterwards."""
    opened = open_client_file(tour.place.home, OWNER)
    with tour.step("password changed"):
        change_password(opened, OWNER, NEW, CHEAP)
    code = new_recovery_code()
    with tour.step("recovery sheet renewed"):
        use_recovery_code(opened, code, cost=CHEAP)
    opened.close()
    with tour.step("opened with the recovery code"):
        open_client_file(tour.place.home, code).close()
    return code


def _erase(tour: Tour, opened: OpenFile) -> None:
    """Afterwards no page of the file or of any backup holds a byte of what was sealed about them.

    What was restored or saved beside is a file of its own, which the user was told about.
    """
    session, place = opened.writing(), tour.place
    second = session.trainees.by_number(ANONYMISED)
    assert second is not None
    leaving = Exit(date(2026, 11, 20), ExitReason.PARENTAL.group, ExitReason.PARENTAL)
    end_placement(session, session.placements.of_trainee(second.id)[0].id, leaving)
    sealed = ciphertexts(opened)
    for number, kind in ((ERASED, ErasureKind.ERASED), (ANONYMISED, ErasureKind.ANONYMISED)):
        with tour.step(kind.value):
            trainee = session.trainees.by_number(number)
            assert trainee is not None
            request = ErasureRequest(
                trainee.id, kind, ErasureReason.REQUESTED, str(number), checked=True
            )
            facts = erase_trainee(opened, request, TODAY)
            assert facts.saved
            assert not facts.failed
            assert not facts.trouble
    _look_for_ciphertext(tour, [place.home, *databases(place.user)], sealed)


def _look_for_ciphertext(tour: Tour, there: Iterable[Path], sealed: list[bytes]) -> None:
    paths = list(there)
    keys = data_keys((one for one in paths if one.suffix == ".asfdesk"), PASSWORDS)
    tour.facts["ciphertexts looked for"] = len(sealed)
    texts = [spelt for one in sealed for spelt in (one, one.hex().encode())]
    tour.found += search_pages(paths, keys, (*IN_PAGES, *texts), "after erasing")


def ciphertexts(opened: OpenFile) -> list[bytes]:
    """Everything that is sealed about the two who are to be erased or anonymised."""
    gone = {
        trainee.id
        for number in (ERASED, ANONYMISED)
        if (trainee := opened.session.trainees.by_number(number)) is not None
    }
    found: list[bytes] = []
    for table, column in sealed_columns(opened.file.database):
        if table not in _CASCADES:
            continue
        whose = "id" if table == "trainee_identity" else "trainee_id"
        rows = opened.file.rows.all(
            f"SELECT {whose} AS whose, {column} AS it FROM {table} WHERE {column} IS NOT NULL"
        )
        found += [row["it"] for row in rows if row["whose"] in gone]
    return found
