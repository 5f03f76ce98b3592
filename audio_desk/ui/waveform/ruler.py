"""The ruler above the wave: ticks and times; a press or drag on it moves the playhead."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from audio_desk import timecode
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.gestures.seek import SeekDrag
from audio_desk.ui.waveform.overlay import small
from audio_desk.ui.waveform.ticks import Tick, decimals_of, step_for, ticks
from audio_desk.ui.waveform.view_state import ViewState

_SMALL_TICK_PX = 4
_INSET_PX = 5
"""Of a label from its tick; one that would be cut off is left out."""
_GAP_PX = 16
"""At least this much between two labels."""


class Ruler(QWidget):
    """Times of the visible range, as fine as there is room for."""

    def __init__(
        self,
        document: Document,
        theme: Theme,
        view: ViewState,
        session: DragSession,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._view, self._session = document, theme, view, session
        self._stage = Stage(document, view)
        self.setObjectName("ruler")
        self.setAccessibleName(self.tr("Time ruler"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        view.viewport_changed.connect(self.update)
        for changed in (document.shown_changed, document.shown_settled):
            changed.connect(self.update)
        theme.changed.connect(self.update)

    def _ticks(self, metrics: QFontMetricsF) -> tuple[Tick, ...]:
        shown = self._document.shown
        if shown is None:
            return ()
        viewport, rate, decimals = self._view.viewport, shown.rate, 0
        # A finer step needs longer labels, and those need more room: settles after a round or two.
        while True:
            widest = timecode.clock(viewport.end / rate, decimals)
            room_px = metrics.horizontalAdvance(widest) + _GAP_PX
            needed = decimals_of(step_for(viewport.scale / rate, room_px))
            if needed <= decimals:
                return ticks(viewport, rate, room_px)
            decimals = needed

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, self.minimumSizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(20, ceil(QFontMetricsF(small(self.font())).height()) + 6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        metrics = QFontMetricsF(painter.font())
        line, ink = QColor(self._theme.colours.line), QColor(self._theme.colours.muted)
        for tick in self._ticks(metrics):
            x, height = round(tick.x), self.height()
            top = 2 if tick.label else height - _SMALL_TICK_PX
            painter.fillRect(QRectF(x, top, 1, height - top), line)
            end = x + _INSET_PX + metrics.horizontalAdvance(tick.label)
            if tick.label and x + _INSET_PX >= 0 and end <= self.width():
                painter.setPen(ink)
                painter.drawText(QPointF(x + _INSET_PX, (height + metrics.capHeight()) / 2), tick.label)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._view.is_empty:
            self._session.begin(SeekDrag(self._stage, event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._session.move(event.position().x(), snaps=False)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._session.finish()
