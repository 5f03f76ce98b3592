"""The transcript's list: a click on a time goes there; the list follows the playhead."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.segment_columns import SegmentColumns
from audio_desk.ui.transcripts.segment_delegate import SegmentDelegate
from audio_desk.ui.transcripts.segment_model import SegmentModel

_FOLLOW_PAUSE_SECONDS = 5.0
"""After scrolling by hand the list stays where it is for so long."""


class SegmentView(QListView):
    """`time_chosen` carries the row whose time was clicked, or that was current when Return was pressed."""

    time_chosen = Signal(int)

    def __init__(self, model: SegmentModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = model
        self._delegate = SegmentDelegate(theme, self)
        self._pressed_time = -1
        self._scrolled_at = -_FOLLOW_PAUSE_SECONDS
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)
        model.modelReset.connect(self.fit_columns)
        model.rowsInserted.connect(self.fit_columns)
        model.rowsRemoved.connect(self.fit_columns)
        model.current_changed.connect(self._show_current)
        self.verticalScrollBar().sliderPressed.connect(self._pause_following)
        self.fit_columns()

    def time_rect(self, row: int) -> QRect:
        """Where the row's time is, in the viewport."""
        return self._delegate.time_rect(self.visualRect(self._segments.index(row)), self.font())

    def fit_columns(self) -> None:
        """Measure the columns anew: other times, other names, another width or font."""
        columns = SegmentColumns.fitting(self._segments.segments, self._segments.rate, self.font())
        if self._delegate.fit(columns, self.viewport().width()):
            self.scheduleDelayedItemsLayout()

    def reveal(self, row: int) -> None:
        """Scroll to a row, unless the user has just scrolled elsewhere; -1 is none."""
        if row >= 0 and time.monotonic() - self._scrolled_at >= _FOLLOW_PAUSE_SECONDS:
            self.scrollTo(self._segments.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    def copy_selected(self) -> None:
        """The selected lines, or all when none is selected, as text."""
        rows = sorted(index.row() for index in self.selectedIndexes()) or range(self._segments.rowCount())
        QGuiApplication.clipboard().setText("\n".join(self._segments.line(row) for row in rows))

    def _show_current(self, row: int) -> None:
        self.viewport().update()
        self.reveal(row)

    def _time_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        return index.row() if index.isValid() and self.time_rect(index.row()).contains(point) else -1

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_time:
            self._delegate.hovered_time = row
            shape = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _pause_following(self) -> None:
        self._scrolled_at = time.monotonic()

    @override
    def viewportSizeHint(self) -> QSize:
        return QSize(320, 160)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_time = -1
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_time = self._time_at(event.position().toPoint())
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._time_at(event.position().toPoint())
        if row >= 0 and row == self._pressed_time:
            self.time_chosen.emit(row)
        self._pressed_time = -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._time_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.time_chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pause_following()
        super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_columns()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.forget_heights()
            self.fit_columns()
