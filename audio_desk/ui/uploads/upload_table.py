"""The table of uploads: in a narrow pane the lesser columns move into the name's second line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.theme import Theme
from audio_desk.ui.uploads.upload_columns import RIGHT_ALIGNED, Column
from audio_desk.ui.uploads.upload_delegate import UploadDelegate
from audio_desk.ui.uploads.upload_model import UPLOAD_ROLE, UploadModel

_WIDE_FROM_EM = 66
"""Widths of the letter m that all columns need beside a name."""
_IN_NARROW = (Column.NAME, Column.STATE)


class UploadTable(QTableView):
    delete_pressed = Signal()
    copy_pressed = Signal()
    search_pressed = Signal()
    opened = Signal(object)
    """Upload: double click, or Return"""
    menu_wanted = Signal(object)
    """QPoint on the screen: beneath the mouse, or at the current row"""
    chosen_changed = Signal()
    """Other rows are selected"""
    sort_wanted = Signal(object, bool)
    """Column | None, descending"""

    def __init__(self, model: UploadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("uploads-table")
        self.setAccessibleName(self.tr("Uploads"))
        self._uploads = model
        self._delegate = UploadDelegate(model, theme, self)
        self._chosen: tuple[Upload, ...] = ()
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
        self._make_header()
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        model.listed.connect(self._follow)
        model.rowsInserted.connect(self._span_failure)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._retry)
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

    def load_at_end(self) -> None:
        """Ask for more where the end is seen: a page that could not be asked for while another came."""
        bar = self.verticalScrollBar()
        if self.isVisible() and bar.value() == bar.maximum() and self._uploads.canFetchMore(QModelIndex()):
            self._uploads.fetchMore(QModelIndex())

    def show_sorting(self, column: Column | None, *, descending: bool) -> None:
        header = self.horizontalHeader()
        header.blockSignals(True)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(-1 if column is None else column, order)
        header.blockSignals(False)
        header.viewport().update()

    def _make_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setToolTip(self.tr("Click to sort by a column; a third click brings the newest first again"))
        header.sortIndicatorChanged.connect(self._sort)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        column = Column(section) if section >= 0 else None
        self.sort_wanted.emit(column, order == Qt.SortOrder.DescendingOrder)

    def _tell_chosen(self) -> None:
        self._chosen = self.chosen
        self.chosen_changed.emit()

    def _follow(self) -> None:
        """What is selected may say something new, or have gone."""
        if self._chosen != self.chosen:
            self._tell_chosen()

    def _span_failure(self) -> None:
        self.clearSpans()
        if self._uploads.failure:
            self.setSpan(self._uploads.rowCount() - 1, 0, 1, len(Column))

    def _open(self, index: QModelIndex) -> None:
        upload = index.data(UPLOAD_ROLE)
        if isinstance(upload, Upload):
            self.opened.emit(upload)

    def _retry(self, index: QModelIndex) -> None:
        if index.isValid() and index.data(UPLOAD_ROLE) is None:
            self._uploads.retry()

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
        if not narrow:
            header.setSectionResizeMode(Column.RECORDING, QHeaderView.ResizeMode.Stretch)
        height = self._delegate.row_height(self.fontMetrics().height())
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _width_of(self, column: Column) -> int:
        """As wide as the longest words that usually stand there, and an arrow for sorting."""
        usual = {
            Column.TYPE: "audio/mpeg",
            Column.SIZE: "612 MB",
            Column.LENGTH: "9:28:51",
            Column.STATE: "●  " + self.tr("Processing"),
            Column.UPLOADED: self.tr("Yesterday 00:00"),
            Column.EXPIRES: "",
            Column.RECORDING: self.tr("not known here"),
        }.get(column, "")
        metrics = self.fontMetrics()
        words = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        more = 10 if column in RIGHT_ALIGNED else 0
        return max(metrics.horizontalAdvance(usual) + more, metrics.horizontalAdvance(words) + 10) + 18

    @override
    def event(self, event: QEvent) -> bool:
        """Finding means the uploads while they have the focus, whatever it means elsewhere."""
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and event.matches(QKeySequence.StandardKey.Find):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.search_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex()
            self._open(index) if index.data(UPLOAD_ROLE) is not None else self._retry(index)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(QPoint(rect.left() + rect.height(), rect.bottom()))
        self.menu_wanted.emit(place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._fit()
