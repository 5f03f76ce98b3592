"""The list of regions and markers in the left column: a click goes there, keys rename and delete."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.side.region_delegate import RegionDelegate
from audio_desk.ui.side.regions_model import RECORD, RegionsModel
from audio_desk.ui.theme import Theme


class RegionsList(QListView):
    """Its current row is the document's focused region, whoever changes it."""

    menu_wanted = Signal(object, object)
    """RegionRecord, and where on the screen: by right click or the menu key"""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._regions = RegionsModel(document, self)
        self.setObjectName("regions")
        self.setAccessibleName(self.tr("Regions in this recording"))
        self.setModel(self._regions)
        self.setItemDelegate(RegionDelegate(theme, self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.clicked.connect(self._go_to)
        self.activated.connect(self._go_to)
        self._regions.modelReset.connect(self._show_focused)
        document.regions.focus_changed.connect(self._show_focused)
        theme.changed.connect(self.viewport().update)

    @property
    def regions(self) -> RegionsModel:
        return self._regions

    def _open_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            index = self.currentIndex()
            at = self.visualRect(index).center()
        if index.isValid():
            self.menu_wanted.emit(index.data(RECORD), self.viewport().mapToGlobal(at))

    def _go_to(self, index: QModelIndex) -> None:
        record: RegionRecord = index.data(RECORD)
        self._document.go_to_region(record)

    def _show_focused(self, _record: object = None) -> None:
        row = self._regions.row_of(self._document.regions.focused)
        index = self._regions.index(row) if row >= 0 else QModelIndex()
        chosen = self.selectionModel()
        if index.isValid():
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            chosen.clearSelection()

    def _delete(self, index: QModelIndex) -> None:
        """The next one is current then, so that the key can be pressed again."""
        row = index.row()
        self._document.regions.remove(index.data(RECORD))
        left = self._regions.rowCount()
        if left:
            following = self._regions.index(min(row, left - 1))
            self._document.regions.focus(following.data(RECORD))

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """By the arrow keys, as far as the list has the focus."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self._document.regions.focus(current.data(RECORD))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        deletes = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if deletes and current.isValid():
            self._delete(current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._go_to(current)
        else:
            super().keyPressEvent(event)
