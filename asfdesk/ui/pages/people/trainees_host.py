"""The Deltagare page as its parts see it: views beside the list, and panels of a trainee's file.

A new view of the page is a TraineesView and one line in `trainees_page.VIEWS`; a new panel of a
trainee's file is a TraineeFilePanel and one line in `trainee_file.PANELS`. Both are made when
they are first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from asfdesk.ui.page import Page

if TYPE_CHECKING:
    from asfdesk.domain.people.trainees import Identity
    from asfdesk.services.people.trainee_views import TraineeDetail
    from asfdesk.ui.pages.people.trainee_forms import TraineeForms


class TraineesHost(Page):
    """The Deltagare page.

    Attributes:
        forms: what can be done about trainees and placements, in dialogs.
    """

    forms: TraineeForms

    def open_file(self, trainee_id: int, panel: str = "") -> None:
        """Show a trainee's own file, full width; `panel` = the key of a view in it."""
        raise NotImplementedError

    def close_file(self) -> None:
        """Go back from a trainee's file to where it was opened."""
        raise NotImplementedError

    def asked(self, what: str, about: object) -> None:
        """Do an errand about a trainee, a placement or a part of one (`TraineeForms.ask`)."""
        raise NotImplementedError


class TraineesView(QWidget):
    """A view beside the list of trainees. Fill `body`, write `word` and `load`."""

    key: ClassVar[str] = ""
    """Names the view in `go("trainees:KEY")`."""

    def __init__(self, page: TraineesHost) -> None:
        super().__init__()
        self.page = page
        self.body = _body(self)

    @staticmethod
    def word() -> str:
        """What the view is called, on its chip."""
        raise NotImplementedError

    def load(self) -> None:
        """Start loading; called when the view is shown and when a topic of the page changed."""
        raise NotImplementedError


class TraineeFilePanel(QWidget):
    """A view of one trainee's file. Fill `body`, write `word` and `show_trainee`.

    Attributes:
        detail: whose file it is; None before the first `load`.
        opened: a protected person's identity, after a reason was given; else None. While
            `detail.row.closed` and `opened is None`, nothing that tells who it is may be shown.
    """

    key: ClassVar[str] = ""
    """Names the view in `go("trainees:file-12/KEY")`."""

    def __init__(self, page: TraineesHost) -> None:
        super().__init__()
        self.page = page
        self.detail: TraineeDetail | None = None
        self.opened: Identity | None = None
        self.body = _body(self)

    @staticmethod
    def word() -> str:
        """What the view is called, on its chip."""
        raise NotImplementedError

    def load(self, detail: TraineeDetail, opened: Identity | None) -> None:
        """Show a trainee; called when the view is shown and when a topic of the page changed."""
        self.detail = detail
        self.opened = opened
        self.show_trainee(detail)

    def show_trainee(self, detail: TraineeDetail) -> None:
        """Show what `detail` holds, or start the query for more (`page.run`)."""
        raise NotImplementedError

    def still_shows(self, trainee_id: int) -> bool:
        """Whether an answer that comes late is still about the trainee that is shown."""
        return self.detail is not None and self.detail.row.trainee.id == trainee_id


def _body(owner: QWidget) -> QVBoxLayout:
    body = QVBoxLayout(owner)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(14)
    owner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return body
