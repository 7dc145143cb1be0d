"""Särredovisning from the imported books: per project and cost centre, down to the postings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import PostingFilter
from asfdesk.domain.books.mapping import COST_CENTRE, PROJECT
from asfdesk.domain.books.separate_accounts import separate_blocks
from asfdesk.domain.period import Month
from asfdesk.errors import InvalidInputError
from asfdesk.i18n import _
from asfdesk.reports.books.separate_accounts_report import PostingList, SeparateData, build
from asfdesk.reports.document import PersonalData
from asfdesk.services.sending.report_head import books_issues, report_head

if TYPE_CHECKING:
    from asfdesk.domain.books.separate_accounts import SeparateBlock
    from asfdesk.reports.document import Document
    from asfdesk.services.sending.report_entry import ReportRequest
    from asfdesk.services.session import ReadSession

MOST_POSTINGS = 2000
"""So many postings of a code are listed in the report; more are counted."""


@dataclass(frozen=True)
class SeparateView:
    """The blocks of one dimension; the last has code "" if anything lacks one."""

    dimension: int
    blocks: tuple[SeparateBlock, ...]

    @property
    def coded(self) -> tuple[SeparateBlock, ...]:
        """Those with a code."""
        return tuple(block for block in self.blocks if block.code)

    @property
    def without(self) -> SeparateBlock | None:
        """What has no code; None when everything has one."""
        return next((block for block in self.blocks if not block.code), None)

    @property
    def result_ore(self) -> int:
        """All of it: the result of the books."""
        return sum(block.result_ore for block in self.blocks)


def separate_accounts(
    session: ReadSession, dimension: int, first: Month, last: Month
) -> SeparateView:
    """Income and costs per project (6) or cost centre (1), months first..last included."""
    amounts = session.ledger.object_amounts(dimension, first, last)
    names = {account.number: account.name for account in session.ledger.accounts()}
    blocks = separate_blocks(amounts, session.ledger.object_names(dimension), names)
    return SeparateView(dimension, tuple(blocks))


def postings_of(
    view: SeparateView, block: SeparateBlock, first: Month, last: Month, account: str = ""
) -> PostingFilter:
    """The postings behind a block, or one of its accounts."""
    numbers = (account,) if account else tuple(one.number for one in block.accounts)
    return PostingFilter(
        accounts=numbers,
        first=first,
        last=last,
        cost_centre=block.code if view.dimension == COST_CENTRE else None,
        project=block.code if view.dimension == PROJECT else None,
    )


def separate_report(session: ReadSession, request: ReportRequest) -> Document:
    """R13.

    Raises:
        InvalidInputError: the period is not whole months; the books are kept by month.
    """
    first, last = Month.of(request.period.first), Month.of(request.period.last)
    if (request.period.first, request.period.last) != (first.first, last.last):
        raise InvalidInputError(
            "period",
            _("The period is not whole months."),
            _("The bookkeeping is kept by month."),
            _("Choose whole months."),
        )
    views = [separate_accounts(session, dim, first, last) for dim in (PROJECT, COST_CENTRE)]
    listed = [_listed(session, view, first, last) for view in views]
    head = report_head(
        session,
        request,
        personal=PersonalData.NO,
        records=sum(len(one.rows) for found in listed for one in found),
        issues=books_issues(session, request),
    )
    projects, centres = views
    data = SeparateData(projects.blocks, centres.blocks, tuple(listed[0]), tuple(listed[1]))
    return build(request.period, head, data)


def _listed(
    session: ReadSession, view: SeparateView, first: Month, last: Month
) -> list[PostingList]:
    found = []
    for block in view.coded:
        wanted = postings_of(view, block, first, last)
        rows = session.ledger.postings(wanted, 0, MOST_POSTINGS)
        count, _total = session.ledger.count_postings(wanted)
        found.append(PostingList(block.code, tuple(rows), count))
    return found
