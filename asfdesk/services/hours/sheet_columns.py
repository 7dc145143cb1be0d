"""Columns that were pointed out in a table of attendance, kept for the next one like it.

A table is known again by a hash of the words of its head; the words themselves are not kept, since
people write names there too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asfdesk.domain.hours.sheet_layout import Role, signature, with_roles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asfdesk.domain.hours.sheet_layout import SheetLayout
    from asfdesk.domain.hours.sheet_table import SheetTable
    from asfdesk.services.session import ReadSession, WriteSession

    Kept = Mapping[str, Mapping[int, Role]]

LAYOUTS = "attendance_sheet_layouts"
"""Setting: signature -> column -> role, as JSON."""
_MOST_LAYOUTS = 20


def kept_columns(session: ReadSession) -> Kept:
    """Columns chosen before, by signature; what cannot be read in the setting is left out."""
    try:
        found = json.loads(session.enterprise.setting(LAYOUTS, "{}"))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: _columns(roles) for key, roles in found.items() if isinstance(roles, dict)}


def with_kept(kept: Kept, table: SheetTable, layout: SheetLayout) -> SheetLayout:
    """The layout with the columns that were chosen for such a table before."""
    roles = kept.get(signature(table, layout))
    return with_roles(table, layout, roles) if roles else layout


def keep_columns(session: WriteSession, chosen: Kept) -> None:
    """Remember columns, inside an action; the oldest give way."""
    kept = {**kept_columns(session), **chosen}
    latest = list(kept.items())[-_MOST_LAYOUTS:]
    text = json.dumps(
        {key: {str(at): role.value for at, role in roles.items()} for key, roles in latest}
    )
    session.enterprise.set_setting(LAYOUTS, text)


def _columns(roles: Mapping[str, object]) -> dict[int, Role]:
    known = {role.value: role for role in Role}
    return {
        int(at): known[role]
        for at, role in roles.items()
        if at.isascii() and at.isdecimal() and isinstance(role, str) and role in known
    }
