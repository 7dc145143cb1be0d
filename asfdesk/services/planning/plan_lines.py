"""The lines of the plan: own lines, other names, which are shown, where a budget is exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.chart import LINE_GROUPS
from asfdesk.domain.books.ledger import account_head, is_result_account
from asfdesk.domain.books.mapping import Mapper
from asfdesk.domain.plan import PlanLine
from asfdesk.errors import InvalidInputError, RefusedError
from asfdesk.i18n import _
from asfdesk.reports.planning.plan_words import line_word
from asfdesk.services.changes import Topic
from asfdesk.services.checks import missing, need_text

if TYPE_CHECKING:
    from asfdesk.services.changes import Changes
    from asfdesk.services.session import ReadSession, WriteSession

CHANGED: Changes = frozenset({Topic.PLAN, Topic.MAPPING})
OWN = "E"
"""Own lines are E1, E2 …; shipped ones begin with I, K or F."""


def seed_lines(session: WriteSession) -> Changes:
    """Give a new client file the shipped lines; those that are there are left as they are."""
    with session.writer.action("plan_line.seed", CHANGED, "plan_line", undoable=False):
        session.plans.seed_lines()
    return CHANGED


def add_line(session: WriteSession, name: str, parent: str) -> Changes:
    """Add an own line under a shipped one, for example "Work training Lillby" under I10.

    It is placed after its parent's other lines and takes the parent's group.
    """
    checked = need_text("name", name, _("Write what the line is called."))
    lines = session.plans.lines(with_inactive=True)
    above = next((line for line in lines if line.code == parent), None)
    if above is None or parent not in LINE_GROUPS:
        raise missing()
    _refuse_same_name(session, checked, "")
    children = [line for line in lines if line.parent == parent]
    numbers = (int(line.code.removeprefix(OWN)) for line in lines if line.code.startswith(OWN))
    line = PlanLine(
        code=f"{OWN}{max(numbers, default=0) + 1}",
        section=above.section,
        sort=max((child.sort for child in children), default=above.sort) + 1,
        name=checked,
        parent=parent,
    )
    with session.writer.action("plan_line.add", CHANGED, "plan_line"):
        session.plans.add_line(line)
    return CHANGED


def rename_line(session: WriteSession, code: str, name: str) -> Changes:
    """Call a line something else; "" gives a shipped line its own word back."""
    line = _line(session, code)
    checked = name.strip()
    if not checked and line.parent:
        raise InvalidInputError("name", _("Write what the line is called."))
    _refuse_same_name(session, checked, code)
    with session.writer.action("plan_line.rename", CHANGED, "plan_line"):
        session.plans.change_line(code, name=checked)
    return CHANGED


def remove_line(session: WriteSession, code: str) -> Changes:
    """Take an own line away that nothing refers to."""
    line = _line(session, code)
    if not line.parent:
        raise RefusedError(
            _("The line belongs to the standard plan."),
            _("Accounts are placed on it when no rule says otherwise."),
            _("Leave it empty: empty lines are not shown in reports."),
        )
    if session.plans.is_line_used(code):
        raise RefusedError(
            _("The line is in use."),
            _("A plan, a rule for accounts or an agreement refers to it."),
            _("Move those to another line first."),
        )
    with session.writer.action("plan_line.remove", CHANGED, "plan_line"):
        session.plans.remove_line(code)
    return CHANGED


def set_export_account(session: WriteSession, code: str, account: str) -> Changes:
    """Choose the account a line's budget is exported on; "" = the line is not exported.

    Raises:
        InvalidInputError: not a result account, or one that the rules place on another line, so
            that the budget would come back somewhere else (decisions A17).
    """
    line = _line(session, code)
    number = account.strip()
    if number and (account_head(number) is None or not is_result_account(number)):
        raise InvalidInputError(
            "export_account",
            _("This is not an account of the result."),
            todo=_("Write an account number from 3000 to 8989."),
        )
    placed = Mapper(session.mapping.rules()).line(number) if number else code
    if placed != code:
        raise InvalidInputError(
            "export_account",
            _("Account %(account)s does not lead back to the line %(line)s.")
            % {"account": number, "line": line_word(line)},
            _("The budget would come back on another line."),
            _("Choose another account, or add a rule for this one on the Economy page."),
        )
    with session.writer.action("plan_line.export_account", CHANGED, "plan_line"):
        session.plans.change_line(code, export_account=number)
    return CHANGED


def _line(session: ReadSession, code: str) -> PlanLine:
    line = session.plans.line(code)
    if line is None:
        raise missing()
    return line


def _refuse_same_name(session: ReadSession, name: str, code: str) -> None:
    taken = (line_word(line).casefold() for line in session.plans.lines() if line.code != code)
    if name and name.casefold() in taken:
        raise InvalidInputError(
            "name",
            _("There is already a line with this name."),
            todo=_("Choose a name that tells them apart."),
        )
