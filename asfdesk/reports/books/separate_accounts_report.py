"""R13 Särredovisning: income and costs per project and cost centre, and every voucher row of them.

Funders such as ESF want to read each row of a project from the books by its code
(finance.md §5.2). Voucher texts are left out: they may name people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asfdesk.domain.books.ledger import effect
from asfdesk.i18n import _, ngettext
from asfdesk.reports import document as doc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asfdesk.domain.books.ledger import VoucherRow
    from asfdesk.domain.books.separate_accounts import SeparateBlock
    from asfdesk.domain.period import Period


@dataclass(frozen=True)
class PostingList:
    """The postings of one code; `count` is of all of them, `rows` may be fewer."""

    code: str
    rows: tuple[VoucherRow, ...] = field(repr=False)
    count: int


@dataclass(frozen=True)
class SeparateData:
    """What the report is made of.

    Attributes:
        projects, cost_centres: blocks by code, what has none last.
        project_rows, centre_rows: the postings of each code.
    """

    projects: tuple[SeparateBlock, ...]
    cost_centres: tuple[SeparateBlock, ...]
    project_rows: tuple[PostingList, ...]
    centre_rows: tuple[PostingList, ...]


def build(period: Period, head: doc.Head, data: SeparateData) -> doc.Document:
    """The report."""
    blocks: list[doc.Block] = [doc.Paragraph(_rules())]
    blocks += _dimension("project", _("Projects"), data.projects, data.project_rows)
    blocks += _dimension("centre", _("Cost centres"), data.cost_centres, data.centre_rows)
    title = _("Separate accounts per project and cost centre")
    return doc.Document("R13", title, period, head, tuple(blocks))


def _rules() -> str:
    return _(
        "Amounts are income and costs (accounts 3000–8989) as they are coded in the bookkeeping."
        " Costs are shown with a minus."
    )


def _dimension(
    key: str, title: str, blocks: Sequence[SeparateBlock], listed: Sequence[PostingList]
) -> Iterator[doc.Block]:
    yield doc.Heading(title)
    yield _summary(key, blocks)
    without = next((block for block in blocks if not block.code), None)
    if without is not None and len(blocks) > 1:
        yield doc.Note(_without_words(without), doc.Tone.WARN)
    by_code = {one.code: one for one in listed}
    for place, block in enumerate(blocks, start=1):
        if block.code or len(blocks) > 1:
            yield doc.Heading(block_title(block), 2)
            yield _accounts(f"{key}{place}", block)
        if block.code and by_code[block.code].rows:
            yield _postings(f"{key}{place}", by_code[block.code])


def block_title(block: SeparateBlock) -> str:
    """P1 Grön väg; "Without code" for what has none."""
    return f"{block.code} {block.name}".strip() if block.code else without_word()


def without_word() -> str:
    """What lacks a project or cost centre."""
    return _("Without code")


def _without_words(block: SeparateBlock) -> str:
    return ngettext(
        "%(num)d account has amounts without code. If any of it belongs to a project, add the"
        " code in the bookkeeping program and import anew.",
        "%(num)d accounts have amounts without code. If any of it belongs to a project, add the"
        " code in the bookkeeping program and import anew.",
        len(block.accounts),
    )


def _summary(key: str, blocks: Sequence[SeparateBlock]) -> doc.Table:
    return doc.table(
        f"{key}s",
        "",
        [
            doc.text("code", _("Code")),
            doc.text("name", _("Name")),
            doc.money("income", _("Income"), exact=True),
            doc.money("costs", _("Costs"), exact=True),
            doc.money("result", _("Result"), exact=True),
        ],
        [
            doc.row(
                block.code,
                block.name if block.code else without_word(),
                block.income_ore,
                block.cost_ore,
                block.result_ore,
            )
            for block in blocks
        ],
        totals=[
            doc.row(
                "",
                _("Sum"),
                sum(block.income_ore for block in blocks),
                sum(block.cost_ore for block in blocks),
                sum(block.result_ore for block in blocks),
            )
        ]
        if blocks
        else [],
        empty=_("Nothing is booked in the period."),
    )


def _accounts(key: str, block: SeparateBlock) -> doc.Table:
    return doc.table(
        f"{key}_accounts",
        "",
        [
            doc.text("account", _("Account")),
            doc.text("name", _("Name")),
            doc.money("amount", _("Amount"), exact=True),
        ],
        [doc.row(one.number, one.name, one.ore) for one in block.accounts],
        totals=[doc.row("", _("Result"), block.result_ore)],
    )


def _postings(key: str, listed: PostingList) -> doc.Table:
    more = listed.count - len(listed.rows)
    note = ngettext("%(num)d more row is not listed.", "%(num)d more rows are not listed.", more)
    return doc.table(
        f"{key}_postings",
        _("Voucher rows"),
        [
            doc.day("date", _("Date")),
            doc.text("voucher", _("Voucher")),
            doc.text("account", _("Account")),
            doc.money("amount", _("Amount"), exact=True),
        ],
        [
            doc.row(
                one.day,
                f"{one.series} {one.number}".strip(),
                one.account,
                effect(one.amount_sie_ore),
            )
            for one in listed.rows
        ],
        note=note if more else "",
        compact=True,
    )
