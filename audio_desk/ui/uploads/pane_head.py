"""The head of the uploads pane: adding, loading anew, and a menu for all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.uploads.arrangement import Arrangement
from audio_desk.ui.uploads.upload_columns import Column, heading

_ICON_PX = 16
_FALLING = (Column.SIZE, Column.LENGTH, Column.UPLOADED)
"""What is sought by these is the largest, the longest, the newest."""


class PaneHead(QWidget):
    add_pressed = Signal()
    refresh_pressed = Signal()
    sort_wanted = Signal(object, bool)
    """Column | None, descending"""
    delete_expiring_pressed = Signal()
    delete_known_pressed = Signal()
    delete_on_close_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Uploads"))
        title.setObjectName("uploads-title")
        mark(title, tone="strong")
        self.add = QPushButton(self.tr("Add…"))
        self.add.setObjectName("add-uploads")
        self.add.setToolTip(self.tr("Upload recordings (Ctrl+Shift+U); or drop them here"))
        self.add.setAccessibleName(self.tr("Upload recordings"))
        self.add.clicked.connect(self.add_pressed)
        self.refresh = self._tool("refresh-uploads", "refresh", self.tr("Load the list again (F5)"), theme)
        self.refresh.clicked.connect(self.refresh_pressed)
        self.more = self._tool("uploads-more", "more", self.tr("Sort, delete several, settings"), theme)
        self.menu = self._menu()
        self.more.clicked.connect(lambda: pop_up_below(self.more, self.menu))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(title)
        self._row.addStretch(1)
        for button in (self.add, self.refresh, self.more):
            self._row.addWidget(button)

    def add_tool(self, button: QWidget) -> None:
        """A button at the end, for what holds the pane."""
        self._row.addWidget(button)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        self._orders[arrangement.column].setChecked(True)

    def show_delete_on_close(self, on: bool) -> None:
        self._on_close.blockSignals(True)
        self._on_close.setChecked(on)
        self._on_close.blockSignals(False)

    def _tool(self, name: str, icon: str, meaning: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setToolTip(meaning)
        button.setAccessibleName(meaning.partition(" (")[0])
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        mark(button, role="quiet")
        KeptIcon(button, icon, theme)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("uploads-menu")
        orders = menu.addMenu(self.tr("Sort by"))
        group = QActionGroup(self)
        self._orders: dict[Column | None, QAction] = {}
        for column in (None, *Column):
            words = self.tr("Newest first, as they come") if column is None else heading(column)
            action = orders.addAction(words)
            action.setCheckable(True)
            action.setChecked(column is None)
            group.addAction(action)
            action.triggered.connect(
                lambda _on, column=column: self.sort_wanted.emit(column, column in _FALLING)
            )
            self._orders[column] = action
        menu.addSeparator()
        soon = menu.addAction(self.tr("Delete all that expire within an hour…"))
        soon.triggered.connect(lambda _on: self.delete_expiring_pressed.emit())
        known = menu.addAction(self.tr("Delete all of recordings known here…"))
        known.triggered.connect(lambda _on: self.delete_known_pressed.emit())
        menu.addSeparator()
        self._on_close = menu.addAction(self.tr("Delete uploads when I close their recording"))
        self._on_close.setCheckable(True)
        self._on_close.toggled.connect(self.delete_on_close_toggled)
        return menu
