"""The one stylesheet, made from tokens.

Widgets opt in by a dynamic property `look` ("primary", "card", "muted" …), set by the kit; pages
never write style rules.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asfdesk.ui.tokens import Tokens

_RULES = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[look="page"], QWidget[look="stage"] { background: $background; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 5px 8px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: 21px; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; }
QLabel[look="figure"] { font-size: 25px; font-weight: 600; }
QLabel[look="figure-muted"] { font-size: 25px; font-weight: 600; color: $muted; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="secondary"] { color: $muted; font-size: 12.5px; }
QLabel[look="label"] { font-weight: 600; }
QLabel[look="error"] { color: $bad; font-size: 12.5px; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 9px; }
QFrame[look="note"] { background: $warn_soft; border: 0; border-bottom: 1px solid $line; }
QLabel[look="note"] { color: $warn; background: transparent; border: 0; }
QFrame[look="control"] { background: $surface; border: 1px solid $line; border-radius: 7px; }
QFrame[look="toast"] { background: $text; border: 0; border-radius: 7px; }
QLabel[look="toast"] { color: $background; }
QFrame[look="sidebar"] { background: $sidebar; border: 0; border-right: 1px solid $line; }
QFrame[look="header"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QLabel[look="enterprise"] { font-size: 15px; font-weight: 600; }
QFrame[look="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QPushButton {
  background: $surface; border: 1px solid $line; border-radius: 7px;
  padding: 6px 13px; min-height: 18px; font-weight: 600;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $soft; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 12px; }
QPushButton:disabled { color: $muted; background: $background; }
QPushButton:checked { background: $soft; color: $accent; border-color: $accent; }
QPushButton[look="primary"], QPushButton[look="primary"]:focus {
  background: $accent; color: $on_accent; border: 1px solid $accent;
}
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { padding: 6px 13px; }
QPushButton[look="primary"]:disabled {
  background: $grid; color: $muted; border-color: $grid;
}
QPushButton[look="danger"] { color: $bad; border-color: $bad; }
QPushButton[look="danger"]:hover { background: $bad_soft; }
QPushButton[look="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 5px;
}
QPushButton[look="link"]:hover { background: $soft; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 2px 4px; }
QPushButton[look="link"]:disabled { color: $muted; background: transparent; }
QPushButton[look="chip"] { border-radius: 13px; padding: 3px 12px; min-height: 18px; }
QPushButton[look="chip"]:focus { padding: 2px 11px; }
QPushButton[look="quiet"] {
  background: transparent; border: 1px solid transparent; padding: 3px 4px; font-weight: 400;
}
QPushButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus { border: 2px solid $accent; padding: 2px 3px; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $surface; border: 1px solid $field; border-radius: 7px; padding: 5px 9px;
  min-height: 20px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 4px 8px;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $bad; padding: 4px 8px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: $muted; background: $background; border-color: $line;
}
QLineEdit:read-only { background: $background; }
QLineEdit[look="cell"] {
  border: 2px solid $accent; border-radius: 0; padding: 0 5px; min-height: 0;
}
QLineEdit[look="value"] {
  background: transparent; border: 1px solid transparent; padding: 0 4px; min-height: 22px;
  font-weight: 600;
}
QLineEdit[look="value"]:hover { border-color: $field; }
QLineEdit[look="value"]:focus { background: $surface; border: 2px solid $accent; padding: 0 3px; }
QLineEdit[look="value"][wrong="true"] { border: 2px solid $bad; padding: 0 3px; }
QLineEdit[look="code"] { font-size: 17px; font-weight: 600; padding: 10px; background: $soft; }
QComboBox { padding-right: 26px; combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: 24px; image: none; }
QComboBox QAbstractItemView, QListView[look="popup"] {
  background: $surface; border: 1px solid $line; outline: 0; padding: 3px;
  selection-background-color: $soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }

QCheckBox, QRadioButton {
  spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 5px;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }

QTableView {
  background: $surface; border: 0; gridline-color: $grid; outline: 0;
  selection-background-color: $soft; selection-color: $text; alternate-background-color: $surface;
}
QHeaderView { background: $surface; border: 0; }
QHeaderView::section {
  background: $surface; color: $muted; border: 0; border-bottom: 1px solid $line;
  padding: 4px 8px; font-size: 12.5px; font-weight: 600;
}
QHeaderView::up-arrow, QHeaderView::down-arrow {
  subcontrol-origin: border; subcontrol-position: top center; width: 9px; height: 9px;
}
QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $line; }
QListView[look="go-to"] { background: $background; }
QListView[look="go-to"]::item { min-height: 30px; padding: 0 8px; border-radius: 5px; }
QListView[look="go-to"]::item:selected { background: $soft; color: $text; }
QTreeView, QListView { background: $surface; border: 0; outline: 0; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $bar; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $field; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTabWidget::pane { border: 0; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; padding: 6px 2px; margin-right: 22px; color: $muted; font-weight: 600;
  border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border-bottom: 2px solid $text; }

QProgressBar { background: $grid; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { background: $bar; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $surface; border: 2px solid $accent; width: 14px; height: 14px; margin: -7px 0;
  border-radius: 9px;
}
QSlider:focus { border: 2px solid $accent; border-radius: 5px; }
QWidget[look="stage"] QLabel { font-size: 18px; }
QWidget[look="stage"] QLabel[look="title"] { font-size: 30px; }
QWidget[look="stage"] QLabel[look="heading"] { font-size: 21px; }
QWidget[look="stage"] QLabel[look="figure"],
QWidget[look="stage"] QLabel[look="figure-muted"] { font-size: 35px; }
QWidget[look="stage"] QLabel[look="secondary"] { font-size: 15px; }
QWidget[look="stage"] QLineEdit[look="value"] { font-size: 19px; }
QSplitter::handle { background: transparent; }
QCalendarWidget QToolButton { background: transparent; border: 0; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: $hover; border-radius: 5px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
""")


def stylesheet(tokens: Tokens) -> str:
    """The rules with the colours filled in."""
    return _RULES.substitute(vars(tokens))
