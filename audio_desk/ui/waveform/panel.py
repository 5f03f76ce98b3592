"""The waveform panel: overview, ruler, wave and transcript lane over one visible range."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QNativeGestureEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.ui.document import Document
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform import wheel
from audio_desk.ui.waveform.accessible.announcer import Announcer
from audio_desk.ui.waveform.commands import Commands
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.keys import Keys
from audio_desk.ui.waveform.lanes import Lanes, LaneState
from audio_desk.ui.waveform.marks.naming import Naming
from audio_desk.ui.waveform.marks.region_commands import RegionCommands
from audio_desk.ui.waveform.marks.region_menu import RegionMenu
from audio_desk.ui.waveform.overview import Overview
from audio_desk.ui.waveform.pointer import Pointer
from audio_desk.ui.waveform.ruler import Ruler
from audio_desk.ui.waveform.segments_lane import SegmentsLane
from audio_desk.ui.waveform.spectrogram.lane import SpectrogramLane
from audio_desk.ui.waveform.view_state import ZOOM_STEP, ViewState
from audio_desk.ui.waveform.viewport import Viewport
from audio_desk.ui.waveform.wave.gain_chip import GainChip
from audio_desk.ui.waveform.wave.view import Controls, WaveView

_CORNER_PX = 4.0
_LEAST_WAVE_PX = 48
"""With the spectrogram beneath it; alone it keeps more."""


class WaveformPanel(QWidget):
    """Reads and changes the document; `close_reader` ends its worker thread."""

    viewport_changed = Signal(object)
    """Viewport"""
    room_wanted = Signal(int)
    """So many pixels more (or less) of height, as a lane has come (or gone)"""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self.setObjectName("waveform-panel")
        self.setAccessibleName(self.tr("Recording"))
        self.commands = Commands(document)
        self.regions = RegionCommands(document, self)
        self.lanes = LaneState(parent=self)
        self._view = ViewState(document, self)
        self._session = DragSession(self._view, self)
        self._build()
        self._view.viewport_changed.connect(self.viewport_changed)
        self._session.active_changed.connect(self._drag_changed)
        # What a drag would put back belongs to what was shown before.
        document.shown_changed.connect(self._session.finish)
        self._view.stretched.connect(self._session.finish)
        theme.changed.connect(self.update)

    def _build(self) -> None:
        document, theme, view, session = self._document, self._theme, self._view, self._session
        pointer = Pointer(Stage(document, view), session, self.commands)
        keys = Keys(self.commands, view, session)
        self.overview = Overview(document, theme, view, session, self)
        self.ruler = Ruler(document, theme, view, session, self)
        controls = Controls(view, session, pointer, keys, self.lanes)
        self.wave = WaveView(document, theme, controls, self)
        self.gain_chip = GainChip(self.wave)
        self.spectrogram = SpectrogramLane(document, theme, controls, self)
        self.lanes.changed.connect(self._show_lanes)
        self.spectrogram.hide()
        self.lane = SegmentsLane(document, theme, view, session, self)
        labels = self.wave.marks.labels
        self.naming = Naming(document, view, self.regions, labels, self.wave)
        self.region_menu = RegionMenu(document, theme, self.regions, labels, self.wave)
        self.wave.menu_wanted.connect(self.region_menu.open)
        Announcer(document, labels, self.wave)
        # One pixel is left free all round for the frame, and the strips share the wave's left edge.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.overview)
        layout.addSpacing(4)
        tall = (self.wave, self.spectrogram)
        for widget in (self.ruler, *tall, self.lane):
            layout.addWidget(widget, 1 if widget in tall else 0)
        for strip in (self.overview, self.ruler, self.spectrogram, self.lane):
            strip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            strip.setFocusProxy(self.wave)
            strip.installEventFilter(self)
        self.setFocusProxy(self.wave)

    def add_strip(self, strip: QWidget) -> None:
        """Over the wave, as wide as it is."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.wave), strip)
        strip.installEventFilter(self)

    # --- for buttons, actions and other panes --------------------------------------------------------------

    @property
    def viewport(self) -> Viewport:
        return self._view.viewport

    def show_viewport(self, viewport: Viewport) -> None:
        self._view.show(viewport)

    def zoom_in(self) -> None:
        self._view.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        self._view.zoom(1 / ZOOM_STEP)

    def zoom_fit(self) -> None:
        self._view.fit()

    def zoom_selection(self) -> None:
        """Nothing without a selection."""
        if self._document.selection is not None:
            self._view.zoom_to(self._document.selection)

    def zoom_back(self) -> None:
        self._view.back()

    def raise_amplitude(self) -> None:
        self.wave.canvas.amplify(ZOOM_STEP)

    def lower_amplitude(self) -> None:
        self.wave.canvas.amplify(1 / ZOOM_STEP)

    def reset_amplitude(self) -> None:
        self.wave.canvas.reset_gain()

    def toggle_channels(self) -> None:
        """Each channel in its own lane, or all in one."""
        self.lanes.change(channels_apart=not self.lanes.lanes.channels_apart)

    def toggle_spectrogram(self) -> None:
        self.lanes.change(spectrogram=not self.lanes.lanes.spectrogram)

    def reveal(self, frame: int) -> None:
        self._view.reveal(frame)

    def follow_playhead(self, follows: bool) -> None:
        """Whether the view scrolls to a playhead that moves out of it."""
        self._view.follows_playhead = follows

    def focus_waveform(self) -> None:
        self.wave.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_reader(self) -> None:
        """End the threads that read samples; called by whoever closes the window."""
        self.wave.canvas.close()
        self.spectrogram.spectrogram.close()

    def _show_lanes(self, lanes: Lanes) -> None:
        if lanes.spectrogram != self.spectrogram.isVisibleTo(self):
            self.spectrogram.setVisible(lanes.spectrogram)
            self.wave.setMinimumHeight(_LEAST_WAVE_PX if lanes.spectrogram else 0)
            height = self.spectrogram.sizeHint().height()
            if self.isVisible():
                self.room_wanted.emit(height if lanes.spectrogram else -height)

    def _drag_changed(self, active: bool) -> None:
        """From press to release is one step of the history; a drag put back is none."""
        if active:
            self._document.history.hold()
        else:
            self._document.history.release()

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wheel and pinch mean the same on every strip; Alt and wheel is about the lane itself."""
        if watched is self.overview:
            return False
        if isinstance(event, QNativeGestureEvent):
            return self.wave.event(event)
        if isinstance(event, QWheelEvent) and not (
            watched is self.spectrogram and wheel.changes_amplitude(event)
        ):
            self.wave.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.setBrush(QColor(self._theme.colours.panel))
        for top, bottom in ((self.overview, self.overview), (self.wave, self.lane)):
            painter.drawRoundedRect(_frame(top, bottom), _CORNER_PX, _CORNER_PX)
        painter.end()


def _frame(top: QWidget, bottom: QWidget) -> QRectF:
    return QRectF(top.geometry().united(bottom.geometry())).adjusted(-0.5, -0.5, 0.5, 0.5)
