"""Week sheets and lists to sign on: what kind, which days, for whom."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QListView, QVBoxLayout

from asfdesk.i18n import _, ngettext
from asfdesk.services.hours.export_attendance import SheetFormat
from asfdesk.services.hours.sheet_offers import sheet_offers
from asfdesk.services.hours.sheet_shares import GroupBy
from asfdesk.ui.kit.buttons import button, link_button, primary_button
from asfdesk.ui.kit.form.combo_box import ComboBox
from asfdesk.ui.kit.text import Look, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asfdesk.domain.period import Period
    from asfdesk.services.hours.export_attendance import SheetOrder
    from asfdesk.services.hours.sheet_offers import SheetOffer
    from asfdesk.ui.page import Page

    DaysChoice = tuple[str, Period]

_SIZE = (520, 560)
_LINE = 28


class SheetOrderDialog(QDialog):
    """Every sheet is ticked at first; nothing is written here.

    Signals:
        decided: the SheetOrder.
        groups_wanted: the groups are to be changed first.
    """

    decided = Signal(object)
    groups_wanted = Signal()

    def __init__(
        self,
        page: Page,
        order: SheetOrder,
        days: Sequence[DaysChoice],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._order = order
        self._asked = 0
        title = _("Week sheets and lists to sign on")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self.kind = ComboBox()
        for kind, words in _kinds():
            self.kind.addItem(words, kind)
        self.days = ComboBox()
        for text, period in days:
            self.days.addItem(text, period)
        self.group = ComboBox()
        for group, words in _groups():
            self.group.addItem(words, group)
        self.sheets = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.sheets)
        self.list.setAccessibleName(_("Sheets"))
        self.groups_button = link_button(_("Change groups…"))
        self.save_button = primary_button(_("Save…"))
        self._says = label("", Look.MUTED, wrap=True)
        self._lay_out(title)
        self.kind.setCurrentIndex(max(self.kind.findData(order.format), 0))
        self.group.setCurrentIndex(max(self.group.findData(order.group), 0))
        for box in (self.kind, self.days, self.group):
            box.currentIndexChanged.connect(self.load)
        self.sheets.itemChanged.connect(self._count)
        self.groups_button.clicked.connect(self.groups_wanted)
        self.save_button.clicked.connect(self._decide)
        page.context.bus.changed.connect(self.load)
        self.load()

    def _lay_out(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 18)
        outer.setSpacing(10)
        outer.addWidget(label(title, Look.TITLE))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = ((_("&What"), self.kind), (_("&Days"), self.days), (_("For &whom"), self.group))
        for at, (words, box) in enumerate(rows):
            caption = label(words)
            caption.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            grid.addWidget(caption, at, 0)
            grid.addWidget(box, at, 1)
        outer.addLayout(grid)
        line = QHBoxLayout()
        line.addWidget(label(_("Sheets"), Look.HEADING))
        line.addStretch(1)
        line.addWidget(self.groups_button)
        outer.addLayout(line)
        outer.addWidget(self.list, 1)
        outer.addWidget(self._says)
        last = QHBoxLayout()
        last.addStretch(1)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        last.addWidget(cancel)
        last.addWidget(self.save_button)
        outer.addLayout(last)

    @property
    def order(self) -> SheetOrder:
        """What is asked for now."""
        ticked = frozenset(
            item.data() for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )
        every = len(ticked) == self.sheets.rowCount()
        return replace(self._chosen(), only=frozenset() if every else ticked)

    def _chosen(self) -> SheetOrder:
        """The order without its sheets. An enum comes back from Qt as its text."""
        return replace(
            self._order,
            period=self.days.currentData(),
            group=GroupBy(self.group.currentData()),
            format=SheetFormat(self.kind.currentData()),
        )

    def _items(self) -> list[QStandardItem]:
        return [self.sheets.item(at) for at in range(self.sheets.rowCount())]

    @Slot()
    def load(self) -> None:
        """Look which sheets there are; only the latest answer is shown."""
        session, order = self._page.context.session, self._chosen()
        self.groups_button.setVisible(order.group is GroupBy.GROUP)
        self._asked += 1
        self._page.run(lambda: sheet_offers(session, order), partial(self._show, self._asked))

    def _show(self, asked: int, offers: Sequence[SheetOffer]) -> None:
        if asked != self._asked:
            return
        left_out = {
            item.data() for item in self._items() if item.checkState() is Qt.CheckState.Unchecked
        }
        self.sheets.clear()
        for offer in offers:
            self.sheets.appendRow(_item(offer, checked=offer.slug not in left_out))
        self._count()

    @Slot()
    def _count(self) -> None:
        ticked = sum(item.checkState() is Qt.CheckState.Checked for item in self._items())
        self.save_button.setEnabled(ticked > 0)
        if not self.sheets.rowCount():
            self._says.setText(_("Nobody has a placement on these days."))
            return
        files = ngettext("%(num)d file", "%(num)d files", ticked)
        self._says.setText(
            _("%(files)s. Protected persons stand with their number only.") % {"files": files}
        )

    def done(self, result: int) -> None:
        """What is still being read is not waited for."""
        self._asked += 1
        super().done(result)

    @Slot()
    def _decide(self) -> None:
        self.decided.emit(self.order)
        self.accept()


def _kinds() -> tuple[tuple[SheetFormat, str], ...]:
    return (
        (SheetFormat.XLSX, _("Week sheet to fill in (Excel)")),
        (SheetFormat.CSV, _("Week sheet to fill in (CSV)")),
        (SheetFormat.PDF, _("List to sign on (PDF, A4)")),
    )


def _groups() -> tuple[tuple[GroupBy, str], ...]:
    return (
        (GroupBy.GROUP, _("a sheet for each group")),
        (GroupBy.SUPERVISOR, _("a sheet for each supervisor")),
        (GroupBy.AGREEMENT, _("a sheet for each agreement")),
        (GroupBy.NONE, _("one sheet for everybody")),
    )


def _item(offer: SheetOffer, *, checked: bool) -> QStandardItem:
    who = ngettext("%(num)d placement", "%(num)d placements", offer.rows)
    name = offer.name or _("Everybody")
    item = QStandardItem(f"{name} · {who}")
    item.setData(offer.slug)
    item.setEditable(False)
    item.setSizeHint(QSize(0, _LINE))
    item.setCheckable(True)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    return item
