"""When reports must go, and to whom, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import _, day, ngettext
from asfdesk.services.todo import listed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from asfdesk.domain.period import Period
    from asfdesk.services.sending.due_reports import DueReport
    from asfdesk.services.sending.report_entry import ReportEntry


def due_words(due: Iterable[DueReport]) -> dict[str, str]:
    """Report key -> the first day by which one of its periods must go."""
    found: dict[str, date] = {}
    for one in due:
        found.setdefault(one.entry.key, one.due_on)
    return {key: _("Send by %(day)s") % {"day": day(last)} for key, last in found.items()}


def due_sentence(
    due: Iterable[DueReport], entry: ReportEntry | None, period: Period | None, today: date
) -> str:
    """Whom the report that is shown must still reach; "" when nobody waits for it."""
    found = [one for one in due if one.entry is entry and one.period == period]
    if not found:
        return ""
    words = _("Was to be sent by %(day)s") if found[0].is_late(today) else _("Send by %(day)s")
    said = words % {"day": day(found[0].due_on)}
    made = _("made")
    names = [f"{one.about} ({made})" if one.made else one.about for one in found]
    return ": ".join(filter(None, (said, listed([name for name in names if name])))) + "."


def again_words(count: int) -> str:
    """How much must be sent again."""
    if not count:
        return ""
    return ngettext(
        "%(num)d report must be sent again", "%(num)d reports must be sent again", count
    )
