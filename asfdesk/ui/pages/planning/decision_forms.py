"""Choosing an assumption of the forecast from decisions, instead of what is measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from asfdesk.i18n import _
from asfdesk.services.planning.decision_assumptions import Kind
from asfdesk.services.planning.decision_settings import assumed, set_assumed
from asfdesk.ui.kit.form.form import CheckField, PercentField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.services.changes import Changes
    from asfdesk.services.planning.decision_assumptions import Assumption
    from asfdesk.services.planning.decision_settings import Assumed
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.kit.form.form import FormDialog, FormValues
    from asfdesk.ui.page import Page

K = TypeVar("K")


def open_assumption(page: Page, row: Assumption) -> FormDialog | None:
    """A share, or whether new trainees are counted with; an empty share is measured again."""
    write = page.context.write
    if write is None or not row.adjustable:
        return None
    if row.kind is Kind.NEW:
        field = CheckField("on", _("Count with new trainees on free places"), row.on)

        def switch(values: FormValues) -> Changes:
            return set_assumed(write, replace(assumed(write), new=values.flag("on")))

        return page.form(row.title, [field], switch, intro=row.text)
    share = PercentField(
        "share",
        _("Counted as"),
        row.counted_bp if row.decided else None,
        help=_("Leave it empty to go by what is measured."),
        at_least_one=True,
    )

    def save(values: FormValues) -> Changes:
        return set_assumed(write, _with_share(write, row, values.whole("share")))

    return page.form(row.title, [share], save, intro=row.text)


def _with_share(session: WriteSession, row: Assumption, share: int | None) -> Assumed:
    before = assumed(session)
    if row.group is not None:
        return replace(before, prolonged=_put(before.prolonged, row.group, share))
    if row.agreement_id is not None:
        return replace(before, paid=_put(before.paid, row.agreement_id, share))
    return before


def _put(shares: Mapping[K, int], key: K, share: int | None) -> dict[K, int]:
    rest = {one: bp for one, bp in shares.items() if one != key}
    return rest if share is None else {**rest, key: share}
