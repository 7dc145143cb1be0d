"""What is done with the clients from the menu and the card of the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from asfdesk.i18n import _, ngettext
from asfdesk.services.visiting.binder import HAND_OVER_ENDING, write_notes
from asfdesk.services.visiting.client_trust import trust_again
from asfdesk.services.visiting.hand_over_clients import hand_over, take_in
from asfdesk.services.visiting.open_client import (
    change_client_password,
    find_files,
    move_client,
    refresh_clients,
    what_is_new,
)
from asfdesk.ui.dialogs.progress_relay import ProgressRelay
from asfdesk.ui.dialogs.visiting.add_clients import AddClientsDialog
from asfdesk.ui.dialogs.visiting.binder_forms import (
    ask_hand_over,
    ask_secret,
    change_password,
    show_code,
)
from asfdesk.ui.kit.buttons import danger_button, primary_button
from asfdesk.ui.kit.errors import MessageDialog, show_error
from asfdesk.ui.start_folder import start_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from asfdesk.errors import AsfDeskError
    from asfdesk.services.visiting.binder import Binder
    from asfdesk.services.visiting.clients_view import ClientRow
    from asfdesk.services.visiting.hand_over_clients import HandOver, TakenIn
    from asfdesk.services.visiting.open_client import NewFile, Refreshed
    from asfdesk.ui.pages.visiting.clients_window import ClientsWindow
    from asfdesk.ui.tasks import Tasks


class ClientsErrands(QObject):
    """Runs what the window asks for; lives as long as the window.

    Signals:
        close_wanted, lock_wanted: as they say.
    """

    close_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self,
        binder: Binder,
        window: ClientsWindow,
        tasks: Tasks,
        today: date,
        look: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._binder = binder
        self._window = window
        self._tasks = tasks
        self._today = today
        self._look = look
        self._relay = ProgressRelay(window)
        self._relay.moved.connect(window.busy.show_progress)
        window.stop.connect(self._relay.stop)
        window.asked.connect(self.do)
        window.files.connect(self.add)
        window.notes.connect(self._keep_notes)

    @Slot(str, object)
    def do(self, name: str, about: ClientRow | Sequence[ClientRow] | None) -> None:
        """One errand by its name."""
        errands: dict[str, Callable[[], None]] = {
            "files": self._ask_files,
            "folder": self._ask_folder,
            "take_in": self._take_in,
            "binder_password": self._change_password,
            "code": self._ask_new_code,
            "close": self.close_wanted.emit,
            "lock": self.lock_wanted.emit,
        }
        if name in errands:
            errands[name]()
        elif name == "refresh":
            self.refresh(about if not isinstance(about, (list, tuple)) else None)
        elif isinstance(about, list):
            self._with_several(name, about)
        elif about is not None and not isinstance(about, (list, tuple)):
            self._with_one(name, about)

    def _with_several(self, name: str, rows: Sequence[ClientRow]) -> None:
        if not rows:
            return
        uids = tuple(row.client.uid for row in rows)
        if name == "hand_over":
            self._hand_over(uids)
        elif name == "remove":
            self._ask_remove(uids)

    def _with_one(self, name: str, row: object) -> None:
        chosen = self._window.chosen()
        if chosen is None or chosen is not row:
            return
        if name == "place":
            self._ask_place(chosen)
        elif name == "trust":
            self._ask_trust(chosen)
        elif name == "password":
            self._ask_client_password(chosen)

    @Slot(object)
    def add(self, places: Sequence[Path]) -> None:
        """Look at files and folders, then ask for the password."""
        binder, wanted = self._binder, list(places)
        if wanted:
            self._window.working(_("Looking for client files …"))
            self._tasks.run(
                lambda: what_is_new(binder, find_files(wanted)), self._found, self._failed
            )

    @Slot(object)
    def _found(self, found: Sequence[NewFile]) -> None:
        self._window.working("")
        if not found:
            self._window.toast.say(_("There are no client files there."))
            return
        dialog = AddClientsDialog(self._binder, found, self._tasks, self._today, self._window)
        dialog.changed.connect(self._look)
        dialog.open()

    def refresh(self, row: object = None) -> None:
        """Read every client, or the one that is chosen."""
        chosen = self._window.chosen() if row is not None else None
        only = (chosen.client.uid,) if chosen is not None else ()
        binder, today, relay = self._binder, self._today, self._relay
        relay.start()
        self._window.working(_("Reading the figures …"), stoppable=True)
        self._tasks.run(
            lambda: refresh_clients(binder, today, relay, only), self._refreshed, self._failed
        )

    @Slot(object)
    def _refreshed(self, done: Refreshed) -> None:
        self._window.working("")
        words = ngettext("%(num)d client read.", "%(num)d clients read.", done.read)
        said = [words % {"num": done.read}]
        if done.troubled:
            said.append(_("Not read: %(names)s.") % {"names": ", ".join(done.troubled)})
        if done.stopped:
            said.append(_("Stopped."))
        self._window.toast.say(" ".join(said))
        self._look()

    def _ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            _("Add client files"),
            str(start_folder()),
            _("Client files (*.asfdesk)"),
        )
        self.add([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._window, _("Add a folder with what is below it"), str(start_folder())
        )
        self.add([Path(name)] if name else [])

    def _ask_place(self, row: ClientRow) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Where the client's file lies now"),
            str(start_folder()),
            _("Client files (*.asfdesk)"),
        )
        if name:
            binder, uid, today = self._binder, row.client.uid, self._today
            self._run(lambda: move_client(binder, uid, Path(name), today))

    def _ask_trust(self, row: ClientRow) -> None:
        binder, client = self._binder, row.client
        dialog = MessageDialog(
            self._window,
            _("Has the owner said that the key is right?"),
            client.trouble,
            _("Whoever made another file could have written anything in it."),
        )
        dialog.ask(
            primary_button(_("The owner has said so: trust it")),
            lambda: self._run(lambda: binder.put([trust_again(client)])),
            careful=True,
        )

    def _ask_client_password(self, row: ClientRow) -> None:
        binder, uid, today = self._binder, row.client.uid, self._today
        dialog = ask_secret(
            self._window,
            self._tasks,
            row.client.name,
            _("The adviser's password that the owner has given you now."),
            lambda password: change_client_password(binder, uid, password, today),
        )
        dialog.saved.connect(self._look)
        dialog.open()

    def _ask_remove(self, uids: tuple[str, ...]) -> None:
        binder = self._binder
        words = ngettext(
            "Remove %(num)d client from the binder?",
            "Remove %(num)d clients from the binder?",
            len(uids),
        )
        dialog = MessageDialog(
            self._window,
            words % {"num": len(uids)},
            _("Its password, last known figures and your notes go. The client file stays."),
        )
        dialog.ask(
            danger_button(_("Remove")),
            lambda: self._run(lambda: binder.remove(frozenset(uids))),
            careful=True,
        )

    def _hand_over(self, uids: tuple[str, ...]) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("Where the hand-over is to lie"),
            str(start_folder() / (_("Hand-over") + HAND_OVER_ENDING)),
            _("Hand-overs (%(kinds)s)") % {"kinds": f"*{HAND_OVER_ENDING}"},
        )
        if not name:
            return
        binder = self._binder

        def write(what: HandOver) -> Path:
            return hand_over(binder, what, Path(name))

        dialog = ask_hand_over(self._window, self._tasks, uids, write)
        dialog.saved.connect(self._handed_over)
        dialog.open()

    @Slot(object)
    def _handed_over(self, path: Path) -> None:
        self._window.toast.say(_("Written: %(name)s") % {"name": path.name})
        self._look()

    def _take_in(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            _("Take in a hand-over"),
            str(start_folder()),
            _("Hand-overs (%(kinds)s)") % {"kinds": f"*{HAND_OVER_ENDING}"},
        )
        if not name:
            return
        binder = self._binder
        dialog = ask_secret(
            self._window,
            self._tasks,
            _("Take in a hand-over"),
            _("The password that the giver has told you."),
            lambda password: take_in(binder, Path(name), password),
        )
        dialog.saved.connect(self._taken_in)
        dialog.open()

    @Slot(object)
    def _taken_in(self, taken: TakenIn) -> None:
        words = ngettext("%(num)d client taken in.", "%(num)d clients taken in.", len(taken.added))
        said = [words % {"num": len(taken.added)}]
        if taken.known:
            said.append(_("Already there: %(names)s.") % {"names": ", ".join(taken.known)})
        self._window.toast.say(" ".join(said))
        self._look()

    def _change_password(self) -> None:
        dialog = change_password(self._window, self._tasks, self._binder)
        dialog.saved.connect(lambda: self._window.toast.say(_("The binder has a new password.")))
        dialog.open()

    def _ask_new_code(self) -> None:
        binder = self._binder
        dialog = MessageDialog(
            self._window,
            _("Make a new recovery code?"),
            _("The one that you wrote down before stops working."),
        )
        dialog.ask(
            primary_button(_("Make a new code")),
            lambda: self._tasks.run(binder.renew_code, self._show_code, self._failed),
            careful=True,
        )

    @Slot(object)
    def _show_code(self, code: str) -> None:
        show_code(self._window, code)

    @Slot(str, str)
    def _keep_notes(self, uid: str, text: str) -> None:
        binder = self._binder
        self._tasks.run(lambda: write_notes(binder, uid, text), self._kept, self._failed)

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        if not self._binder.closed:
            self._look()

    def _run(self, work: Callable[[], object]) -> None:
        self._window.working(_("One moment …"))
        self._tasks.run(work, self._done, self._failed)

    @Slot(object)
    def _done(self, _result: object) -> None:
        self._window.working("")
        self._look()

    @Slot(object)
    def _failed(self, error: AsfDeskError) -> None:
        self._window.working("")
        show_error(self._window, error)
        self._look()
