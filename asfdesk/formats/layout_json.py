"""A layout file (JSON, schema 1) to a `ListLayout`; what is wrong is said with its place in it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from asfdesk.domain.codes import Sex
from asfdesk.domain.hours.whole_hours import Rounding
from asfdesk.domain.period import Month
from asfdesk.domain.sending.list_layout import (
    CsvForm,
    DateForm,
    IdentityForm,
    ListColumn,
    ListField,
    ListLayout,
)
from asfdesk.errors import AsfDeskError
from asfdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = 1
MOST_BYTES = 64 * 1024
MOST_COLUMNS = 100
MOST_TEXT = 200
_KEY_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_SHEET_LENGTH = 31
_FORBIDDEN_IN_SHEET = frozenset("[]:*?/\\'")
_REQUIRED = frozenset(
    {"schema", "key", "name", "recipient", "valid_from", "source", "sheet", "columns"}
)
_KNOWN = _REQUIRED | {
    "valid_to",
    "rank",
    "above",
    "rounding",
    "identity_form",
    "date_form",
    "protected",
    "programme_side",
    "csv",
}
_COLUMN_KNOWN = frozenset({"field", "title", "text", "only_in_month"})
_CSV_KNOWN = frozenset({"delimiter", "decimal_comma", "mark", "heading"})
_SIDE_KNOWN = frozenset({"employed", "not_employed"})
_MOST_QUOTED = 40

Json = object
E = TypeVar("E", bound=StrEnum)


class LayoutError(AsfDeskError):
    """A layout file cannot be used; says which place in it is wrong and what is expected there."""


def read_layout(data: bytes, name: str) -> ListLayout:
    """A layout from the bytes of its file.

    Args:
        data: the whole file, UTF-8.
        name: what the file is called, for messages.

    Raises:
        LayoutError: it is no layout, or one of its values cannot be right.
    """
    content = _json(data, name)
    top = _Place(name, "", content)
    top.only(_KNOWN)
    top.need(_REQUIRED)
    if content["schema"] != SCHEMA:
        raise top.wrong("schema", _("It is %(schema)d.") % {"schema": SCHEMA})
    columns = _columns(top)
    valid_from = top.month("valid_from")
    valid_to = top.month("valid_to") if content.get("valid_to") is not None else None
    if valid_to is not None and valid_to < valid_from:
        raise top.wrong("valid_to", _("It is the first month or a later one."))
    side = top.inside("programme_side")
    side.only(_SIDE_KNOWN)
    return ListLayout(
        key=_key(top),
        name=top.text("name"),
        recipient=top.text("recipient"),
        valid_from=valid_from,
        valid_to=valid_to,
        source=top.text("source", most=1000),
        sheet=_sheet(top),
        columns=columns,
        rounding=top.code("rounding", Rounding, Rounding.DOWN),
        identity_form=top.code("identity_form", IdentityForm, IdentityForm.TWELVE),
        date_form=top.code("date_form", DateForm, DateForm.DATE),
        protected=_protected(top, columns),
        employed=side.text("employed", empty=True),
        not_employed=side.text("not_employed", empty=True),
        above=_above(top),
        csv=_csv(top),
        rank=top.whole("rank", 100),
    )


def _json(data: bytes, name: str) -> Mapping[str, Json]:
    def error(why: str) -> LayoutError:
        return LayoutError(
            _("The layout %(name)s cannot be read.") % {"name": name},
            why,
            _("Compare it with one of the program's own layouts, or ask who made it."),
        )

    if len(data) > MOST_BYTES:
        raise error(_("A layout is at most 64 kB."))
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise error(_("It is not written in UTF-8.")) from None
    except json.JSONDecodeError as trouble:
        place = {"line": trouble.lineno, "column": trouble.colno}
        raise error(_("It is not JSON from line %(line)d, column %(column)d.") % place) from None
    except RecursionError:
        raise error(_("It is not JSON that a layout needs: too many brackets.")) from None
    if not isinstance(content, dict):
        raise error(_("It is not an object in braces."))
    return content


class _Place:
    """An object of the file, and the way to it for messages."""

    def __init__(self, name: str, way: str, content: Mapping[str, Json]) -> None:
        self.name, self.way, self.content = name, way, content

    def wrong(self, key: str, expected: str) -> LayoutError:
        where = f"{self.way}.{key}" if self.way else key
        return LayoutError(
            _("The layout %(name)s cannot be used.") % {"name": self.name},
            _("%(place)s is not right.") % {"place": where},
            expected,
        )

    def only(self, known: frozenset[str]) -> None:
        for key in self.content:
            if key not in known:
                words = ", ".join(sorted(known))
                raise self.wrong(
                    str(key)[:_MOST_QUOTED], _("Known are: %(keys)s.") % {"keys": words}
                )

    def need(self, keys: frozenset[str]) -> None:
        for key in sorted(keys - self.content.keys()):
            raise self.wrong(key, _("It must be there."))

    def text(self, key: str, *, empty: bool = False, most: int = MOST_TEXT) -> str:
        found = self.content.get(key, "")
        if not isinstance(found, str) or len(found) > most or not (empty or found.strip()):
            raise self.wrong(key, _("It is a text of at most %(num)d letters.") % {"num": most})
        if not all(letter.isprintable() for letter in found):
            raise self.wrong(key, _("It holds letters that cannot be shown."))
        return found

    def code(self, key: str, codes: type[E], default: E | None = None) -> E:
        found = self.content.get(key, default)
        if found not in list(codes):
            known = ", ".join(code.value for code in codes)
            raise self.wrong(key, _("It is one of: %(codes)s.") % {"codes": known})
        return codes(str(found))

    def flag(self, key: str, *, default: bool) -> bool:
        found = self.content.get(key, default)
        if not isinstance(found, bool):
            raise self.wrong(key, _("It is true or false."))
        return found

    def whole(self, key: str, default: int) -> int:
        found = self.content.get(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= MOST_BYTES:
            raise self.wrong(key, _("It is a whole number."))
        return found

    def month(self, key: str) -> Month:
        found = self.content.get(key)
        try:
            return Month.parse(found if isinstance(found, str) else "")
        except ValueError:
            raise self.wrong(key, _("It is a month, written as 2027-01.")) from None

    def inside(self, key: str) -> _Place:
        found = self.content.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, _("It is an object in braces."))
        return _Place(self.name, f"{self.way}.{key}".strip("."), found)


def _key(top: _Place) -> str:
    key = top.text("key", most=60)
    if not set(key) <= _KEY_LETTERS:
        raise top.wrong("key", _("It has the letters a–z, digits and hyphens only."))
    return key


def _sheet(top: _Place) -> str:
    sheet = top.text("sheet", most=_SHEET_LENGTH).strip()
    if _FORBIDDEN_IN_SHEET & set(sheet):
        raise top.wrong("sheet", _("Excel allows none of [ ] : * ? / \\ ' in it."))
    return sheet


def _columns(top: _Place) -> tuple[ListColumn, ...]:
    found = top.content["columns"]
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_COLUMNS:
        raise top.wrong("columns", _("It is a list of at least one column."))
    columns = []
    for at, one in enumerate(found, start=1):
        if not isinstance(one, dict):
            raise top.wrong(f"columns[{at}]", _("It is an object in braces."))
        place = _Place(top.name, f"columns[{at}]", one)
        place.only(_COLUMN_KNOWN)
        place.need(frozenset({"field", "title"}))
        columns.append(_column(place))
    if not {ListField.IDENTITY, ListField.OWN_NUMBER} & {column.field for column in columns}:
        raise top.wrong("columns", _("One of them is the field identity or own_number."))
    return tuple(columns)


def _column(place: _Place) -> ListColumn:
    field = place.code("field", ListField)
    text = place.text("text", empty=True)
    if text and field is not ListField.FIXED:
        raise place.wrong("text", _("Only the field fixed has a text of its own."))
    only = place.flag("only_in_month", default=False)
    if only and field is not ListField.START:
        raise place.wrong("only_in_month", _("It belongs to the field start."))
    return ListColumn(field, place.text("title"), text, only)


def _protected(top: _Place, columns: tuple[ListColumn, ...]) -> Mapping[Sex, str]:
    place = top.inside("protected")
    place.only(frozenset(sex.value for sex in Sex))
    if not place.content and any(column.field is ListField.IDENTITY for column in columns):
        raise top.wrong(
            "protected",
            _("A list with identity numbers needs the code that stands for a protected person."),
        )
    return {Sex(key): place.text(key, empty=True) for key in place.content}


def _above(top: _Place) -> tuple[tuple[str, ...], ...]:
    found = top.content.get("above", [])
    lines = found if isinstance(found, list) else None
    if lines is None or not all(
        isinstance(line, list) and all(isinstance(text, str) for text in line) for line in lines
    ):
        raise top.wrong("above", _("It is a list of lines, each a list of texts."))
    return tuple(tuple(line) for line in lines)


def _csv(top: _Place) -> CsvForm:
    place = top.inside("csv")
    place.only(_CSV_KNOWN)
    delimiter = place.content.get("delimiter", ";")
    if delimiter not in (";", ",", "\t", "|"):
        raise place.wrong("delimiter", _("It is ; or , or | or a tab."))
    return CsvForm(
        str(delimiter),
        place.flag("decimal_comma", default=True),
        place.flag("mark", default=True),
        place.flag("heading", default=True),
    )
