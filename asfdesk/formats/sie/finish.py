"""From what was read to the value that the rest of the program uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asfdesk.domain.books.sie import SieCounts, SieFile

if TYPE_CHECKING:
    from asfdesk.formats.sie.state import State

_BALANCES = ("#IB", "#UB", "#RES", "#OIB", "#OUB")


def finished(state: State, lines: int) -> SieFile:
    """The whole file as a value."""
    return SieFile(
        program=state.program,
        sie_type=state.sie_type,
        encoding=state.encoding,
        company=next(filter(None, state.names), ""),
        org_number=next(filter(None, state.org_numbers), ""),
        org_sub=state.org_sub,
        generated_on=state.generated_on,
        currency=state.currency or "SEK",
        fiscal_years=tuple(state.years[index] for index in sorted(state.years, reverse=True)),
        covered_to=state.covered_to,
        accounts=state.accounts,
        cost_centres=state.cost_centres,
        projects=state.projects,
        vouchers=tuple(state.vouchers),
        opening=state.opening,
        closing=state.closing,
        results=state.results,
        period_balances=tuple(state.period_balances),
        budget=tuple(state.budget),
        counts=_counts(state, lines),
        issues=state.log.issues(),
        issue_totals=state.log.totals(),
    )


def _counts(state: State, lines: int) -> SieCounts:
    labels = state.labels
    return SieCounts(
        lines=lines,
        accounts=len(state.declared),
        vouchers=labels["#VER"],
        postings=labels["#TRANS"],
        added_rows=labels["#RTRANS"],
        removed_rows=labels["#BTRANS"],
        period_balances=labels["#PSALDO"],
        period_budgets=labels["#PBUDGET"],
        balances=sum(labels[label] for label in _BALANCES),
        unknown_labels=state.unknown,
    )
