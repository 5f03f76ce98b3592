"""Paints a transcript's row: time as a link, speaker in colour, words wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from audio_desk.transcripts.script.finding import Match
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.item_option import has_focus, is_selected, option_font, option_rect, stronger
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.finding.found_words import paint_found
from audio_desk.ui.transcripts.list.columns import BAR_PX, SegmentColumns
from audio_desk.ui.transcripts.list.line import Line, id_of
from audio_desk.ui.transcripts.list.model import SegmentRole

Index = QModelIndex | QPersistentModelIndex

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SegmentDelegate(QStyledItemDelegate):
    """Measures each text once for each width: thousands of rows are laid out again at every change."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = SegmentColumns(0, 0)
        self._width = 0
        self._heights: dict[str, int] = {}
        self._places: Mapping[str, list[Match]] = {}
        self._here: Match | None = None
        self.hovered_time = -1
        """Row whose time is under the pointer"""

    def fit(self, columns: SegmentColumns, width: int) -> bool:
        """Use these columns in rows of `width` pixels; True when the rows' heights may have changed."""
        if (columns, width) == (self._columns, self._width):
            return False
        self._columns, self._width = columns, width
        self._heights.clear()
        return True

    def forget_heights(self) -> None:
        """After a change of font."""
        self._heights.clear()

    def time_rect(self, row: QRect, font: QFont) -> QRect:
        return self._columns.time_rect(row, QFontMetrics(font).height())

    def mark_places(self, places: Mapping[str, list[Match]], here: Match | None) -> None:
        self._here, self._places = here, places

    def words_rect(self, row: QRect) -> QRect:
        return self._columns.words_rect(row)

    def row_height(self, words_height: int) -> int:
        return self._columns.row_height(words_height)

    def guesses(self, texts: Iterable[str], metrics: QFontMetrics) -> list[int]:
        """About how high rows with these texts are, without asking the font for each."""
        room = self._columns.words_rect(QRect(0, 0, self._width, 0)).width()
        wide, high, around = metrics.averageCharWidth(), metrics.lineSpacing(), self._columns.row_height(0)
        known = self._heights
        if not known:
            return [(1 + len(text) * wide // room) * high + around for text in texts]
        return [known.get(text, (1 + len(text) * wide // room) * high) + around for text in texts]

    def _height_of(self, text: str, font: QFont) -> int:
        height = self._heights.get(text)
        if height is None:
            room = self._columns.words_rect(QRect(0, 0, self._width, 0)).width()
            height = QFontMetrics(font).boundingRect(QRect(0, 0, room, 1 << 20), int(_WRAP), text).height()
            self._heights[text] = height
        return height

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, is_current: bool) -> None:
        colours, row = self._theme.colours, option_rect(option)
        if is_current:
            painter.fillRect(row, colours.selection_fill())
            painter.fillRect(QRect(row.left(), row.top(), BAR_PX, row.height()), QColor(colours.accent))
        elif is_selected(option):
            painter.fillRect(row, QColor(colours.chip))
        if has_focus(option):
            painter.setPen(QColor(colours.accent))
            painter.drawRect(row.adjusted(0, 0, -1, -1))

    def _paint_time(self, painter: QPainter, index: Index, rect: QRect, flagged: bool) -> None:
        colours = self._theme.colours
        font = QFont(painter.font())
        font.setUnderline(index.row() == self.hovered_time)
        painter.setFont(font)
        painter.setPen(QColor(colours.attention if flagged else colours.accent))
        text = str(index.data(SegmentRole.TIME))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft), f"{text} ?" if flagged else text)
        font.setUnderline(False)
        painter.setFont(font)

    def _paint_speaker(self, painter: QPainter, index: Index, rect: QRect, speaker: str) -> None:
        speakers = self._theme.colours.speakers
        painter.save()
        painter.setFont(stronger(painter.font()))
        painter.setPen(QColor(speakers[int(index.data(SegmentRole.SPEAKER_NUMBER)) % len(speakers)]))
        name = painter.fontMetrics().elidedText(speaker, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()

    def _whole_name(self, option: QStyleOptionViewItem, index: Index, at: QPoint) -> str:
        """Of the speaker there, where it is cut off."""
        segment, font = index.data(SegmentRole.SEGMENT), option_font(option)
        name = segment.speaker if isinstance(segment, Segment | KeptSegment) else None
        place = self._columns.speaker_rect(option_rect(option), QFontMetrics(font).height())
        wanted = QFontMetrics(stronger(font)).horizontalAdvance(name or "")
        return name if name and wanted > place.width() and place.contains(at) else ""

    def _paint_words(self, painter: QPainter, room: QRect, line: Line) -> None:
        found = self._places.get(id_of(line)) if self._places else None
        if not found:
            painter.drawText(room, int(_WRAP), line.text)
            return
        paint_found(painter, room, line.text, found, self._here, self._theme.colours)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        segment = index.data(SegmentRole.SEGMENT)
        if not isinstance(segment, Segment | KeptSegment):
            return
        painter.save()
        font, row = option_font(option), option_rect(option)
        line = QFontMetrics(font).height()
        self._paint_ground(painter, option, bool(index.data(SegmentRole.IS_CURRENT)))
        painter.setFont(font)
        self._paint_time(painter, index, self._columns.time_rect(row, line), bool(segment.flags))
        if segment.speaker:
            self._paint_speaker(painter, index, self._columns.speaker_rect(row, line), segment.speaker)
        painter.setPen(QColor(self._theme.colours.text))
        self._paint_words(painter, self._columns.words_rect(row), segment)
        painter.restore()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self._whole_name(option, index, event.pos()), view.viewport())
        return True

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        return QSize(self._width, self._columns.row_height(self._height_of(text, option_font(option))))
