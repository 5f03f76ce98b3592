"""The table of uploads: in a narrow pane the lesser columns move into the name's second line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from audio_desk.operations.uploads import Upload
from audio_desk.ui.theme import Theme
from audio_desk.ui.uploads.upload_delegate import UploadDelegate
from audio_desk.ui.uploads.upload_model import Column, UploadModel

_WIDE_FROM_EM = 58
"""Widths of the letter m that all columns need beside a name."""
_IN_NARROW = (Column.NAME, Column.STATE, Column.EXPIRES)


class UploadTable(QTableView):
    delete_pressed = Signal()
    copy_pressed = Signal()
    chosen_changed = Signal()
    """Other rows are selected"""

    def __init__(self, model: UploadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("uploads-table")
        self.setAccessibleName(self.tr("Uploads"))
        self._uploads = model
        self._delegate = UploadDelegate(model, theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        model.modelReset.connect(self.chosen_changed)
        theme.changed.connect(self.viewport().update)
        self._fit()

    @property
    def chosen(self) -> tuple[Upload, ...]:
        """The selected uploads from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._uploads.uploads[row] for row in rows)

    def choose(self, names: set[str]) -> None:
        """Select the rows of these uploads, as far as they are here."""
        chosen = QItemSelection()
        for row, upload in enumerate(self._uploads.uploads):
            if upload.file.name in names:
                chosen.select(self._uploads.index(row, 0), self._uploads.index(row, len(Column) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tell_chosen(self) -> None:
        self.chosen_changed.emit()

    def _fit(self) -> None:
        """Decide between narrow and wide, and give each column its width."""
        narrow = self.viewport().width() < _WIDE_FROM_EM * self.fontMetrics().horizontalAdvance("m")
        self._delegate.is_narrow = narrow
        header = self.horizontalHeader()
        header.setMinimumSectionSize(24)
        for column in Column:
            self.setColumnHidden(column, narrow and column not in _IN_NARROW)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, self._width_of(column))
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        height = self._delegate.row_height(self.fontMetrics().height())
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _width_of(self, column: Column) -> int:
        """As wide as the longest words that usually stand there."""
        usual = {
            Column.TYPE: "audio/mpeg",
            Column.SIZE: "612 MB",
            Column.STATE: "●  " + self.tr("Processing"),
            Column.CREATED: self.tr("Yesterday 00:00"),
            Column.EXPIRES: "",
            Column.RECORDING: self.tr("not known here"),
        }.get(column, "")
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        return max(map(self.fontMetrics().horizontalAdvance, (usual, words))) + 18

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._fit()
