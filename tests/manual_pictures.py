"""The pictures of the user manual, drawn anew: `python3 dev.py screenshots manual`.

    python -m tests.manual_pictures [FOLDER]

Each picture has a name of its own in `PICTURES` and shows the example enterprise at 1366 × 768,
light and in Swedish. They are saved with 256 colours, so that the whole manual stays small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from asfdesk.domain.drivers.levers import LeverKey
from asfdesk.domain.drivers.staff import StaffRow
from asfdesk.services.drivers.driver_nouns import Noun
from asfdesk.services.example.write import PASSWORD, write_example
from asfdesk.services.file.file_facts import FileFacts
from asfdesk.services.file.file_places import Place, PlaceKind
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.go_to import GoToDialog
from asfdesk.ui.pages.books.ledger_page import ACCOUNTS, LedgerPage
from asfdesk.ui.pages.file.settings_page import SettingsPage
from asfdesk.ui.pages.planning.plan_page import DRIVERS, LIQUIDITY, MONTHS, WHAT_IF, PlanPage
from asfdesk.ui.settings import AppSettings
from asfdesk.ui.start_window import StartWindow
from asfdesk.ui.theme import Mode
from tests.screens import CHEAP, open_window, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.example.write import ExampleFiles
    from asfdesk.ui.main_window import MainWindow
    from asfdesk.ui.tasks import Tasks

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "manual" / "bilder"
MAX_BYTES = 150_000
SETTINGS = AppSettings(Mode.LIGHT, "sv", 1366, 768)
_COLOURS = 256


@dataclass(frozen=True)
class Studio:
    """An open window on the example, and what is needed to act in it."""

    window: MainWindow
    tasks: Tasks
    files: ExampleFiles

    def go(self, where: str) -> None:
        """Show a page and wait for it; the second time lets nested layouts take their place."""
        self.window.go(where)
        settle(self.tasks)
        settle(self.tasks)


def _page(where: str) -> Callable[[Studio], QImage]:
    def shoot(studio: Studio) -> QImage:
        studio.go(where)
        return studio.window.grab().toImage()

    return shoot


def _start(studio: Studio) -> QImage:
    start = StartWindow(studio.window.preferences)
    start.show()
    image = start.grab().toImage()
    start.deleteLater()
    return image


def _go_to(studio: Studio) -> QImage:
    dialog = GoToDialog(studio.window.destinations(), studio.window)
    dialog.open()
    dialog.field.setText("rapport")
    settle(studio.tasks)
    image = dialog.grab().toImage()
    dialog.reject()
    return image


def _accounts(studio: Studio) -> QImage:
    studio.go("ledger")
    page = _ledger(studio)
    page.show_view(ACCOUNTS)
    settle(studio.tasks)
    return studio.window.grab().toImage()


def _settings(studio: Studio) -> QImage:
    """The file where an ordinary user keeps it, not in the folder that is drawn in."""
    studio.go("settings")
    page = studio.window.page
    assert isinstance(page, SettingsPage)
    size = studio.files.client_file.stat().st_size
    name = studio.files.client_file.name
    page.file.show_facts(FileFacts(name, "Dokument", size, Place(PlaceKind.ORDINARY)))
    settle(studio.tasks)
    return studio.window.grab().toImage()


def _import(studio: Studio) -> QImage:
    """A later export: the same year with a voucher of November, and one that does not balance."""
    studio.go("ledger")
    old = next(path for path in studio.files.bookkeeping if "2026" in path.name)
    new = old.parent / "nyare" / old.name
    new.parent.mkdir(exist_ok=True)
    new.write_bytes(later_export(old.read_bytes()))
    dialog = _ledger(studio).import_files([new])
    assert dialog is not None
    settle(studio.tasks)
    image = dialog.grab().toImage()
    dialog.reject()
    settle(studio.tasks)
    return image


def _plan_page(studio: Studio) -> PlanPage:
    """The next year's plan as a draft, so that what can be changed is seen."""
    studio.go("plan")
    page = studio.window.page
    assert isinstance(page, PlanPage)
    if page.shown is not None and not page.shown.editable:
        page.steps.decide()
        settle(studio.tasks)
    settle(studio.tasks)
    return page


def _plan(studio: Studio) -> QImage:
    page = _plan_page(studio)
    page.drivers.list.select_row(1)
    settle(studio.tasks)
    return studio.window.grab().toImage()


def _plan_form(studio: Studio) -> QImage:
    """The first row of staff that has support for its pay, else the first."""
    page = _plan_page(studio)
    staff = [row for row in page.drivers.list.rows_shown.rows if row.noun is Noun.STAFF]
    helped = [row for row in staff if isinstance(row.value, StaffRow) and row.value.subsidy]
    page.drivers.menu.open_row((helped or staff)[0])
    settle(studio.tasks)
    dialog = page.findChild(DriverDialog)
    assert dialog is not None
    image = dialog.grab().toImage()
    dialog.reject()
    return image


def _plan_liquidity(studio: Studio) -> QImage:
    page = _plan_page(studio)
    page.show_place(LIQUIDITY)
    settle(studio.tasks)
    image = studio.window.grab().toImage()
    page.show_place(DRIVERS)
    return image


def _plan_what_if(studio: Studio) -> QImage:
    """Three places more, and nine points less of occupancy."""
    page = _plan_page(studio)
    page.show_place(WHAT_IF)
    settle(studio.tasks)
    for key, change in ((LeverKey.PLACES, 3_000), (LeverKey.OCCUPANCY, -900)):
        row = page.what_if.board.levers[key]
        row.slider.setValue(row.lever.planned + change)
    settle(studio.tasks)
    image = studio.window.grab().toImage()
    page.show_place(DRIVERS)
    return image


def _plan_months(studio: Studio) -> QImage:
    page = _plan_page(studio)
    page.show_place(MONTHS)
    settle(studio.tasks)
    image = studio.window.grab().toImage()
    page.show_place(DRIVERS)
    return image


def _ledger(studio: Studio) -> LedgerPage:
    page = studio.window.page
    assert isinstance(page, LedgerPage)
    return page


def later_export(data: bytes) -> bytes:
    """The example's file as it would look a month later, with one unbalanced voucher."""
    text = data.decode("cp437")
    text = text.replace("#OMFATTN 20261031", "#OMFATTN 20261130")
    text = text.replace("#RES 0 5010 277750.00", "#RES 0 5010 305525.00")
    rent = ("#TRANS 5010 {} 27775.00", "#TRANS 1930 {} -27775.00")
    phone = ("#TRANS 6212 {} 1494.80", "#TRANS 1930 {} -1494.00")
    for number, words, rows in ((901, "Hyra", rent), (902, "Telefon", phone)):
        body = "\r\n".join(rows)
        text = text.rstrip() + f'\r\n#VER A {number} 20261130 "{words}"\r\n{{\r\n{body}\r\n}}\r\n'
    return text.encode("cp437")


PICTURES: dict[str, Callable[[Studio], QImage]] = {
    "start": _start,
    "oversikt": _page("overview"),
    "ga-till": _go_to,
    "avtal": _page("agreements"),
    "salt-till-bokfort": _page("agreements:sales@2026-09"),
    "fakturor": _page("agreements:invoices"),
    "deltagare": _page("trainees"),
    "deltagarkort": _page("trainees:file-1"),
    "lagesrapporter": _page("trainees:file-13/situations"),
    "ko": _page("trainees:waiting"),
    "narvaro": _page("attendance"),
    "handledartid": _page("supervision"),
    "kapacitet": _page("supervision:capacity"),
    "ekonomi": _page("ledger"),
    "import": _import,
    "konton": _accounts,
    "affarsplan": _plan,
    "affarsplan-personal": _plan_form,
    "affarsplan-manader": _plan_months,
    "affarsplan-likviditet": _plan_liquidity,
    "affarsplan-tank-om": _plan_what_if,
    "uppfoljning": _page("follow_up@2026-10"),
    "rapporter": _page("reports:R8"),
    "installningar": _settings,
}
"""Name -> how it is made, in the order of the manual."""


def save(image: QImage, path: Path) -> None:
    """Save small: 256 colours are enough for flat surfaces and letters."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    drawn = Image.frombuffer(
        "RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )
    few = drawn.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, "PNG", optimize=True)
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_BYTES} bytes")


def main(words: Sequence[str]) -> int:
    """Draw every picture into a folder."""
    folder = Path(words[0]) if words else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["ASFDESK_HOME"] = str(Path(scratch) / "home")
        files = write_example(Path(scratch) / "example", cost=CHEAP)
        with open_window(files.client_file, PASSWORD, app, SETTINGS) as (window, tasks):
            studio = Studio(window, tasks, files)
            for name, shoot in PICTURES.items():
                save(shoot(studio), folder / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
