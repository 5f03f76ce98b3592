"""The transcript's list: a click on a time goes there; the list follows the playhead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget
from typing_extensions import override

from audio_desk.transcripts.script.finding import Match
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.list.columns import SegmentColumns
from audio_desk.ui.transcripts.list.delegate import SegmentDelegate
from audio_desk.ui.transcripts.list.following import ListFollowing
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.tall_list import TallList

Index = QModelIndex | QPersistentModelIndex
_EDITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_SCROLLING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class SegmentView(TallList):
    """Rows of the transcript; what is done to them is done by whoever listens."""

    time_chosen = Signal(int)
    """Row whose time was clicked"""
    editing_wanted = Signal(int)
    """Row on which Return or F2 was pressed, or that was clicked twice"""
    chosen = Signal()
    """The user chose other rows, by pointer or key"""
    menu_wanted = Signal(object)
    """QPoint on the screen"""
    rows_moved = Signal()
    """Scrolled, or laid out anew"""

    def __init__(self, model: SegmentModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = model
        self._delegate = SegmentDelegate(theme, self)
        self._pressed_time = -1
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.following = ListFollowing(self)
        theme.changed.connect(self.viewport().update)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            changed.connect(self.fit_columns)
        model.current_changed.connect(self._show_current)
        self.verticalScrollBar().sliderPressed.connect(self.following.pause)
        self.following.resumed.connect(lambda: self.reveal(model.current_row))
        self.fit_columns()

    def time_rect(self, row: int) -> QRect:
        """Where the row's time is, in the viewport."""
        return self._delegate.time_rect(self.visualRect(self._segments.index(row)), self.font())

    def fit_columns(self) -> None:
        """Measure the columns anew: other times, other names, another width or font."""
        model, width = self._segments, self.viewport().width()
        columns = SegmentColumns.fitting(model.last_seconds, model.speakers, self.font(), width)
        if self._delegate.fit(columns, width):
            self.remeasure()

    def words_rect(self, row: int) -> QRect:
        """Where the row's words are, in the viewport."""
        return self._delegate.words_rect(self.visualRect(self._segments.index(row)))

    def reveal(self, row: int) -> None:
        """Scroll to a row, unless the user has just scrolled elsewhere; -1 is none."""
        if row >= 0 and not self.following.is_paused:
            self.show_row(row)

    def show_row(self, row: int) -> None:
        """Scroll to a row, whatever the user did."""
        self.scrollTo(self._segments.index(row), QAbstractItemView.ScrollHint.EnsureVisible)

    def choose(self, row: int) -> None:
        """Make it the current and only chosen row, and scroll to it."""
        if row != self.currentIndex().row() or len(self.selectedIndexes()) != 1:
            self.setCurrentIndex(self._segments.index(row))
        self.show_row(row)

    def mark_places(self, places: Mapping[str, list[Match]], here: Match | None) -> None:
        """Words that were found are painted on a ground of their own. `places` by the line's id."""
        self._delegate.mark_places(places, here)
        self.viewport().update()

    def chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())

    def stretch(self, row: int, words_height: int) -> None:
        """While the row's words are being written they may need another height."""
        self.set_height(row, self._delegate.row_height(words_height))

    def copy_selected(self) -> None:
        """The selected lines, or all when none is selected, as text."""
        rows = self.chosen_rows() or range(self._segments.rowCount())
        QGuiApplication.clipboard().setText("\n".join(self._segments.line(row) for row in rows))

    def _open_menu_by_key(self) -> None:
        """Beneath the current line where it is among the chosen ones, else beneath the first of these."""
        rows, row = self.chosen_rows(), self.currentIndex().row()
        if rows and row not in rows:
            row = rows[0]
        at = QPoint(0, 0)
        if row >= 0:
            self.show_row(row)
            at = self.words_rect(row).bottomLeft()
            at.setY(min(at.y(), self.viewport().height()))  # of a line that is taller than the list
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

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

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def guesses(self, first: int, last: int) -> list[int]:
        texts = (line.text for line in self._segments.segments[first : last + 1])
        return self._delegate.guesses(texts, QFontMetrics(self.font()))

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.rows_moved.emit()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.rows_moved.emit()

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
        elif event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()
        self._pressed_time = -1

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._time_at(point) < 0:
            self.editing_wanted.emit(index.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._time_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key it opens beneath the chosen line."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_by_key()
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(event.pos()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.chosen_rows()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu_by_key()  # the Menu key makes Qt ask for it, this one does not
        elif event.key() in _EDITING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.currentIndex().isValid():
                self.editing_wanted.emit(self.currentIndex().row())
        else:
            if event.key() in _SCROLLING:
                self.following.pause()
            super().keyPressEvent(event)
            if self.chosen_rows() != before:
                self.chosen.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.following.pause()
        super().wheelEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit_columns()
        super().resizeEvent(event)
        self.following.place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.forget_heights()
            self.fit_columns()
            self.remeasure()
