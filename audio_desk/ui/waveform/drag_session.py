"""Owns the drag that is going on, if any: one for the whole panel, with scrolling beyond the edge."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from audio_desk.ui.waveform.gestures.gesture import Gesture
from audio_desk.ui.waveform.view_state import ViewState

_SCROLL_MS = 16
_SCROLL_SHARE = 0.25
"""Of the pointer's distance beyond the edge, for each tick: the farther, the faster."""
_SCROLL_MOST_PX = 120.0


class DragSession(QObject):
    """While it is active, neither selection nor playhead scrolls the view by themselves."""

    active_changed = Signal(bool)

    def __init__(self, view: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._gesture: Gesture | None = None
        self._x = 0.0
        self._snaps = True
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    @property
    def gesture(self) -> Gesture | None:
        return self._gesture

    @property
    def is_active(self) -> bool:
        return self._gesture is not None

    def begin(self, gesture: Gesture) -> None:
        self.cancel()
        self._gesture = gesture
        self._view.following = False
        self.active_changed.emit(True)

    def move(self, x: float, *, snaps: bool) -> None:
        """The pointer is at `x`; beyond either edge the view scrolls until it comes back."""
        if self._gesture is None:
            return
        self._x, self._snaps = x, snaps
        outside = x < 0 or x > self._view.viewport.width
        if outside and self._gesture.scrolls:
            if not self._scroll.isActive():
                self._scroll.start()
        else:
            self._scroll.stop()
        self._gesture.move(self._kept_inside(x), snaps=snaps)

    def finish(self) -> None:
        """The button was released: what is there stays."""
        if self._gesture is not None:
            self._end()

    def cancel(self) -> bool:
        """Put back what was there; False when no drag was going on."""
        gesture = self._gesture
        if gesture is None:
            return False
        gesture.cancel()
        self._end()
        return True

    def _end(self) -> None:
        self._scroll.stop()
        self._gesture = None
        self._view.following = True
        self.active_changed.emit(False)

    def _kept_inside(self, x: float) -> float:
        if self._gesture is None or not self._gesture.scrolls:
            return x
        return max(0.0, min(x, float(self._view.viewport.width)))

    def _scroll_on(self) -> None:
        if self._gesture is None:
            return
        width = self._view.viewport.width
        beyond = self._x if self._x < 0 else self._x - width
        pixels = max(-_SCROLL_MOST_PX, min(beyond * _SCROLL_SHARE, _SCROLL_MOST_PX))
        self._view.show(self._view.viewport.panned(pixels))
        self._gesture.move(self._kept_inside(self._x), snaps=self._snaps)
