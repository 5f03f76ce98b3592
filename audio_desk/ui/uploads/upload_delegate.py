"""Paints an upload's cells: the name with a line beneath it, the state as a dot with its word."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.operations.uploads.files import Upload
from audio_desk.ui.amounts import day_words, size_words
from audio_desk.ui.item_option import has_focus, is_selected, option_font, option_rect, smaller, stronger
from audio_desk.ui.theme import Theme
from audio_desk.ui.uploads.upload_columns import RIGHT_ALIGNED, Column
from audio_desk.ui.uploads.upload_model import UPLOAD_ROLE, UploadModel
from audio_desk.ui.uploads.upload_words import expires_words, is_over, length_words, recording_words

Index = QModelIndex | QPersistentModelIndex

_PADDING = 4
_NUMBER_GAP = 14
"""Between a figure and what stands left-aligned after it."""
_DOT = 7
_GAP = 5
_SOON_SECONDS = 600
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class UploadDelegate(QStyledItemDelegate):
    """`is_narrow`: the columns that do not fit are told in the name's second line."""

    def __init__(self, model: UploadModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.is_narrow = False

    def row_height(self, line_height: int) -> int:
        return 2 * line_height + 14 if self.is_narrow else line_height + 16

    def _second_line(self, upload: Upload) -> str:
        created = upload.file.created
        length = length_words(upload.seconds) if upload.seconds is not None else ""
        parts = (
            size_words(upload.file.size_bytes),
            length,
            # Most often it has the upload's own name, which stands above.
            "" if recording_words(upload) == upload.file.display_name else recording_words(upload),
            upload.file.mime_type,
            day_words(created, datetime.now(UTC)) if created is not None else "",
        )
        return " · ".join(part for part in parts if part)

    def _paint_name(self, painter: QPainter, rect: QRect, upload: Upload, name: str) -> None:
        if self.is_narrow:
            muted = self._theme.colours.muted
            rect = self._paint_second(painter, rect, self._second_line(upload), muted)
        painter.setPen(QColor(self._theme.colours.text))
        _draw(painter, rect, name, Qt.TextElideMode.ElideMiddle)

    def _paint_second(self, painter: QPainter, rect: QRect, words: str, colour: str) -> QRect:
        """The second line of a narrow cell; the room for the first one."""
        line = painter.fontMetrics().height()
        lower = QRect(rect.left(), rect.center().y() + 1, rect.width(), line)
        font = painter.font()
        painter.setFont(smaller(font))
        painter.setPen(QColor(colour))
        _draw(painter, lower, words, Qt.TextElideMode.ElideRight)
        painter.setFont(font)
        return QRect(rect.left(), rect.center().y() - line, rect.width(), line)

    def _left(self, upload: Upload) -> tuple[str, str]:
        """How long it stays, for the narrow column of states; with its colour."""
        now = datetime.now(UTC)
        if upload.file.expires is None or is_over(upload.file, now):
            return "", self._theme.colours.muted
        words = self.tr("{0} left").format(expires_words(upload.file, now))
        soon = self._word_colour(upload, Column.EXPIRES)
        return words, soon if soon == self._theme.colours.attention else self._theme.colours.muted

    def _paint_state(self, painter: QPainter, rect: QRect, upload: Upload, word: str) -> None:
        colours = self._theme.colours
        if self.is_narrow:
            rect = self._paint_second(painter, rect, *self._left(upload))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._state_colour(upload)))
        centre = QPointF(rect.left() + _DOT / 2, rect.center().y() + 1)
        painter.drawEllipse(centre, _DOT / 2, _DOT / 2)
        painter.setPen(QColor(colours.text))
        _draw(painter, rect.adjusted(_DOT + _GAP, 0, 0, 0), word, Qt.TextElideMode.ElideRight)

    def _state_colour(self, upload: Upload) -> str:
        colours, file = self._theme.colours, upload.file
        if self._model.is_undeleted(file.name):
            return colours.bad
        if is_over(file, datetime.now(UTC)):
            return colours.muted
        return {"ACTIVE": colours.good, "PROCESSING": colours.accent, "FAILED": colours.bad}.get(
            file.state, colours.muted
        )

    def _paint_failure(self, painter: QPainter, option: QStyleOptionViewItem, why: str) -> None:
        """The last row, over all columns: what to do about it, and why it is there."""
        rect, colours = option_rect(option).adjusted(_PADDING, 0, -_PADDING, 0), self._theme.colours
        strong = stronger(option_font(option))
        painter.setFont(strong)
        painter.setPen(QColor(colours.accent))
        words = self.tr("Try again")
        _draw(painter, rect, words, Qt.TextElideMode.ElideRight)
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * _PADDING
        painter.setFont(option_font(option))
        painter.setPen(QColor(colours.bad))
        _draw(painter, rect.adjusted(width, 0, 0, 0), why, Qt.TextElideMode.ElideRight)

    def _word_colour(self, upload: Upload, column: int) -> str:
        colours = self._theme.colours
        expires = upload.file.expires
        if column == Column.EXPIRES and expires is not None:
            soon = (expires - datetime.now(UTC)).total_seconds() < _SOON_SECONDS
            return colours.attention if soon else colours.text
        unknown = column == Column.RECORDING and upload.recording is None
        unknown = unknown or (column == Column.LENGTH and upload.seconds is None)
        if unknown or column in (Column.TYPE, Column.UPLOADED):
            return colours.muted
        return colours.text

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        upload = index.data(UPLOAD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, colours = option_rect(option), self._theme.colours
        if is_selected(option):
            painter.fillRect(row, QColor(colours.chip))
        if has_focus(option):
            painter.setPen(QColor(colours.accent))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
        if not isinstance(upload, Upload):
            self._paint_failure(painter, option, str(index.data()))
            painter.restore()
            return
        painter.setFont(option_font(option))
        right = _NUMBER_GAP if index.column() in RIGHT_ALIGNED else _PADDING
        rect, words = row.adjusted(_PADDING, 0, -right, 0), str(index.data())
        if index.column() == Column.NAME:
            self._paint_name(painter, rect, upload, words)
        elif index.column() == Column.STATE:
            self._paint_state(painter, rect, upload, words)
        else:
            painter.setPen(QColor(self._word_colour(upload, index.column())))
            numbers = index.column() in RIGHT_ALIGNED
            _draw(painter, rect, words, Qt.TextElideMode.ElideRight, _RIGHT if numbers else _LEFT)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(option_font(option))
        extra = _DOT + _GAP if index.column() == Column.STATE else 0
        width = metrics.horizontalAdvance(str(index.data())) + 2 * _PADDING + extra
        return QSize(width, self.row_height(metrics.height()))


def _draw(
    painter: QPainter, rect: QRect, words: str, elide: Qt.TextElideMode, alignment: int = _LEFT
) -> None:
    painter.drawText(rect, alignment, painter.fontMetrics().elidedText(words, elide, rect.width()))
