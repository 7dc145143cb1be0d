"""What a user does while the disk fails, and how one sees afterwards whether it was done."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from asfdesk.errors import OpeningError
from asfdesk.services.file_access import change_password, replace_leaked_password
from asfdesk.services.open_file import OpenFile
from asfdesk.storage.atomic import atomic_write
from asfdesk.storage.container import read_container
from asfdesk.storage.keys import unlock
from asfdesk.storage.rows import Reader
from tests.faults.kill_migrations import OLD
from tests.sie_books import base, prepare, take
from tests.strongbox import CHEAP, OWNER, new_enterprise, opened, put

NEW = "helt andra ord än förut"
KEY = "typed by the user"
IMPORTS = "SELECT count(*) FROM audit WHERE operation = 'ledger.import'"
KEYS = "SELECT count(*) FROM setting WHERE key LIKE :key || '%'"
REPORT_BEFORE, REPORT_AFTER = b"last month's report\n" * 400, b"this month's report\n" * 900


@dataclass
class Scene:
    """One home file and whoever has it open.

    Attributes:
        home: the client file.
        file: None while nobody has it open.
        password: that opens it.
    """

    home: Path
    file: OpenFile | None = None
    password: str = OWNER
    tries: int = field(default=0)

    def now(self) -> OpenFile:
        """The open file."""
        assert self.file is not None
        return self.file

    @property
    def report(self) -> Path:
        """A file that is exported to."""
        return self.home.with_name("report.csv")


class Operation:
    """Something a user does. Written so that doing it twice can be seen."""

    name = ""
    saves = False
    """Whether it is done when the home file is, rather than the working copy."""

    def prepare(self, home: Path) -> None:
        """Make the files that it begins with."""
        made, _code = new_enterprise(home)
        prepare(made.writing())
        made.close()

    def begin(self, scene: Scene) -> None:
        """What is done before the disk begins to fail."""
        scene.file = OpenFile(opened(scene.home))

    def act(self, scene: Scene) -> None:
        """Do it once; returns when the user is told that it is done."""
        raise NotImplementedError

    def times(self, scene: Scene) -> int:
        """How many times it has been done, as the open file shows."""
        raise NotImplementedError

    def refused(self, scene: Scene) -> str:
        """What is wrong with things right after the user was told "not done"."""
        return "it was done all the same" if self.times(scene) else ""


class Action(Operation):
    """An entry is typed."""

    name = "action"

    def act(self, scene: Scene) -> None:
        scene.tries += 1
        put(scene.now().file, f"{KEY} {scene.tries}")

    def times(self, scene: Scene) -> int:
        return _count(scene.now().file.rows, KEYS, {"key": KEY})


class Import(Operation):
    """A year of bookkeeping is taken in."""

    name = "import"

    def act(self, scene: Scene) -> None:
        scene.tries += 1
        # Another file each time: the same one would be known, and a blind retry harmless.
        take(scene.now().writing(), base().replace("40000.00", f"4000{scene.tries}.00"))

    def times(self, scene: Scene) -> int:
        return _count(scene.now().file.rows, IMPORTS, {})


class Publish(Operation):
    """The work is saved in the home file, after today's backup."""

    name = "publish"
    saves = True

    def begin(self, scene: Scene) -> None:
        super().begin(scene)
        put(scene.now().file, KEY)

    def act(self, scene: Scene) -> None:
        scene.now().publish()

    def times(self, scene: Scene) -> int:
        return _generations(scene, 1)


class FirstSave(Operation):
    """A new file is made and saved for the first time."""

    name = "new file"
    saves = True

    def prepare(self, home: Path) -> None:
        pass

    def begin(self, scene: Scene) -> None:
        pass

    def act(self, scene: Scene) -> None:
        if scene.file is None:
            scene.file = new_enterprise(scene.home)[0]
        else:
            scene.file.publish()

    def times(self, scene: Scene) -> int:
        return _generations(scene, 0)


class Migration(Operation):
    """A file of the first version is opened."""

    name = "migration"

    def prepare(self, home: Path) -> None:
        shutil.copy(OLD, home)

    def begin(self, scene: Scene) -> None:
        pass

    def act(self, scene: Scene) -> None:
        scene.file = OpenFile(opened(scene.home))

    def times(self, scene: Scene) -> int:
        return 0 if scene.file is None else 1


class Password(Operation):
    """The password is changed."""

    name = "password"
    saves = True

    def act(self, scene: Scene) -> None:
        change_password(scene.now(), OWNER, NEW, CHEAP)
        scene.password = NEW

    def times(self, scene: Scene) -> int:
        return int(_opens(scene.home, NEW))

    def refused(self, scene: Scene) -> str:
        if not _opens(scene.home, OWNER):
            return "the old password no longer opens it"
        return super().refused(scene)


class NewKeys(Password):
    """The password has leaked: every key is renewed, and the file is closed."""

    name = "new keys"

    def act(self, scene: Scene) -> None:
        if scene.file is None or scene.file.file.closed:
            scene.file = OpenFile(opened(scene.home))
        replace_leaked_password(scene.now(), OWNER, NEW, CHEAP)
        scene.password = NEW


class Export(Operation):
    """A report is written over last month's."""

    name = "export"

    def prepare(self, home: Path) -> None:
        super().prepare(home)
        Scene(home).report.write_bytes(REPORT_BEFORE)

    def act(self, scene: Scene) -> None:
        atomic_write(scene.report, REPORT_AFTER)

    def times(self, scene: Scene) -> int:
        return int(scene.report.read_bytes() == REPORT_AFTER)

    def refused(self, scene: Scene) -> str:
        return "" if scene.report.read_bytes() == REPORT_BEFORE else "the earlier report is harmed"


OPERATIONS: tuple[Operation, ...] = (
    Action(), Import(), Publish(), FirstSave(), Migration(), Password(), NewKeys(), Export(),
)  # fmt: skip


def _count(rows: Reader, query: str, values: dict[str, str]) -> int:
    return int(rows.value(query, values))


def _generations(scene: Scene, before: int) -> int:
    """Generations of the home file since."""
    if not scene.home.exists():
        return 0
    return read_container(scene.home).manifest.generation - before


def _opens(home: Path, password: str) -> bool:
    try:
        unlock(read_container(home).manifest, password)
    except OpeningError:
        return False
    return True
