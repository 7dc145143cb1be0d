"""A what-if that was tried at the table, kept with the visit that goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asfdesk.domain.visiting.visits import ScenarioDraft
from asfdesk.errors import RefusedError
from asfdesk.i18n import _
from asfdesk.services.changes import Topic
from asfdesk.services.checks import need_text
from asfdesk.services.drivers.scenarios import add_scenario, check_scenario
from asfdesk.services.planning.edit_plan import need_plan
from asfdesk.services.visiting.draft_visits import drafts_of, keep

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asfdesk.domain.drivers.shocks import Shock
    from asfdesk.services.changes import Changes
    from asfdesk.services.file.open_file import OpenFile
    from asfdesk.services.session import WriteSession

CHANGED: Changes = frozenset({Topic.PLAN, Topic.VISITS})


def save_scenario(
    session: WriteSession, plan_id: int, name: str, shocks: Sequence[Shock]
) -> Changes:
    """Make a scenario of a plan; the visit that goes on, if there is one, remembers it.

    Raises:
        InvalidInputError, RefusedError: as for `scenario_from_shocks`.
    """
    going_on = next((one for one in session.visits.visits() if one.closed_on is None), None)
    with session.writer.action("plan.copy", CHANGED, "plan", plan_id):
        made = add_scenario(session, plan_id, name, shocks)
        if going_on is not None:
            session.visits.add_plan(going_on.id, made)
    return CHANGED


def draft_scenario(
    file: OpenFile, plan_id: int, name: str, shocks: Sequence[Shock], today: date
) -> Changes:
    """Put a what-if in the latest visit that is kept on this computer; the file stays as it is.

    Raises:
        RefusedError: there is no such visit.
        InvalidInputError: it has no name, or a shock cannot be right.
    """
    plan = need_plan(file.session, plan_id)
    checked = need_text("name", name, _("Write what the scenario is called."))
    check_scenario(file.session, plan_id, shocks)
    drafts, _closed = drafts_of(file)
    if not drafts:
        raise RefusedError(
            _("There is no visit to save the scenario with."),
            _("The file is open to look only."),
            _("Begin a visit on the page Visits, then save the scenario."),
        )
    draft = drafts[0]
    others = tuple(one for one in draft.scenarios if one.name != checked)
    plain = tuple(replace(one, id=0) for one in shocks)
    kept = ScenarioDraft(checked, plan_id, plan.version, plain)
    return keep(file, draft.next(scenarios=(*others, kept)), today)
