"""The strip that always shows the whole recording, with the visible range as a window to drag."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.gestures.gesture import Gesture, Stage
from audio_desk.ui.waveform.gestures.window import WindowDrag
from audio_desk.ui.waveform.gestures.window_edge import WindowEdgeDrag
from audio_desk.ui.waveform.marks.hits import EDGE_PX
from audio_desk.ui.waveform.marks.regions import region_colour
from audio_desk.ui.waveform.view_state import ViewState
from audio_desk.ui.waveform.wave.envelope import Envelope, from_peaks
from audio_desk.ui.waveform.wave.picture import Inks, Picture

_HEIGHT_PX = 32
_NARROWEST_PX = 6
"""The window is never drawn narrower: at 10 h it could not be seen."""
_OUTSIDE_OPACITY = 0.55
_CORNER_PX = 4.0
_RESIZES = Qt.CursorShape.SizeHorCursor
_MOST_GAIN = 8.0
_REGION_PX = 4


class Overview(QWidget):
    """A press outside the window brings its middle there; a drag takes it, or one of its edges, along."""

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
        self._picture = Picture()
        self._stale = True
        self._playhead_x = 0
        self.setObjectName("overview")
        self.setAccessibleName(self.tr("Overview of the whole recording"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        view.viewport_changed.connect(self.update)
        document.selection_changed.connect(self.update)
        document.regions.changed.connect(self.update)
        document.regions.replaced.connect(self.update)
        document.playhead_moved.connect(self._playhead_moved)
        for changed in (
            document.shown_changed,
            document.shown_settled,
            document.peaks_changed,
            theme.changed,
        ):
            changed.connect(self._invalidate)

    @property
    def _frames_per_px(self) -> float:
        return max(1, self._view.viewport.frames) / max(1, self.width())

    def window_rect(self) -> QRectF:
        """Where the visible range is drawn."""
        view = self._view.viewport
        left, right = view.start / self._frames_per_px, view.end / self._frames_per_px
        if right - left < _NARROWEST_PX:
            middle = (left + right) / 2
            left = max(0.0, min(middle - _NARROWEST_PX / 2, self.width() - _NARROWEST_PX))
            right = left + _NARROWEST_PX
        return QRectF(left, 0, right - left, self.height())

    def _edge_at(self, x: float) -> str:
        """`start` or `end` of the window, or nothing; the middle third of a narrow one always moves it."""
        window = self.window_rect()
        if self._view.is_empty or abs(x - window.center().x()) <= window.width() / 6:
            return ""
        name, edge = ("start", window.left()) if x < window.center().x() else ("end", window.right())
        return name if abs(x - edge) <= EDGE_PX else ""

    def _gesture_at(self, x: float) -> Gesture:
        edge = self._edge_at(x)
        if edge:
            return WindowEdgeDrag(self._stage, x, self._frames_per_px, at_start=edge == "start")
        return WindowDrag(self._stage, x, self._frames_per_px)

    def _show_cursor(self, x: float) -> None:
        gesture = self._session.gesture
        if gesture is not None:
            self.setCursor(gesture.cursor)
        else:
            self.setCursor(_RESIZES if self._edge_at(x) else Qt.CursorShape.PointingHandCursor)

    def _invalidate(self) -> None:
        self._stale = True
        self.update()

    def _playhead_moved(self, frame: int) -> None:
        before, self._playhead_x = self._playhead_x, round(frame / self._frames_per_px)
        if before != self._playhead_x:
            self.update(before - 2, 0, 4, self.height())
            self.update(self._playhead_x - 2, 0, 4, self.height())

    def _render(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.resize(round(self.width() * ratio), round(self.height() * ratio))
        self._picture.image.setDevicePixelRatio(ratio)
        inks, peaks = Inks.of(self._theme.colours), self._document.peaks
        if peaks is None:
            self._picture.clear(inks)
        else:
            frames, width = self._view.viewport.frames, self._picture.image.width()
            envelope = from_peaks(peaks.query(0, frames, width))
            self._picture.paint([envelope], inks, top=0, gain=_filling(envelope))
            self._picture.hatch(peaks.unread(0, width, frames / width), inks, top=0)
        self._stale = False

    def _paint_window(self, painter: QPainter) -> None:
        colours, window = self._theme.colours, self.window_rect()
        veil = QColor(colours.window)
        veil.setAlphaF(_OUTSIDE_OPACITY)
        painter.fillRect(QRectF(0, 0, window.left(), self.height()), veil)
        painter.fillRect(QRectF(window.right(), 0, self.width() - window.right(), self.height()), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.drawRoundedRect(window.adjusted(0.75, 0.75, -0.75, -0.75), _CORNER_PX, _CORNER_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_marks(self, painter: QPainter) -> None:
        for record in self._document.regions.records:
            self._paint_region(painter, record)
        region = self._document.selection
        if region is not None:
            left = round(region.start / self._frames_per_px)
            right = max(left + 2, round(region.end / self._frames_per_px))
            painter.fillRect(
                QRect(left, 0, right - left, self.height()), self._theme.colours.selection_fill()
            )
        if not self._view.viewport.shows_all:
            x = round(self._document.playhead / self._frames_per_px)
            painter.fillRect(QRect(x, 0, 1, self.height()), QColor(self._theme.colours.playhead))

    def _paint_region(self, painter: QPainter, record: RegionRecord) -> None:
        """A bar at the top; a marker is a line from top to bottom."""
        left = round(record.span.start / self._frames_per_px)
        right = max(left + 1, round(record.span.end / self._frames_per_px))
        height = self.height() if record.is_marker else _REGION_PX
        colour = region_colour(self._theme.colours, record.colour)
        painter.fillRect(QRect(left, 0, right - left, height), colour)

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, _HEIGHT_PX)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stale or self._picture.image.devicePixelRatio() != self.devicePixelRatioF():
            self._render()
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture.image)
        if not self._view.is_empty:
            self._paint_marks(painter)
            self._paint_window(painter)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stale = True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._view.is_empty:
            self._session.begin(self._gesture_at(event.position().x()))
            self._show_cursor(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._session.move(event.position().x(), snaps=False)
        self._show_cursor(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._session.finish()
        self._show_cursor(event.position().x())


def _filling(envelope: Envelope) -> float:
    """The strip is low: a quiet recording is drawn up to its height, as it shows where, not how loud."""
    loudest = max(float(envelope.high.max(initial=0)), -float(envelope.low.min(initial=0)))
    return max(1.0, min(0.9 / loudest, _MOST_GAIN)) if loudest > 0 else 1.0
