"""What forms over a page have in common: they open, run a command, and tell what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from asfdesk.services.people.trainee_views import placement_options
from asfdesk.ui.dialogs.people.placement_dialog import PlacementDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asfdesk.services.changes import Changes
    from asfdesk.services.people.trainee_views import PlacementOptions
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import Field, FormValues
    from asfdesk.ui.page import Page

    Save = Callable[[WriteSession, FormValues], Changes]


class Errands(QObject):
    """Forms and commands over a page; without a file to write in they do nothing."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.today = page.context.today
        self.owner = page.context.session.identities_open

    def form(self, title: str, fields: Sequence[Field], save: Save, intro: str = "") -> None:
        """Open a form whose `save` runs a command on the worker."""
        write = self.page.context.write
        if write is not None:
            self.page.form(title, fields, lambda values: save(write, values), intro=intro)

    def do(self, work: Callable[[WriteSession], Changes]) -> None:
        """Run a command at once; undo is there for regrets."""
        write = self.page.context.write
        if write is not None:
            self.page.command(lambda: work(write))

    def with_options(self, then: Callable[[PlacementOptions], None]) -> None:
        """Read what a placement can be made of, then go on."""
        session, today = self.page.context.session, self.today
        self.page.run(lambda: placement_options(session, today), then)

    def placement_dialog(
        self,
        title: str,
        fields: list[Field],
        save: Save,
        options: PlacementOptions,
        *,
        follow: bool = True,
        intro: str = "",
    ) -> None:
        """Open the form of a placement, which follows the agreement that is chosen in it."""
        write = self.page.context.write
        if write is None:
            return
        dialog = PlacementDialog(
            self.page,
            title,
            fields,
            lambda values: save(write, values),
            options=options,
            run=self.page.context.tasks.run,
            follow=follow,
            intro=intro,
        )
        dialog.saved.connect(self.page.announce)
        dialog.open()
