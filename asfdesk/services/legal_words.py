"""Words that go by the enterprise's legal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.services.session import ReadSession


def says_surplus(session: ReadSession) -> bool:
    """Whether the enterprise speaks of surplus or deficit rather than of a result."""
    enterprise = session.enterprise.enterprise()
    return enterprise is not None and enterprise.legal_form.says_surplus
