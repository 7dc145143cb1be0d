"""What a user does while the disk fails, and how one sees afterwards whether it was done."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from asfdesk import paths
from asfdesk.errors import OpeningError, SavingError
from asfdesk.services.file.file_access import change_password, replace_leaked_password
from asfdesk.services.file.open_file import OpenFile
from asfdesk.storage.disk.atomic import atomic_write
from asfdesk.storage.file.client_file import ClientFile
from asfdesk.storage.file.container import read_container
from asfdesk.storage.file.keys import unlock
from asfdesk.storage.rows import Reader
from tests.faults.kill_migrations import OLD, sums
from tests.sie_books import base, prepare, take
from tests.strongbox import CHEAP, OWNER, new_enterprise, opened, put

NEW = "helt andra ord än förut"
KEY = "typed by the user"
IMPORTS = "SELECT count(*) FROM audit WHERE operation = 'ledger.import'"
KEYS = "SELECT count(*) FROM setting WHERE key LIKE :key || '%'"
Sums = dict[str, list[object]]
REPORT_BEFORE, REPORT_AFTER = b"last month's report\n" * 400, b"this month's report\n" * 900


@dataclass
class Scene:
    """One home file and whoever has it open.

    Attributes:
        home: the client file.
        file: None while nobody has it open.
        tries: how many times it has been typed or taken in.
        generation: of the home file before.
    """

    home: Path
    file: OpenFile | None = None
    tries: int = 0
    generation: int = 0

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
    many_calls = False
    """Whether it makes so many system calls that not each can fail in every way."""

    def prepare(self, home: Path) -> None:
        """Make the files that it begins with."""
        made, _code = new_enterprise(home)
        prepare(made.writing())
        made.close()

    def look(self, _scene: Scene) -> Sums:
        """What is right, found out in a process of its own."""
        return {}

    def remember(self, seen: Sums) -> None:
        """Take what `look` has found."""

    def begin(self, scene: Scene) -> None:
        """What is done before the disk begins to fail."""
        scene.file = OpenFile(opened(scene.home))

    def act(self, scene: Scene) -> None:
        """Do it once; returns when the user is told that it is done."""
        raise NotImplementedError

    def times(self, scene: Scene) -> int:
        """How many times it has been done, as the open file shows."""
        raise NotImplementedError

    def again(self, scene: Scene) -> None:
        """What the user does when told that it is there but may not last."""
        self.act(scene)

    def refused(self, scene: Scene) -> str:
        """What is wrong with things right after the user was told "not done"."""
        return "it was done all the same" if self.times(scene) else ""

    def kept(self, file: ClientFile) -> int:
        """How many times what was done is in a file that has been opened anew; 1 is right."""
        raise NotImplementedError


class Action(Operation):
    """An entry is typed."""

    name = "action"

    def act(self, scene: Scene) -> None:
        scene.tries += 1
        put(scene.now().file, f"{KEY} {scene.tries}")

    def times(self, scene: Scene) -> int:
        return self.kept(scene.now().file)

    def kept(self, file: ClientFile) -> int:
        return _count(file.rows, KEYS, {"key": KEY})


class Import(Operation):
    """A year of bookkeeping is taken in."""

    name = "import"

    def act(self, scene: Scene) -> None:
        scene.tries += 1
        # Another file each time: the same one would be known, and a blind retry harmless.
        text = base().replace("40000.00", f"4000{scene.tries}.00")
        take(scene.now().writing(), text.replace("161499.25", f"16149{9 - scene.tries}.25"))

    def times(self, scene: Scene) -> int:
        return self.kept(scene.now().file)

    def kept(self, file: ClientFile) -> int:
        return _count(file.rows, IMPORTS, {})


class Publish(Operation):
    """The work is saved in the home file, after today's backup."""

    name = "publish"
    saves = True

    def begin(self, scene: Scene) -> None:
        super().begin(scene)
        put(scene.now().file, KEY)
        scene.generation = scene.now().file.manifest.generation

    def act(self, scene: Scene) -> None:
        scene.now().publish()

    def times(self, scene: Scene) -> int:
        return _generation(scene.home) - scene.generation

    def kept(self, file: ClientFile) -> int:
        return _count(file.rows, KEYS, {"key": KEY})


class FirstSave(Operation):
    """A new file is made and saved for the first time."""

    name = "new file"
    saves = True
    many_calls = True

    def prepare(self, home: Path) -> None:
        pass

    def begin(self, scene: Scene) -> None:
        pass

    def act(self, scene: Scene) -> None:
        if scene.file is None:
            scene.file = new_enterprise(scene.home)[0]
        else:
            scene.file.publish()

    def again(self, scene: Scene) -> None:
        # The user was told that the file is there, and opens it.
        scene.file = OpenFile(opened(scene.home))

    def times(self, scene: Scene) -> int:
        return _generation(scene.home)

    def kept(self, file: ClientFile) -> int:
        return _count(file.rows, "SELECT count(*) FROM enterprise", {})


class Migration(Operation):
    """A file of the first version is opened."""

    name = "migration"

    def prepare(self, home: Path) -> None:
        shutil.copy(OLD, home)

    def __init__(self) -> None:
        self._right: Sums = {}

    def look(self, scene: Scene) -> Sums:
        file = opened(scene.home)
        right = sums(file)
        file.abandon(keep_work=False)
        return right

    def remember(self, seen: Sums) -> None:
        self._right = seen

    def begin(self, scene: Scene) -> None:
        pass

    def act(self, scene: Scene) -> None:
        scene.file = OpenFile(opened(scene.home))

    def times(self, scene: Scene) -> int:
        return 0 if scene.file is None else self.kept(scene.now().file)

    def kept(self, file: ClientFile) -> int:
        return int(sums(file) == self._right and _old_is_kept())


class Password(Operation):
    """The password is changed."""

    name = "password"
    saves = True

    def act(self, scene: Scene) -> None:
        change_password(scene.now(), OWNER, NEW, CHEAP)

    def again(self, scene: Scene) -> None:
        if not self.times(scene):  # it was the note in the log that was uncertain
            with suppress(SavingError):
                self.act(scene)
                return
            self.act(scene)
        if not scene.now().file.closed:  # renewing the keys closes it
            scene.now().publish()

    def times(self, scene: Scene) -> int:
        return int(_opens(scene.home, NEW))

    def kept(self, file: ClientFile) -> int:
        return int(_opens(file.path, NEW))

    def refused(self, scene: Scene) -> str:
        if not _opens(scene.home, OWNER):
            return "the old password no longer opens it"
        return super().refused(scene)


class NewKeys(Password):
    """The password has leaked: every key is renewed, and the file is closed."""

    name = "new keys"
    many_calls = True

    def act(self, scene: Scene) -> None:
        if scene.file is None or scene.file.file.closed:
            scene.file = OpenFile(opened(scene.home))
        replace_leaked_password(scene.now(), OWNER, NEW, CHEAP)

    def again(self, scene: Scene) -> None:
        if not self.times(scene):
            super().again(scene)
            return
        change_password(scene.now(), NEW, f"{NEW} igen", CHEAP)
        replace_leaked_password(scene.now(), f"{NEW} igen", NEW, CHEAP)


class Export(Operation):
    """A report is written over last month's."""

    name = "export"
    saves = True

    def prepare(self, home: Path) -> None:
        super().prepare(home)
        Scene(home).report.write_bytes(REPORT_BEFORE)

    def act(self, scene: Scene) -> None:
        atomic_write(scene.report, REPORT_AFTER)

    def times(self, scene: Scene) -> int:
        return int(scene.report.read_bytes() == REPORT_AFTER)

    def kept(self, file: ClientFile) -> int:
        return self.times(Scene(file.path))

    def refused(self, scene: Scene) -> str:
        return "" if scene.report.read_bytes() == REPORT_BEFORE else "the earlier report is harmed"


OPERATIONS: tuple[Operation, ...] = (
    Action(), Import(), Publish(), FirstSave(), Migration(), Password(), NewKeys(), Export(),
)  # fmt: skip


def _count(rows: Reader, query: str, values: dict[str, str]) -> int:
    return int(rows.value(query, values))


def _generation(home: Path) -> int:
    return read_container(home).manifest.generation if home.exists() else 0


def _old_is_kept() -> bool:
    """Whether a backup is the file as it was before its migration."""
    backups = (paths.user_data() / "backups").rglob("*.asfdesk")
    old = read_container(OLD).sha256
    return any(read_container(path).sha256 == old for path in backups)


def _opens(home: Path, password: str) -> bool:
    try:
        unlock(read_container(home).manifest, password)
    except OpeningError:
        return False
    return True
