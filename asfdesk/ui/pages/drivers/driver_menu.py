"""What can be done with the drivers of a plan: add, change, copy, move, take away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from asfdesk.domain.drivers.compute import Calculator
from asfdesk.domain.drivers.premises import Premises
from asfdesk.domain.drivers.sales import SalesStream
from asfdesk.domain.drivers.streams import TrainingStream
from asfdesk.i18n import _
from asfdesk.services.drivers.driver_nouns import FIRST_NOUN, DriverGroup, Noun, driver_id
from asfdesk.services.drivers.driver_preview import preview
from asfdesk.services.drivers.edit_drivers import (
    add_driver,
    change_driver,
    order_drivers,
    remove_driver,
    set_premises,
)
from asfdesk.ui.dialogs.drivers.driver_dialog import DriverDialog
from asfdesk.ui.dialogs.names_field import refuse_names
from asfdesk.ui.kit.grid.grid_menu import MenuEntry, cell_menu
from asfdesk.ui.pages.drivers.driver_openings import adding_words, change_form, new_form, own_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu, QPushButton

    from asfdesk.services.changes import Changes
    from asfdesk.services.drivers.driver_nouns import Driver
    from asfdesk.services.drivers.driver_preview import DriverPreview
    from asfdesk.services.drivers.driver_rows import DriverRow
    from asfdesk.services.drivers.plan_drivers_view import PlanDrivers
    from asfdesk.services.session import WriteSession
    from asfdesk.ui.dialogs.drivers.driver_form import DriverForm
    from asfdesk.ui.pages.drivers.driver_list import DriverList
    from asfdesk.ui.pages.drivers.plan_panel import PlanHost

SETTINGS = {Noun.WORKDAYS: "settings:calendar", Noun.PARAMETERS: "settings:parameters"}
"""Assumptions that belong to the enterprise, not to one plan, and where they are changed."""


class DriverMenu(QObject):
    """Opens the forms and runs the commands of the list.

    Attributes:
        button: the one that the menu of what can be added hangs under.
    """

    button: QPushButton

    def __init__(self, page: PlanHost, rows: DriverList) -> None:
        super().__init__(page)
        self._page = page
        self._list = rows
        self._known: frozenset[object] | None = None
        rows.opened.connect(self.open_row)
        rows.add_wanted.connect(self.add_here)
        rows.duplicate_wanted.connect(self.duplicate)
        rows.remove_wanted.connect(self.remove)
        rows.move_wanted.connect(self.move)
        rows.menu_wanted.connect(self.show_menu)

    @property
    def _drivers(self) -> PlanDrivers | None:
        view = self._page.view
        return view.drivers if view else None

    def take_wanted(self, rows: Sequence[DriverRow]) -> object:
        """The row that a command has just added, to stand on it; None when there is none."""
        known, self._known = self._known, None
        if known is None:
            return None
        return next((row.key for row in rows if row.key not in known and row.noun), None)

    @Slot(object)
    def open_row(self, row: DriverRow) -> None:
        """Enter: change a driver; on a group's line, add one there."""
        if row.noun is None:
            self.add_here()
        elif row.noun in SETTINGS:
            self._page.context.go(SETTINGS[row.noun])
        else:
            drivers = self._drivers
            if drivers is not None:
                self._open(own_form(row, drivers))

    @Slot()
    def add_here(self) -> None:
        """Ctrl+N: a new driver of the group that the keyboard stands in.

        What the plan assumes is there already: an assumption opens itself. On that group's own
        line one chooses what to add, since a payment is not what stands there.
        """
        row = self._list.row
        if row is None:
            self.add(Noun.STREAM)
        elif row.noun in (Noun.LOAN, Noun.CASH_ITEM):
            self.add(row.noun)
        elif row.group is not DriverGroup.PREMISES:
            self.add(FIRST_NOUN[row.group])
        elif row.noun is not None:
            self.open_row(row)
        else:
            self.show_menu(self._list.below_row())

    @Slot(object)
    def open_noun(self, noun: Noun) -> None:
        """What a missing thing is mended with: a new driver, or an assumption."""
        if noun in (Noun.CASH, Noun.SUPERVISION, *SETTINGS):
            row = next(row for row in self._list.rows_shown.rows if row.noun is noun)
            self.open_row(row)
        else:
            self.add(noun)

    def add(self, noun: Noun) -> DriverDialog[Any] | None:
        """Open an empty form."""
        drivers = self._drivers
        return self._open(new_form(noun, drivers)) if drivers and self._page.editable else None

    def _add_from_menu(self, noun: Noun) -> None:
        self.add(noun)

    def _add_change(self, parent: TrainingStream | SalesStream) -> None:
        drivers = self._drivers
        if drivers is not None and self._page.editable:
            self._open(change_form(parent, None, drivers))

    def _open(self, form: DriverForm[Any]) -> DriverDialog[Any] | None:
        """A form over the page; one that is only to be read where the plan can't be changed."""
        write, drivers = self._page.context.write, self._drivers
        if drivers is None:
            return None
        save = partial(_save, write, drivers.plan.id) if write and self._page.editable else None
        self._page.pin(drivers.plan.id)
        calculator = Calculator()

        def look(driver: Driver) -> DriverPreview:
            return preview(drivers.model, drivers.result, drivers.years, driver, calculator)

        dialog: DriverDialog[Any] = DriverDialog(
            self._page,
            form,
            save,
            look,
            self._page.context.tasks.run,
        )
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    @Slot(object)
    def _saved(self, changes: Changes) -> None:
        self._remember()
        self._list.setFocus()
        self._page.announce(changes)

    def _remember(self) -> None:
        """What comes besides these rows is what was added."""
        self._known = frozenset(row.key for row in self._list.rows_shown.rows)

    @Slot()
    def duplicate(self) -> None:
        """Ctrl+D: the same once more, below it."""
        driver = self._own_driver()
        if driver is None:
            return
        copy = replace(driver, id=0, name=_("%(name)s (copy)") % {"name": driver.name})
        self._remember()
        self._page.change(lambda write, plan_id: add_driver(write, plan_id, copy))

    @Slot()
    def remove(self) -> None:
        """Delete: take the driver or the change away; Ctrl+Z brings it back."""
        row = self._list.row
        if row is None or row.value is None or not self._page.editable:
            return
        driver = row.driver
        if driver is not None:
            said = _("%(name)s was removed. Ctrl+Z brings it back.") % {"name": driver.name}
            self._page.say(said)
            self._page.change(lambda write, plan_id: remove_driver(write, plan_id, driver))
        elif row.parent is not None:
            kept = without_change(row.parent, row)
            self._page.change(lambda write, plan_id: change_driver(write, plan_id, kept))

    @Slot(int)
    def move(self, step: int) -> None:
        """Alt with an arrow: the driver changes place with its neighbour."""
        driver, drivers = self._own_driver(), self._drivers
        if driver is None or drivers is None:
            return
        kind = type(driver)
        ids = [
            driver_id(row.driver)
            for row in drivers.rows
            if row.driver is not None and type(row.driver) is kind
        ]
        at = ids.index(driver.id)
        if 0 <= at + step < len(ids):
            ids[at], ids[at + step] = ids[at + step], ids[at]
            self._page.change(lambda write, plan_id: order_drivers(write, plan_id, kind, ids))

    def _own_driver(self) -> Driver | None:
        row = self._list.row
        return row.driver if row and self._page.editable else None

    @Slot()
    def show_below_button(self) -> None:
        """The menu of what can be added."""
        self.show_menu(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    @Slot(object)
    def show_menu(self, place: QPoint) -> None:
        """What can be added and done, from the keyboard or the mouse."""
        if self._page.editable:
            self.menu().popup(place)

    def menu(self) -> QMenu:
        """Every kind of driver, and what can be done with the chosen one."""
        adds = [
            MenuEntry(words, partial(self._add_from_menu, noun)) for noun, words in adding_words()
        ]
        row = self._list.row
        mine = row is not None and row.driver is not None
        acts = [
            MenuEntry(_("C&hange…"), self._open_current, _("Enter"), row is not None),
            MenuEntry(_("&Duplicate"), self.duplicate, "Ctrl+D", mine),
            MenuEntry(_("Move &up"), partial(self.move, -1), "Alt+\u2191", mine),
            MenuEntry(_("Move dow&n"), partial(self.move, 1), "Alt+\u2193", mine),
            MenuEntry(_("&Remove"), self.remove, _("Delete"), row is not None and bool(row.value)),
        ]
        parent = (row.parent or row.driver) if row else None
        if isinstance(parent, TrainingStream | SalesStream):
            acts.insert(
                1, MenuEntry(_("Changes &from a month…"), partial(self._add_change, parent))
            )
        menu = cell_menu(self._list, [adds, acts])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_current(self) -> None:
        row = self._list.row
        if row is not None:
            self.open_row(row)


def without_change(
    parent: TrainingStream | SalesStream, row: DriverRow
) -> TrainingStream | SalesStream:
    """The stream or sale without one of its later changes."""
    if isinstance(parent, TrainingStream):
        return replace(parent, changes=tuple(c for c in parent.changes if c != row.value))
    return replace(parent, changes=tuple(c for c in parent.changes if c != row.value))


def _save(
    write: WriteSession,
    plan_id: int,
    driver: Driver | Premises,
    names: bool,  # noqa: FBT001 - the form's own order
) -> Changes:
    if isinstance(driver, Premises):
        return set_premises(write, plan_id, driver)
    refuse_names(write, f"{driver.name} {getattr(driver, 'project', '')}", allowed=names)
    return (change_driver if driver.id else add_driver)(write, plan_id, driver)
