"""Shows two states of a transcript side by side, the words that differ marked by ground and line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.transcripts.script.differences import Difference, Run
from audio_desk.ui.item_option import is_selected, option_font, option_rect, smaller
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.list.tall_list import TallList
from audio_desk.ui.transcripts.versions.comparison_model import DIFFERENCE, ComparisonModel

Index = QModelIndex | QPersistentModelIndex
_PADDING = 6
_GAP = 16
_OPACITY = 0.2


class ComparisonView(TallList):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ComparisonModel(self)
        self.setItemDelegate(_Delegate(self.rows, theme, self))
        self.setModel(self.rows)

    def show_differences(self, differences: Sequence[Difference], rate: int) -> None:
        self.rows.show(differences, rate)
        self.remeasure()

    @override
    def guesses(self, first: int, last: int) -> list[int]:
        metrics = QFontMetrics(self.font())
        per_line = max(1, column_width(self.viewport().width()) // max(1, metrics.averageCharWidth()))
        found = []
        for row in self.rows.rows[first : last + 1]:
            longest = max(len(line.text) if line is not None else 0 for line in (row.old, row.new))
            found.append((2 + longest // per_line) * metrics.lineSpacing() + 2 * _PADDING)
        return found

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.remeasure()


def column_width(width: int) -> int:
    return max(60, (width - 2 * _PADDING - _GAP) // 2)


class _Delegate(QStyledItemDelegate):
    def __init__(self, model: ComparisonModel, theme: Theme, view: ComparisonView) -> None:
        super().__init__(view)
        self._model, self._theme, self._view = model, theme, view

    def _layout(self, runs: Sequence[Run], font: QFont, width: int) -> QTextLayout:
        layout = QTextLayout("".join(run.text for run in runs), font)
        formats, at = [], 0
        for run in runs:
            size = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
            if run.kind != "same":
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = at, size, self._mark(run.kind == "removed")
                formats.append(part)
            at += size
        layout.setFormats(formats)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _mark(self, is_removed: bool) -> QTextCharFormat:
        """Struck out or underlined: the colour only helps."""
        colours, form = self._theme.colours, QTextCharFormat()
        ground = QColor(colours.bad if is_removed else colours.good)
        ground.setAlphaF(_OPACITY)
        form.setBackground(ground)
        form.setFontStrikeOut(is_removed)
        form.setFontUnderline(not is_removed)
        return form

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(DIFFERENCE)
        if not isinstance(row, Difference):
            return
        painter.save()
        rect, font, colours = option_rect(option), option_font(option), self._theme.colours
        if is_selected(option):
            painter.fillRect(rect, QColor(colours.chip))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        width, top = column_width(rect.width()), rect.top() + _PADDING
        for place, (line, runs) in enumerate(((row.old, row.old_words), (row.new, row.new_words))):
            left = rect.left() + _PADDING + place * (width + _GAP)
            painter.setFont(smaller(font))
            painter.setPen(QColor(colours.muted))
            height = painter.fontMetrics().height()
            painter.drawText(QRect(left, top, width, height), 0, self._model.head(line))
            painter.setPen(QColor(colours.text))
            self._layout(runs, font, width).draw(painter, QPointF(left, top + height))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(DIFFERENCE), self._view.viewport().width()
        font = option_font(option)
        heights = [0.0]
        if isinstance(row, Difference):
            heights += [
                self._layout(runs, font, column_width(width)).boundingRect().height()
                for runs in (row.old_words, row.new_words)
            ]
        head = QFontMetrics(smaller(font)).height()
        return QSize(width, round(max(heights)) + head + 2 * _PADDING)
