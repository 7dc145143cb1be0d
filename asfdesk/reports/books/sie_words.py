"""Issues of SIE files in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.i18n import ABSENT, _, money_exact
from asfdesk.reports.books.sie_sentences import ADVICE, WORDS

if TYPE_CHECKING:
    from asfdesk.domain.books.sie_issues import Code, Issue

_ORE = "_ore"


def issue_sentence(issue: Issue) -> str:
    """What was found, why it matters, and what to do where there is something to do."""
    return " ".join(part for part in (issue_word(issue), issue_todo(issue.code)) if part)


def issue_word(issue: Issue) -> str:
    """What was found and why it matters."""
    values = {
        key.removesuffix(_ORE): _kronor(value) if key.endswith(_ORE) else _shown(value)
        for key, value in issue.values.items()
    }
    return _(WORDS[issue.code]) % values


def issue_todo(code: Code) -> str:
    """What to do about it; "" when there is nothing to do."""
    return _(ADVICE[code]) if code in ADVICE else ""


def _kronor(value: str | int) -> str:
    """Öre as kronor with two decimals."""
    return money_exact(value) if isinstance(value, int) else value


def _shown(value: str | int) -> str | int:
    """What the file leaves empty is shown as absent."""
    return ABSENT if value == "" else value
