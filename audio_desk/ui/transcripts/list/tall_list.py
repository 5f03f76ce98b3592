"""A list of rows of different heights that stays fluid with tens of thousands of them."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QItemSelection as Selection
from PySide6.QtCore import QItemSelectionModel as SelectionModel
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.ui.transcripts.list.row_heights import RowHeights

Index = QModelIndex | QPersistentModelIndex
_MEASURING_SECONDS = 0.006
"""At a stretch, of the rows that are out of sight."""
_CURSOR = QAbstractItemView.CursorAction


class TallList(QListView):
    """Only rows in sight are measured at once, others when there is time; the top row in sight stays.

    QListView's own layout asks all rows again at every change: 0.15 s for 10,000.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = RowHeights()
        self._measuring = QTimer(self, interval=0)
        self._measuring.timeout.connect(self._measure_some)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def guesses(self, first: int, last: int) -> list[int]:
        """About how high these rows are."""
        raise NotImplementedError

    def remeasure(self) -> None:
        """Other widths, another font, another model: every row may be of another height."""
        anchor = self._anchor()
        count = self.model().rowCount()
        self._heights.guess_all(self.guesses(0, count - 1) if count else [])
        self._settle(anchor)

    def set_height(self, row: int, height: int) -> None:
        """For once: until the row is measured again."""
        anchor = self._anchor()
        if self._heights.measured(row, height):
            self._settle(anchor)

    def rows_in_sight(self) -> range:
        """Measured ones; empty without rows."""
        if not len(self._heights):
            return range(0)
        first = max(0, self._heights.row_at(self.verticalOffset()))
        bottom = self.verticalOffset() + self.viewport().height()
        row = first
        while row < len(self._heights) and self._heights.top(row) < bottom:
            self._measure(row)
            row += 1
        return range(first, row)

    # --- measuring -----------------------------------------------------------------------------------------

    def _measure(self, row: int) -> bool:
        """Whether it is now of another height than it was thought to be."""
        if self._heights.is_measured(row):
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        hint = self.itemDelegate().sizeHint(option, self.model().index(row, 0))
        return self._heights.measured(row, hint.height())

    def _measure_some(self) -> None:
        anchor, end = self._anchor(), time.perf_counter() + _MEASURING_SECONDS
        changed = False
        while time.perf_counter() < end:
            row = self._heights.next_unmeasured()
            if row < 0:
                self._measuring.stop()
                break
            changed |= self._measure(row)
        if changed:
            self._settle(anchor)

    def _anchor(self) -> tuple[int, int]:
        """The top row in sight, and how far it stands above the edge; it stays where it is."""
        offset = self.verticalOffset()
        row = self._heights.row_at(offset)
        return (row, offset - self._heights.top(row)) if row >= 0 else (0, 0)

    def _settle(self, anchor: tuple[int, int]) -> None:
        """Rows are of other heights: the bar follows, and what was in sight stays in sight."""
        self.updateGeometries()
        row = min(anchor[0], len(self._heights) - 1)
        if row >= 0:
            self._measure(row)
            self.verticalScrollBar().setValue(self._heights.top(row) + anchor[1])
        self.rows_in_sight()
        self.updateGeometries()
        if self._heights.next_unmeasured() >= 0:
            self._measuring.start()
        self.viewport().update()

    # --- Qt: the model -------------------------------------------------------------------------------------

    @override
    def reset(self) -> None:
        super().reset()
        self.remeasure()

    @override
    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        anchor = self._anchor()
        if start <= anchor[0] and self.verticalOffset() > 0:
            anchor = anchor[0] + end - start + 1, anchor[1]
        self._heights.insert(start, self.guesses(start, end))
        super().rowsInserted(parent, start, end)
        self._settle(anchor)

    @override
    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        anchor = self._anchor()
        super().rowsAboutToBeRemoved(parent, start, end)
        if start < anchor[0]:
            anchor = max(start, anchor[0] - (end - start + 1)), anchor[1]
        self._heights.remove(start, end - start + 1)
        self._settle_bar(anchor)

    def _settle_bar(self, anchor: tuple[int, int]) -> None:
        """Between two states of the model no row can be measured."""
        self.updateGeometries()
        if anchor[0] < len(self._heights):
            self.verticalScrollBar().setValue(self._heights.top(anchor[0]) + anchor[1])
        self.viewport().update()

    @override
    def dataChanged(self, first: Index, last: Index, roles: list[int] = []) -> None:  # type: ignore[override] # noqa: B006  Qt's own default
        anchor = self._anchor()
        super().dataChanged(first, last, roles)
        self._heights.forget(first.row(), last.row())
        self._settle(anchor)

    # --- Qt: where rows are --------------------------------------------------------------------------------

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(self.fontMetrics().height() * 2)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._heights.total - height))

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not 0 <= row < len(self._heights):
            return QRect()
        if not self._heights.is_measured(row):
            anchor = self._anchor()
            if self._measure(row):
                self._settle(anchor)
        return self._rect(row)

    def _rect(self, row: int) -> QRect:
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    @override
    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._heights.row_at(point.y() + self.verticalOffset())
        return self.model().index(row, 0) if row >= 0 else QModelIndex()

    @override
    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= len(self._heights):
            return
        hints, bar = QAbstractItemView.ScrollHint, self.verticalScrollBar()
        anyhow = hint != hints.EnsureVisible
        for _ in range(2):  # what comes into sight is measured then, and may move it again
            rect, height = self.visualRect(index), self.viewport().height()
            if hint == hints.PositionAtCenter:
                bar.setValue(bar.value() + rect.center().y() - height // 2)
            elif hint == hints.PositionAtTop or rect.top() < 0:
                bar.setValue(bar.value() + rect.top())
            elif anyhow or rect.bottom() >= height:
                bar.setValue(bar.value() + min(rect.top(), rect.bottom() + 1 - height))
            self._settle(self._anchor())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def isIndexHidden(self, index: Index) -> bool:
        return False

    # --- Qt: choosing rows ---------------------------------------------------------------------------------

    @override
    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = len(self._heights)
        if not count:
            return QModelIndex()
        now = self.currentIndex().row()
        if now < 0:
            return self.model().index(0, 0)
        row = {
            _CURSOR.MoveUp: now - 1,
            _CURSOR.MovePrevious: now - 1,
            _CURSOR.MoveDown: now + 1,
            _CURSOR.MoveNext: now + 1,
            _CURSOR.MoveHome: 0,
            _CURSOR.MoveEnd: count - 1,
            _CURSOR.MovePageUp: self._a_page_from(now, -1),
            _CURSOR.MovePageDown: self._a_page_from(now, 1),
        }.get(action, now)
        return self.model().index(max(0, min(row, count - 1)), 0)

    def _a_page_from(self, row: int, direction: int) -> int:
        y = self._heights.top(row) + direction * self.viewport().height()
        found = self._heights.row_at(max(0, y))
        found = found if found >= 0 else len(self._heights) - 1
        return found if found != row else row + direction

    @override
    def setSelection(self, rect: QRect, command: SelectionModel.SelectionFlag) -> None:
        first, last = (self._heights.row_at(y + self.verticalOffset()) for y in (rect.top(), rect.bottom()))
        first = 0 if rect.top() + self.verticalOffset() < 0 else first
        if last < 0 <= first:
            last = len(self._heights) - 1
        chosen = Selection()
        if 0 <= first <= last:
            chosen.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, command)

    @override
    def visualRegionForSelection(self, selection: Selection) -> QRegion:
        region = QRegion()
        for part in _ranges(selection):
            if part.start < len(self._heights) and part.stop <= len(self._heights):
                region += self._rect(part.start).united(self._rect(part.stop - 1))
        return region

    # --- Qt: painting --------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self.rows_in_sight()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain: QStyle.StateFlag = option.state
        chosen, current = self.selectionModel(), self.currentIndex().row()
        for row in rows:
            rect, index = self._rect(row), self.model().index(row, 0)
            if not rect.intersects(event.rect()):
                continue
            state = plain & ~QStyle.StateFlag.State_HasFocus
            if chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current and self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
            option.rect, option.state = rect, state
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._settle(self._anchor())


def _ranges(selection: Selection) -> Iterator[range]:
    for place in range(selection.count()):
        part = selection.at(place)
        yield range(part.top(), part.bottom() + 1)
