"""Where time, speaker and words stand in a transcript's rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from audio_desk.ui.amounts import link_words
from audio_desk.ui.item_option import stronger

BAR_PX = 3
_LEFT = 12
_GAP = 16
_SPEAKER_SHARE = 0.3
"""Of the row: the words need the most of it."""
_SPEAKER_MIN_PX = 90
_ROW_PADDING = 6


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """Widths in pixels; `speaker` 0 where nobody is named."""

    time: int
    speaker: int

    @classmethod
    def fitting(cls, last_seconds: float, names: Iterable[str], font: QFont, width: int) -> SegmentColumns:
        """Wide enough for the last time, a mark behind it, and the longest name, in rows of `width`."""
        metrics = QFontMetrics(stronger(font))
        # Every digit as wide as the widest one, so that the column does not change from time to time.
        digits = "".join("0" if sign.isdigit() else sign for sign in link_words(last_seconds))
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        room = max(_SPEAKER_MIN_PX, round(width * _SPEAKER_SHARE))
        return cls(QFontMetrics(font).horizontalAdvance(f"{digits} ?"), min(longest, room))

    def time_rect(self, row: QRect, line_height: int) -> QRect:
        return QRect(row.left() + _LEFT, row.top() + _ROW_PADDING, self.time, line_height)

    def speaker_rect(self, row: QRect, line_height: int) -> QRect:
        left = row.left() + _LEFT + self.time + _GAP
        return QRect(left, row.top() + _ROW_PADDING, self.speaker, line_height)

    def words_rect(self, row: QRect) -> QRect:
        left = _LEFT + self.time + _GAP + (self.speaker + _GAP if self.speaker else 0)
        width = max(60, row.width() - left - _LEFT)
        return QRect(row.left() + left, row.top() + _ROW_PADDING, width, row.height() - 2 * _ROW_PADDING)

    def row_height(self, words_height: int) -> int:
        return words_height + 2 * _ROW_PADDING
