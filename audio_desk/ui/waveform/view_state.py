"""Owns the visible range: every strip of the panel reads it here and changes it here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from audio_desk.operations.recordings.open_recording import Recording, Shown
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.viewport import Viewport

ZOOM_STEP = 1.5
"""Of the zoom buttons and keys."""
_REMEMBERED = 50
_SELECTION_MARGIN = 0.05
_SEEK_SECONDS = 0.5
"""A playhead that jumps farther was sent somewhere; one that moves less is playing or nudged."""


class ViewState(QObject):
    """The viewport, where it was before, and the rules by which it follows selection and playhead."""

    viewport_changed = Signal(object)
    """Viewport"""
    stretched = Signal()
    """The recording is longer or shorter than it was taken for: frames from before mean other places"""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._viewport = Viewport.fitted(0, 1)
        self._before: list[Viewport] = []
        self._playhead = 0
        self.following = True
        """False while the user drags: then neither selection nor playhead moves the view."""
        self.follows_playhead = True
        """False while a playhead that moves leaves the view where it is."""
        self._shown: Shown | None = None
        self._aside = self._viewport
        """What was seen of the recording before a glimpse."""
        document.shown_changed.connect(self._shown_changed)
        document.shown_settled.connect(self._shown_settled)
        document.recording_returned.connect(self._recording_returned)
        document.selection_changed.connect(self._selection_changed)
        document.playhead_moved.connect(self._playhead_moved)
        self._shown_changed(document.shown)

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    @property
    def is_empty(self) -> bool:
        """No recording: nothing to show or to point at."""
        return self._viewport.frames == 0

    def show(self, viewport: Viewport) -> None:
        """Clamped; announced when it differs."""
        viewport = viewport.clamped()
        if viewport != self._viewport:
            self._viewport = viewport
            self.viewport_changed.emit(viewport)

    def jump(self, viewport: Viewport) -> None:
        """Like `show`, and `back` returns to where it was."""
        before = self._viewport
        self.show(viewport)
        if self._viewport != before:
            self._before = [*self._before[1 - _REMEMBERED :], before]

    def resize(self, width: int) -> None:
        self._before = [view.resized(width) for view in self._before]
        self.show(self._viewport.resized(width))

    # --- zooming, as buttons and keys do it ----------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """About the playhead where it is visible, else about the middle."""
        view = self._viewport
        at = self._document.playhead
        x = view.x_of(at) if view.contains(at) else view.width / 2
        self.jump(view.zoomed_at(x, factor))

    def fit(self) -> None:
        self.jump(Viewport.fitted(self._viewport.frames, self._viewport.width))

    def zoom_to(self, region: Region) -> None:
        self.jump(self._viewport.showing(region.start, region.end, _SELECTION_MARGIN))

    def back(self) -> None:
        """To where it was before the last zoom."""
        if self._before:
            self.show(self._before.pop())

    def reveal(self, frame: float) -> None:
        """Scroll so that `frame` is visible, a tenth from the left."""
        view = self._viewport
        if not view.contains(frame):
            self.show(view.starting_at(frame - view.scale * view.width / 10))

    # --- following the document ----------------------------------------------------------------------------

    def _shown_changed(self, shown: Shown | None) -> None:
        if isinstance(self._shown, Recording):
            self._aside = self._viewport
        self._shown = shown
        frames = shown.frames if shown is not None else 0
        self._before = []
        self._playhead = 0
        self.show(replace(Viewport.fitted(frames, self._viewport.width)))

    def _shown_settled(self, recording: Recording) -> None:
        """The same is seen, in the true recording's frames."""
        self._shown = recording
        view, frames = self._viewport, recording.frames
        if frames != view.frames:
            self._before = [before.stretched(frames) for before in self._before]
            self.show(view.stretched(frames))
            self.stretched.emit()

    def _recording_returned(self) -> None:
        if self._aside.frames == self._viewport.frames:
            self.show(self._aside.resized(self._viewport.width))

    def _selection_changed(self, region: Region | None) -> None:
        view = self._viewport
        if self.following and region is not None and (region.end <= view.start or region.start >= view.end):
            self.reveal(region.start)

    def _playhead_moved(self, frame: int) -> None:
        before, self._playhead = self._playhead, frame
        measured = self._document.measured
        follows = self.following and self.follows_playhead
        if measured is None or not follows or frame >= measured.frames:
            return
        sent = abs(frame - before) > _SEEK_SECONDS * measured.rate
        if sent or self._viewport.contains(before):
            self.reveal(frame)
