"""figures.json and figures.csv of a package: the same measures for programs and for spreadsheets.

figures.csv: UTF-8 with mark, semicolons, CRLF; columns report;key;unit;value;state;exact. Values
are whole numbers in their unit, so that nobody has to guess a decimal sign.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from asfdesk.domain.sending.packages import SCHEMA, Measure, State, Unit
from asfdesk.formats.package.fields import Fields, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES_JSON, FIGURES_CSV = "figures.json", "figures.csv"
MOST_MEASURES = 5_000
_LARGEST = 10**15
_KEY = r"[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40}){0,6}"
_REPORT = r"R[0-9]{1,2}[a-z]?"
_MOST_REPORTS = 20
_COLUMNS = ("report", "key", "unit", "value", "state", "exact")

Reports = dict[str, tuple[Measure, ...]]


def figures_json(reports: Mapping[str, tuple[Measure, ...]]) -> bytes:
    """The bytes of figures.json."""
    found = [
        {"report": key, "measures": [_as_json(one) for one in measures]}
        for key, measures in reports.items()
    ]
    return canonical({"schema": SCHEMA, "reports": found})


def _as_json(measure: Measure) -> dict[str, object]:
    found: dict[str, object] = {
        "key": measure.key,
        "unit": measure.unit.value,
        "state": measure.state.value,
        "exact": measure.exact,
    }
    if measure.value is not None:
        found["value"] = measure.value
    return found


def figures_csv(reports: Mapping[str, tuple[Measure, ...]]) -> bytes:
    """The bytes of figures.csv."""
    target = io.StringIO(newline="")
    lines = csv.writer(target, delimiter=";", lineterminator="\r\n")
    lines.writerow(_COLUMNS)
    for report, measures in reports.items():
        for one in measures:
            value = "" if one.value is None else one.value
            lines.writerow(
                [report, one.key, one.unit.value, value, one.state.value, int(one.exact)]
            )
    return target.getvalue().encode("utf-8-sig")


def read_figures(content: bytes) -> Reports:
    """The measures of figures.json.

    Raises:
        ValueError: it is not what `figures_json` writes.
    """
    whole = Fields.parse(content)
    whole.whole("schema", 1, SCHEMA)
    found: Reports = {}
    for report in whole.list("reports", _MOST_REPORTS):
        key = report.like("report", _REPORT)
        measures = tuple(_measure(one) for one in report.list("measures", MOST_MEASURES))
        if key in found or len({one.key for one in measures}) < len(measures):
            raise ValueError(key)
        found[key] = measures
    return found


def _measure(fields: Fields) -> Measure:
    state = State(fields.text("state"))
    value = fields.whole("value", -_LARGEST, _LARGEST) if "value" in fields.names() else None
    return Measure(
        fields.like("key", _KEY), Unit(fields.text("unit")), value, state, fields.flag("exact")
    )
