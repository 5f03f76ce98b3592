"""The lane of the spectrogram: the same range, selection and playhead as the wave, and the same mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from audio_desk import timecode
from audio_desk.audio.spectrum import FrequencyAxis
from audio_desk.error_text import words_for
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform import overlay, wheel
from audio_desk.ui.waveform.lane_labels import paint_label
from audio_desk.ui.waveform.spectrogram.choices import SpectrogramButton
from audio_desk.ui.waveform.spectrogram.frequency_labels import frequency_labels, frequency_text
from audio_desk.ui.waveform.spectrogram.visible import Spectrogram
from audio_desk.ui.waveform.wave.view import Controls

_HEIGHT_PX, _LEAST_HEIGHT_PX = 120, 44
_TICK_PX = 5
_LABEL_GAP_PX = 4
_BELOW_HEADERS_PX = 1000
"""Added to the pointer's height: regions have no headers here, so none can be hit."""
_DB_PER_NOTCH = 2


class SpectrogramLane(QWidget):
    """Computes while it is shown; hidden it costs nothing."""

    def __init__(
        self, document: Document, theme: Theme, controls: Controls, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._theme, self._view = document, theme, controls.view
        self._pointer, self._lanes = controls.pointer, controls.lanes
        self.spectrogram = Spectrogram(document, theme, controls.lanes, self)
        self.choices = SpectrogramButton(controls.lanes, theme, self)
        self._playhead_x = 0
        self.setObjectName("spectrogram")
        self.setAccessibleName(self.tr("Spectrogram"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        controls.session.active_changed.connect(self._drag_changed)
        self._view.viewport_changed.connect(self._see)
        for changed in (
            document.shown_changed,
            document.shown_settled,
            self.spectrogram.trouble_changed,
            theme.changed,
        ):
            changed.connect(self._see)
        for changed in (self.spectrogram.outdated, document.selection_changed):
            changed.connect(self._repaint)
        document.playhead_moved.connect(self._playhead_moved)

    # --- following -----------------------------------------------------------------------------------------

    def _see(self, _: object = None) -> None:
        if not self.isVisible():
            return
        rows = round(self.height() * self.devicePixelRatioF())
        self.spectrogram.show(self._view.viewport, rows)
        self._playhead_x = self._x_of_playhead()
        axis = self._axis()
        if axis is not None:
            span = self.tr("Frequencies from {0} up to {1}.")
            self.setAccessibleDescription(
                span.format(frequency_text(axis.lowest), frequency_text(axis.highest))
            )
        self.update()

    def _repaint(self, _: object = None) -> None:
        self.update()

    def _playhead_moved(self, _frame: int) -> None:
        """Only the two thin strips where it was and where it is."""
        before, self._playhead_x = self._playhead_x, self._x_of_playhead()
        if before != self._playhead_x:
            for x in (before, self._playhead_x):
                self.update(x - 2, 0, 4, self.height())

    def _x_of_playhead(self) -> int:
        x = self._view.viewport.x_of(self._document.playhead)
        return round(max(-10.0, min(x, self.width() + 10.0)))

    def _drag_changed(self, _active: bool) -> None:
        self._show_cursor(QPointF(self.mapFromGlobal(self.cursor().pos())))

    def _show_cursor(self, position: QPointF) -> None:
        shape = self._pointer.cursor_at(position.x(), position.y() + _BELOW_HEADERS_PX)
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    # --- painting ------------------------------------------------------------------------------------------

    def _axis(self) -> FrequencyAxis | None:
        shown = self._document.shown
        return FrequencyAxis.of(shown.rate) if shown is not None else None

    def _paint_labels(self, painter: QPainter, axis: FrequencyAxis) -> None:
        metrics = QFontMetricsF(overlay.small(painter.font()))
        ink = QColor(self._theme.colours.muted)
        for y, text in frequency_labels(axis, self.height(), metrics.height() + _LABEL_GAP_PX):
            painter.fillRect(QRectF(0, round(y), _TICK_PX, 1), ink)
            paint_label(painter, _TICK_PX + 2, round(y - metrics.height() / 2), text, self._theme.colours)

    def _paint_trouble(self, painter: QPainter) -> None:
        if self.spectrogram.trouble is not None:
            sentence = words_for(self.spectrogram.trouble).sentence
            painter.setPen(QColor(self._theme.colours.bad))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, sentence)

    def _tip(self, position: QPointF) -> str:
        """Time, frequency and level under the pointer."""
        shown, axis = self._document.shown, self._axis()
        if shown is None or axis is None:
            return ""
        frame = self._view.viewport.frame_at(position.x())
        part = 1 - position.y() / max(1, self.height())
        words = [timecode.clock(frame / shown.rate, 2), frequency_text(axis.hertz(part))]
        level = self.spectrogram.decibels_at(frame, part)
        if level is not None:
            words.append(self.tr("{0} dB").format(f"{level:.0f}".replace("-", "−")))
        return " · ".join(words)

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, _HEIGHT_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LEAST_HEIGHT_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        viewport, colours, axis = self._view.viewport, self._theme.colours, self._axis()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(colours.panel))
        if axis is not None:
            self.spectrogram.draw(painter, viewport, self.height())
            region = self._document.selection
            if region is not None:
                overlay.paint_span(painter, region, viewport, self.height(), colours)
            self._paint_labels(painter, axis)
            overlay.paint_playhead(painter, self._document.playhead, viewport, self.height(), colours)
            self._paint_trouble(painter)
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(colours.line))
        painter.end()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._see()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.spectrogram.rest()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.choices.move(self.width() - self.choices.width() - 4, 4)
        self._see()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(_below_headers(event))
        self._show_cursor(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(_below_headers(event))
        self._show_cursor(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(_below_headers(event))
        self._show_cursor(event.position())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """What the panel leaves to it: Alt makes quiet sounds brighter."""
        gain = self._lanes.lanes.spectrogram_gain_db + round(_DB_PER_NOTCH * wheel.notches(event))
        self._lanes.change(gain_db=gain)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)


def _below_headers(event: QMouseEvent) -> QMouseEvent:
    return QMouseEvent(
        event.type(),
        event.position() + QPointF(0, _BELOW_HEADERS_PX),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        event.modifiers(),
    )
