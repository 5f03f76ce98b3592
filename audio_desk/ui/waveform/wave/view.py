"""The wave itself: draws the visible range and takes mouse, wheel, pinch and keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform import overlay, wheel
from audio_desk.ui.waveform.accessible.description import describe
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.keys import Keys
from audio_desk.ui.waveform.lane_labels import paint_channels
from audio_desk.ui.waveform.lanes import LaneState
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.marks.painting import Marks
from audio_desk.ui.waveform.pointer import Pointer
from audio_desk.ui.waveform.targets import region_under
from audio_desk.ui.waveform.view_state import ViewState
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.canvas import Canvas

_DESCRIBE_MS = 250
"""A screen reader is told of a moving playhead at most this often."""
_SELECTION_MARGIN_PX = 4


@dataclass(frozen=True, slots=True)
class Controls:
    """What turns input into changes; shared with the panel's other strips."""

    view: ViewState
    session: DragSession
    pointer: Pointer
    keys: Keys
    lanes: LaneState


class WaveView(QWidget):
    """Reads the document and asks it to change; keeps nothing but the painted picture."""

    menu_wanted = Signal(object, object)
    """RegionRecord under the pointer | None, QPoint on the screen"""

    def __init__(
        self, document: Document, theme: Theme, controls: Controls, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self._view, self._session = controls.view, controls.session
        self._pointer, self._keys = controls.pointer, controls.keys
        self.canvas = Canvas(document, theme, controls.lanes, self)
        self.marks = Marks(document, theme)
        self._playhead_x = 0
        self._selected: Region | None = document.selection
        self.setObjectName("waveform")
        self.setAccessibleName(self.tr("Waveform"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._telling = QTimer(self, interval=_DESCRIBE_MS, singleShot=True)
        self._telling.timeout.connect(self._tell)
        self._connect()

    def _connect(self) -> None:
        self.canvas.outdated.connect(self.update)
        self._view.viewport_changed.connect(self._viewport_changed)
        self._document.selection_changed.connect(self._selection_changed)
        self._document.playhead_moved.connect(self._playhead_moved)
        for changed in (self._document.shown_changed, self._document.shown_settled):
            changed.connect(self._viewport_changed)
        self._document.segments_changed.connect(self._regions_changed)
        for changed in (self._document.regions.changed, self._document.regions.focus_changed):
            changed.connect(self._regions_changed)
        self._document.regions.replaced.connect(self._regions_changed)
        self._session.active_changed.connect(self._drag_changed)
        self._tell()

    @property
    def shown_document(self) -> Document:
        return self._document

    @property
    def viewport(self) -> Viewport:
        return self._view.viewport

    # --- following -----------------------------------------------------------------------------------------

    def _viewport_changed(self, _: object) -> None:
        self._playhead_x = self._x_of_playhead()
        self.update()
        self._tell_soon()

    def _selection_changed(self, region: Region | None) -> None:
        for changed in (self._selected, region):
            if changed is not None:
                self.update(self._columns(changed.start, changed.end, _SELECTION_MARGIN_PX))
        if self._selected is None or region is None:
            self.update(0, 0, self.width(), self.height())
        self._selected = region
        self._tell_soon()

    def _playhead_moved(self, _frame: int) -> None:
        """Only the two thin strips where it was and where it is."""
        before, self._playhead_x = self._playhead_x, self._x_of_playhead()
        if before != self._playhead_x:
            for x in (before, self._playhead_x):
                self.update(x - 2, 0, 4, self.height())
        self._tell_soon()

    def _regions_changed(self, _: object = None) -> None:
        self.update()
        self._tell_soon()

    def _drag_changed(self, _active: bool) -> None:
        position = self.mapFromGlobal(self.cursor().pos())
        self._show_cursor(QPointF(position))

    def _x_of_playhead(self) -> int:
        x = self._view.viewport.x_of(self._document.playhead)
        return round(max(-10.0, min(x, self.width() + 10.0)))

    def _columns(self, start: int, end: int, margin: int) -> QRect:
        viewport = self._view.viewport
        # Both cut at both ends: close up, what lies hours away is billions of pixels away.
        left, right = (max(0.0, min(viewport.x_of(frame), float(self.width()))) for frame in (start, end))
        return QRect(round(left) - margin, 0, round(right - left) + 2 * margin, self.height())

    def _tell_soon(self) -> None:
        if not self._telling.isActive():
            self._telling.start()

    def _tell(self) -> None:
        self.setAccessibleDescription(describe(self._document, self._view.viewport, self.marks.labels))

    def _show_cursor(self, position: QPointF) -> None:
        shape = self._pointer.cursor_at(position.x(), position.y())
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    @property
    def _hint(self) -> str:
        """What can be done with it while nothing is."""
        if self._document.measured is None:
            return self.tr("A first look at a few places. Stretches can be chosen once it has been read.")
        return self.tr("Drag on the waveform to choose a stretch. Without one, the whole recording is used.")

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, 160)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 72)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        viewport, colours = self._view.viewport, self._theme.colours
        painter = QPainter(self)
        self.canvas.draw(painter, viewport, self.width(), self.height(), self.devicePixelRatioF())
        paint_channels(painter, self.height(), self.canvas.lane_count, colours)
        if not self._view.is_empty:
            self.marks.paint(painter, viewport, self.height())
            if self._document.selection is None and not self._document.regions.records:
                overlay.paint_hint(painter, self._hint, self.width(), colours)
            overlay.paint_playhead(painter, self._document.playhead, viewport, self.height(), colours)
        if self.hasFocus():
            overlay.paint_focus_ring(painter, self.width(), self.height(), colours)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view.resize(self.width())
        self._playhead_x = self._x_of_playhead()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)
        self._show_cursor(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)
        self._show_cursor(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)
        self._show_cursor(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._view.is_empty:
            self._pointer.double_click(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the key it is about the region that keys act on, at its header."""
        if self._view.is_empty or self._session.is_active:
            return
        record, at = self._document.regions.focused, event.pos()
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            record = region_under(at.x(), at.y(), self._document, self._view.viewport)
        elif record is not None:
            x = self._view.viewport.x_of(record.span.start)
            at = QPoint(round(max(0.0, min(x, self.width() - 20.0))), HEADER_PX)
        self.menu_wanted.emit(record, self.mapToGlobal(at))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._view.is_empty:
            event.ignore()
        elif wheel.zooms(event):
            self._view.show(wheel.zoomed(self._view.viewport, event, event.position().x()))
        elif wheel.changes_amplitude(event):
            self.canvas.amplify(wheel.ZOOM_PER_NOTCH ** wheel.notches(event))
        else:
            self._view.show(wheel.panned(self._view.viewport, event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (self._escapes_press(event) or self._keys.press(event)):
            event.ignore()

    def _escapes_press(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self._pointer.forget()

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._keys.claims(event)
        ):
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent) and self._pinch(event):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.marks.tip(event.pos().x(), event.pos().y(), self._view.viewport)
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture or self._view.is_empty:
            return False
        factor = max(0.2, 1 + event.value())
        self._view.show(self._view.viewport.zoomed_at(event.position().x(), factor))
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._session.cancel()
