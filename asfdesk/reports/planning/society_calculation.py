"""The calculation of R15 step by step, in tables whose cells a workbook can work out again.

Cells hold exact values, so that each formula gives its cell and a changed assumption runs through
to the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from asfdesk.domain.planning.society import PROXY_KEYS, Case, Factor, Numbers
from asfdesk.i18n import _
from asfdesk.reports import document as doc
from asfdesk.reports.formula import Product, Quotient, Ref, Sum
from asfdesk.reports.live_table import LiveTable
from asfdesk.reports.planning.society_words import assumption_word, case_word
from asfdesk.reports.rounding_words import rounded_alone

if TYPE_CHECKING:
    from asfdesk.domain.planning.society import Effort, SocietyCalculation

CASES = tuple(Case)
WORTH, STEPS, YEARS = "worth", "calculation", "years"


class _Step:
    """Rows of the calculation, in their order."""

    WHOLE = 0
    DEADWEIGHT = 1
    AFTER_DEADWEIGHT = 2
    ATTRIBUTION = 3
    DISPLACEMENT = 4
    AFTER_DISPLACEMENT = 5
    OURS = 6
    COUNTED = 7
    GROSS = 8
    FIRST = 9
    DROP_OFF = 10
    KEPT = 11
    DISCOUNT = 12
    DIVISOR = 13


@dataclass(frozen=True)
class CaseTables:
    """Tables that follow from each other; the last line of `years` is the value today."""

    worth: doc.Table
    steps: doc.Table
    years: doc.Table

    @property
    def blocks(self) -> list[doc.Block]:
        """In the order in which they are worked out."""
        return [self.worth, self.steps, self.years]

    @property
    def total_row(self) -> int:
        """The row of the sum in the table of years."""
        return len(self.years.rows)


def case_tables(found: SocietyCalculation, effort: Effort) -> CaseTables:
    """From results and assumptions to each year's value, the three cases side by side."""
    numbers = {case: Numbers.of(found.assumptions, case) for case in CASES}
    worth = _worth(found, effort, numbers)
    steps = _steps(worth, numbers)
    return CaseTables(worth, steps, _years(steps, numbers))


def today_column(case: Case) -> int:
    """Where a case's value today stands in the table of years."""
    return 3 + 3 * CASES.index(case)


def _worth(found: SocietyCalculation, effort: Effort, numbers: dict[Case, Numbers]) -> doc.Table:
    """Results × value a year."""
    columns = [
        doc.text("what", _("What a result is worth"), 30),
        doc.integer("count", _("Results")),
    ]
    columns += [doc.money(f"value_{case}", case_word(case)) for case in CASES]
    columns += [doc.money(f"gross_{case}", case_word(case)) for case in CASES]
    rows = []
    for one in found.assumptions:
        if one.key not in PROXY_KEYS:
            continue
        group, actor = PROXY_KEYS[one.key]
        count = effort.results.get(group, 0)
        values = [numbers[case].proxy(group, actor) for case in CASES]
        gross = [count * value for value in values]
        rows.append(doc.row(assumption_word(one.key), count, *values, *gross))
    totals = [sum(_whole(row.cells[5 + at].value) for row in rows) for at in range(len(CASES))]
    made = doc.table(
        WORTH,
        _("What the results are worth in a year, kr"),
        columns,
        rows,
        totals=[doc.row(_("All"), "", "", "", "", *totals)],
        spans=[doc.Span("", 2), doc.Span(_("For each"), 3), doc.Span(_("For all"), 3)],
        compact=True,
    )
    live = LiveTable(made)
    for at in range(len(CASES)):
        for row in range(len(rows)):
            live.cell(row, 5 + at, Product(Ref(row, 1), Ref(row, 2 + at)))
        live.sum_rows(len(rows), range(len(rows)), columns=[5 + at])
    return live.table()


def _whole(value: doc.Value) -> int:
    return value if isinstance(value, int) else 0


def _steps(worth: doc.Table, numbers: dict[Case, Numbers]) -> doc.Table:
    """From gross value to what counts the first year, and how it then falls."""
    gross = [Fraction(_whole(cell.value)) for cell in worth.totals[0].cells[5:]]
    by_case = [_column(numbers[case], gross[at]) for at, case in enumerate(CASES)]
    words = _step_words()
    money = (_Step.GROSS, _Step.FIRST)
    rows = [
        doc.row(
            word,
            *(
                doc.Cell(
                    column[at],
                    kind=doc.Kind.MONEY if at in money else doc.Kind.PERCENT,
                    strong=at in (_Step.COUNTED, _Step.FIRST),
                )
                for column in by_case
            ),
        )
        for at, word in enumerate(words)
    ]
    columns = [doc.text("what", _("Step"), 42)]
    columns += [doc.percent(case.value, case_word(case)) for case in CASES]
    live = LiveTable(
        doc.table(STEPS, _("From gross value to what counts"), columns, rows, compact=True),
        [worth],
    )
    for at in range(1, len(CASES) + 1):
        _link_steps(live, at, len(worth.rows))
    return live.table()


def _column(numbers: Numbers, gross: Fraction) -> list[Fraction]:
    """One case, row by row as in _Step."""
    dead, ours = numbers.share(Factor.DEADWEIGHT), numbers.share(Factor.ATTRIBUTION)
    moved = numbers.share(Factor.DISPLACEMENT)
    drop, rate = numbers.share(Factor.DROP_OFF), numbers.share(Factor.DISCOUNT)
    counted = (1 - dead) * ours * (1 - moved)
    return [
        Fraction(1),
        dead,
        1 - dead,
        ours,
        moved,
        1 - moved,
        (1 - dead) * ours,
        counted,
        gross,
        gross * counted,
        drop,
        1 - drop,
        rate,
        1 + rate,
    ]


def _step_words() -> tuple[str, ...]:
    return (
        _("All of the results"),
        assumption_word(Factor.DEADWEIGHT),
        _("Left after deadweight"),
        assumption_word(Factor.ATTRIBUTION),
        assumption_word(Factor.DISPLACEMENT),
        _("Left after displacement"),
        _("Left after deadweight, our part"),
        _("What counts"),
        _("What the results are worth in a year, kr"),
        _("Value the first year, kr"),
        assumption_word(Factor.DROP_OFF),
        _("Kept from one year to the next"),
        assumption_word(Factor.DISCOUNT),
        _("What a year's value is divided by"),
    )


def _link_steps(live: LiveTable, at: int, total: int) -> None:
    def put(row: int, formula: Sum | Product) -> None:
        live.cell(row, at, formula)

    def ref(row: int) -> Ref:
        return Ref(row, at)

    put(_Step.AFTER_DEADWEIGHT, Sum((ref(_Step.WHOLE),), (ref(_Step.DEADWEIGHT),)))
    put(_Step.AFTER_DISPLACEMENT, Sum((ref(_Step.WHOLE),), (ref(_Step.DISPLACEMENT),)))
    put(_Step.OURS, Product(ref(_Step.AFTER_DEADWEIGHT), ref(_Step.ATTRIBUTION)))
    put(_Step.COUNTED, Product(ref(_Step.OURS), ref(_Step.AFTER_DISPLACEMENT)))
    put(_Step.GROSS, Sum((Ref(total, 4 + at, WORTH),)))
    put(_Step.FIRST, Product(ref(_Step.GROSS), ref(_Step.COUNTED)))
    put(_Step.KEPT, Sum((ref(_Step.WHOLE),), (ref(_Step.DROP_OFF),)))
    put(_Step.DIVISOR, Sum((ref(_Step.WHOLE), ref(_Step.DISCOUNT))))


def _years(steps: doc.Table, numbers: dict[Case, Numbers]) -> doc.Table:
    """Each year: its value, what it is divided by, and what that is worth today."""
    longest = max(numbers[case].years for case in CASES)
    columns = [doc.text("year", _("Year after the result"), 12)]
    for case in CASES:
        columns += [
            doc.money(f"value_{case}", _("Value")),
            doc.decimal(f"by_{case}", _("Divided by"), decimals=4),
            doc.money(f"today_{case}", _("Today")),
        ]
    by_case = [_year_cells(steps, at, numbers[case].years) for at, case in enumerate(CASES, 1)]
    rows = []
    for year in range(longest):
        cells: list[Fraction | None] = []
        for found in by_case:
            cells += found[year] if year < len(found) else [None, None, None]
        rows.append(doc.row(str(year + 1), *cells))
    totals: list[doc.Value] = [_("All")]
    for found in by_case:
        totals += ["", "", sum((cells[2] for cells in found), Fraction(0))]
    live = LiveTable(
        doc.table(
            YEARS,
            _("Value of each year as worth today, kr"),
            columns,
            rows,
            totals=[doc.row(*totals)],
            spans=[doc.Span("", 1), *(doc.Span(case_word(case), 3) for case in CASES)],
            note=rounded_alone(),
            compact=True,
        ),
        [steps],
    )
    for at, found in enumerate(by_case, 1):
        _link_years(live, at, len(found), longest)
    return live.table()


def _year_cells(steps: doc.Table, at: int, years: int) -> list[list[Fraction]]:
    def step(row: int) -> Fraction:
        value = steps.rows[row].cells[at].value
        return value if isinstance(value, Fraction) else Fraction(0)

    found = []
    value, by = step(_Step.FIRST), step(_Step.DIVISOR)
    for _year in range(years):
        found.append([value, by, value / by])
        value, by = value * step(_Step.KEPT), by * step(_Step.DIVISOR)
    return found


def _link_years(live: LiveTable, at: int, years: int, total: int) -> None:
    value, by, today = 3 * at - 2, 3 * at - 1, 3 * at
    for year in range(years):
        if year == 0:
            live.cell(0, value, Sum((Ref(_Step.FIRST, at, STEPS),)))
            live.cell(0, by, Sum((Ref(_Step.DIVISOR, at, STEPS),)))
        else:
            live.cell(year, value, Product(Ref(year - 1, value), Ref(_Step.KEPT, at, STEPS)))
            live.cell(year, by, Product(Ref(year - 1, by), Ref(_Step.DIVISOR, at, STEPS)))
        live.cell(year, today, Quotient(Ref(year, value), Ref(year, by)))
    live.sum_rows(total, range(total), columns=[today])
