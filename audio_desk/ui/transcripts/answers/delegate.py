"""Paints one earlier answer: its question, where and when it was asked, and how it ended."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.ui.item_option import has_focus, is_selected, option_font, option_rect, smaller
from audio_desk.ui.theme import Colours, Theme
from audio_desk.ui.transcripts.answers.model import ANSWER_ROLE, AnswerModel
from audio_desk.ui.transcripts.answers.words import short_line, status_words, title_words

Index = QModelIndex | QPersistentModelIndex

_PADDING = 8
_LINE_GAP = 2
_RADIUS = 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class AnswerDelegate(QStyledItemDelegate):
    def __init__(self, model: AnswerModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent) if has_focus(option) else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.chip) if is_selected(option) else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(option_rect(option).adjusted(1, 1, -2, -2), _RADIUS, _RADIUS)

    def _paint_title(self, painter: QPainter, rect: QRect, answer: AnswerRecord) -> None:
        colours = self._theme.colours
        word = status_words(answer.status)
        if word:
            width = painter.fontMetrics().horizontalAdvance(word)
            painter.setPen(QColor(_status_colour(answer.status, colours)))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), word)
            rect = rect.adjusted(0, 0, -width - _PADDING, 0)
        painter.setPen(QColor(colours.text))
        painter.drawText(rect, _LEFT, _elided(painter, title_words(answer), rect))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        answer = index.data(ANSWER_ROLE)
        if not isinstance(answer, AnswerRecord):
            return
        painter.save()
        self._paint_ground(painter, option)
        font = option_font(option)
        inner = option_rect(option).adjusted(_PADDING, _PADDING - 2, -_PADDING, -_PADDING + 2)
        painter.setFont(font)
        line = painter.fontMetrics().height()
        self._paint_title(painter, QRect(inner.left(), inner.top(), inner.width(), line), answer)
        painter.setFont(smaller(font))
        painter.setPen(QColor(self._theme.colours.muted))
        rect = QRect(inner.left(), inner.top() + line + _LINE_GAP, inner.width(), line)
        painter.drawText(
            rect, _LEFT, _elided(painter, short_line(answer, self._model.rate, datetime.now(UTC)), rect)
        )
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * QFontMetrics(option_font(option)).height() + _LINE_GAP + 2 * _PADDING - 4)


def _status_colour(status: AnswerStatus, colours: Colours) -> str:
    if status == AnswerStatus.FAILED:
        return colours.bad
    return colours.accent if status == AnswerStatus.STREAMING else colours.attention


def _elided(painter: QPainter, words: str, rect: QRect) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
