"""A recipient's card in the whole program: imported, compared, and the details that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from asfdesk.domain.sending.packages import spoken
from asfdesk.formats.package.recipient_keys import card_bytes, card_of
from asfdesk.services.file.open_file import NewEnterprise, create_client_file
from asfdesk.ui.dialogs.file.unlock import UnlockDialog
from tests.e2e.conftest import TODAY
from tests.packages import KEYS
from tests.strongbox import CHEAP, OWNER

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.user import User


def test_a_fingerprint_and_details_are_saved_on_the_worker(
    user: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, card = tmp_path / "Bageriet.asfdesk", tmp_path / "region.asfkort"
    create_client_file(path, NewEnterprise("Bageriet"), OWNER, TODAY, cost=CHEAP)[0].close()
    card.write_bytes(card_bytes(KEYS))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    assert user.desk.start is not None
    user.click(user.desk.start.open_card)
    unlock: UnlockDialog = user.dialog(UnlockDialog)
    user.write(unlock.password, OWNER)
    user.click(unlock.open_button)
    page = user.page("reports")
    user.press("Recipients")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(card), ""))
    user.click(page.recipients.import_)
    user.click(page.recipients.confirm)
    form = user.dialog()
    user.fill(form, heard=spoken(card_of(KEYS).fingerprint))
    user.save(form)
    # Compared: there is nothing left to confirm.
    assert not page.recipients.confirm.isEnabled()
    user.click(page.recipients.details)
    form = user.dialog()
    user.fill(form, municipality="Huddinge")
    user.save(form)
    user.click(page.recipients.details)
    form = user.dialog()
    assert form.rows["municipality"].editor.text() == "Huddinge"
    form.reject()
    user.settle()
