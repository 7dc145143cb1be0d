"""Where a client file lies: folders that are emptied, synchronised folders, sticks and shares."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asfdesk.errors import PassingPlaceError
from asfdesk.i18n import set_language
from asfdesk.services.file import file_places
from asfdesk.services.file.file_facts import file_facts, mail_note, size_words
from asfdesk.services.file.file_places import Place, PlaceKind, place_note, place_of, refuse_passing
from asfdesk.services.file.open_file import open_client_file
from asfdesk.storage.disk.drives import Drive, drive_by_mounts
from asfdesk.storage.file.known_homes import client_at
from tests.strongbox import OWNER, new_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = "/Users/a/AppData/Local"
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
/dev/sdb1 /media/anna/MIN\\040STICKA vfat rw 0 0
//server/ekonomi /srv/ekonomi cifs rw 0 0
anna@dator:/ /home/anna/hos fuse.sshfs rw 0 0
tmpfs /home/anna/hos/lokalt tmpfs rw 0 0
broken line
"""


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No drive of this computer's own plays a part, and no temporary folder but the named one."""
    monkeypatch.setattr(file_places, "drive_of", lambda _folder: Drive.FIXED)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: f"{LOCAL}/Temp")
    set_language("en")
    yield
    set_language("sv")


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (f"{LOCAL}/Microsoft/Windows/INetCache/Content.Outlook/Q1W2", PlaceKind.MAIL),
        (f"{LOCAL}/Microsoft/Windows/INetCache/IE/Q1W2", PlaceKind.MAIL),
        (f"{LOCAL}/Packages/Microsoft.OutlookForWindows_8wekyb/LocalState", PlaceKind.MAIL),
        (f"{LOCAL}/Microsoft/Olk/Attachments/x", PlaceKind.MAIL),
        ("/Users/a/Library/Containers/com.apple.mail/Data/Library/Mail Downloads", PlaceKind.MAIL),
        (f"{LOCAL}/Temp/pid-1234", PlaceKind.MAIL),
        (f"{LOCAL}/Temp/mozilla_anna0", PlaceKind.MAIL),
        (f"{LOCAL}/Temp/Temp1_underlag.zip", PlaceKind.ARCHIVE),
        (f"{LOCAL}/Temp/Temp12_Våra filer.zip/mapp", PlaceKind.ARCHIVE),
        (f"{LOCAL}/Temp/0f9a_underlag.zip.3c1", PlaceKind.ARCHIVE),
        (f"{LOCAL}/Temp/7zO4C1B2A3F", PlaceKind.ARCHIVE),
        (f"{LOCAL}/Temp/Rar$DIa1234.5678", PlaceKind.ARCHIVE),
        ("/home/anna/.cache/.fr-Xy12Zq", PlaceKind.ARCHIVE),
        (f"{LOCAL}/Temp", PlaceKind.TEMPORARY),
        (f"{LOCAL}/Temp/arbete", PlaceKind.TEMPORARY),
        ("/Users/a/OneDrive", PlaceKind.CLOUD),
        ("/Users/a/OneDrive - Växthuset ek. för/Dokument", PlaceKind.CLOUD),
        ("/Users/a/Dropbox (Växthuset)/x", PlaceKind.CLOUD),
        ("/Users/a/Library/CloudStorage/GoogleDrive-anna@vaxthuset.example/x", PlaceKind.CLOUD),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs", PlaceKind.CLOUD),
        ("/home/anna/Nextcloud/x", PlaceKind.CLOUD),
        ("/home/anna/Dokument", PlaceKind.ORDINARY),
        ("/home/anna/ark-projektet", PlaceKind.ORDINARY),
        ("/home/anna/pid-7/temp", PlaceKind.ORDINARY),
        ("/home/anna/temp/pid-7", PlaceKind.MAIL),
        ("/home/anna/Outlook", PlaceKind.ORDINARY),
        ("/home/anna/zip", PlaceKind.ORDINARY),
    ],
)
def test_a_place_is_known_by_its_folders(folder: str, kind: PlaceKind) -> None:
    found = place_of(Path(folder) / "x.asfdesk")
    assert found.kind is kind
    assert bool(found.service) == (kind is PlaceKind.CLOUD)
    assert bool(place_note(found)) == (kind is not PlaceKind.ORDINARY)


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/home/anna", Drive.FIXED),
        ("/media/anna/MIN STICKA/x", Drive.REMOVABLE),
        ("/run/media/anna/KINGSTON", Drive.REMOVABLE),
        ("/Volumes/STICKA", Drive.REMOVABLE),
        ("/srv/ekonomi/2026", Drive.NETWORK),
        ("/home/anna/hos/dokument", Drive.NETWORK),
        ("/home/anna/hos/lokalt/x", Drive.FIXED),
        ("/run/user/1000/gvfs/smb-share:server=s", Drive.NETWORK),
    ],
)
def test_a_drive_is_known_by_its_mount(folder: str, drive: Drive) -> None:
    assert drive_by_mounts(Path(folder), MOUNTS) is drive


def test_only_what_is_emptied_refuses_work() -> None:
    for folder in ("INetCache/Content.Outlook", "Temp1_x.zip"):
        with pytest.raises(PassingPlaceError):
            refuse_passing(Path("/a") / folder / "x.asfdesk")
    refuse_passing(Path(f"{LOCAL}/Temp/x.asfdesk"))
    refuse_passing(Path("/Users/a/OneDrive/x.asfdesk"))


@pytest.mark.parametrize(
    ("size", "limit"),
    [
        (7_000_000, None),
        (7_400_000, 10),
        (14_500_000, 10),
        (14_700_000, 20),
        (18_300_000, 25),
        (200_000_000, 25),
    ],
)
def test_mail_limits_count_what_is_mailed(size: int, limit: int | None) -> None:
    """Base64 makes four bytes of three, and 78 of 76 with line ends: 7.31 MB become 10."""
    told = mail_note(size)
    assert bool(told) == (limit is not None)
    assert limit is None or f"at most {limit} MB" in told


def test_sizes_in_words() -> None:
    assert [size_words(one) for one in (1, 100_000, 100_001, 3_400_000)] == [
        "0.1 MB",
        "0.1 MB",
        "0.2 MB",
        "3.4 MB",
    ]


def test_the_open_file_says_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    opened, _code = new_enterprise(tmp_path / "a")
    facts = file_facts(opened)
    assert (facts.name, facts.folder) == ("a.asfdesk", str(tmp_path))
    assert facts.size == opened.path.stat().st_size
    opened.close()
    opened.path.unlink()
    assert file_facts(opened).size == 0


def test_where_an_owner_had_a_file_is_known_and_nowhere_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASFDESK_HOME", str(tmp_path / "user"))
    opened, _code = new_enterprise(tmp_path / "Växthuset")
    opened.close()
    client = opened.file.manifest.client
    open_client_file(opened.path, OWNER).close()
    assert client_at(opened.path) == client
    assert client_at(tmp_path / "b.asfdesk") is None
    (note,) = (tmp_path / "user" / "homes").iterdir()
    assert "xthuset" not in note.name + note.read_text()


def test_places_are_told_with_their_service() -> None:
    assert "lies in OneDrive." in place_note(Place(PlaceKind.CLOUD, "OneDrive"))
