"""The one shared state of the window: the recording, its peaks, the selection, the regions, the playhead."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from audio_desk.audio.peaks import PeakPyramid
from audio_desk.library.records import RegionRecord
from audio_desk.operations.open_recording import Recording
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.regions.book import RegionBook
from audio_desk.ui.regions.history import History


class Document(QObject):
    """Setters compare and announce; frames travel as `object`, because Qt's int is 32 bits wide."""

    recording_changed = Signal(object)
    """Recording | None"""
    peaks_changed = Signal(object)
    """PeakPyramid | None; emitted again as it fills in"""
    selection_changed = Signal(object)
    """Region | None"""
    playhead_moved = Signal(object)
    """Frame"""
    segments_changed = Signal(object)
    """tuple[Segment, ...]: what is drawn beneath the waveform"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recording: Recording | None = None
        self._peaks: PeakPyramid | None = None
        self._selection: Region | None = None
        self._playhead = 0
        self._segments: tuple[Segment, ...] = ()
        self._silences: tuple[Region, ...] = ()
        self.regions = RegionBook(self)
        """The named regions and markers of the recording."""
        self.history = History(self)

    @property
    def recording(self) -> Recording | None:
        return self._recording

    @property
    def peaks(self) -> PeakPyramid | None:
        return self._peaks

    @property
    def selection(self) -> Region | None:
        return self._selection

    @property
    def playhead(self) -> int:
        return self._playhead

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self._segments

    @property
    def silences(self) -> tuple[Region, ...]:
        """Where nothing is heard, as far as it is known: about what is shown."""
        return self._silences

    @property
    def selected_region(self) -> RegionRecord | None:
        """The focused region while its span is what is selected: then both are changed together."""
        focused = self.regions.focused
        return focused if focused is not None and focused.span == self._selection else None

    def set_recording(self, recording: Recording | None) -> None:
        """Show another recording, or none; peaks, selection, playhead, regions and segments start afresh."""
        self._peaks, self._selection, self._playhead, self._segments = None, None, 0, ()
        self._silences = ()
        self._recording = recording
        self.recording_changed.emit(recording)
        self.peaks_changed.emit(None)
        self.selection_changed.emit(None)
        self.playhead_moved.emit(0)
        self.segments_changed.emit(())
        self.regions.clear()

    def set_peaks(self, recording: Recording, peaks: PeakPyramid) -> None:
        """Dropped when `recording` is no longer the one that is shown."""
        if recording is self._recording:
            self._peaks = peaks
            self.peaks_changed.emit(peaks)

    def select(self, region: Region | None) -> None:
        """Clamped to the recording; an empty region is none."""
        if self._recording is None:
            return
        if region is not None:
            region = region.clamped(self._recording.info.frames)
        if region is not None and region.is_empty:
            region = None
        if region != self._selection:
            self._selection = region
            self.regions.follow_selection(region)
            self.selection_changed.emit(region)

    def reshape(self, span: Region) -> None:
        """Like `select`, and the region whose span was selected goes along."""
        region = self.selected_region
        if self._recording is None or span.clamped(self._recording.info.frames).is_empty:
            return
        with self.history.one_step():
            if region is not None:
                self.regions.reshape(region.id, span.clamped(self._recording.info.frames))
            self.select(span)

    def go_to_region(self, region: RegionRecord) -> None:
        """Focus it, move the playhead to its start, and select its span unless it is a marker."""
        if not region.is_marker:
            self.select(region.span)
        self.regions.focus(region)
        self.move_playhead(region.span.start)

    def move_playhead(self, frame: int) -> None:
        """Clamped to the recording."""
        if self._recording is None:
            return
        frame = max(0, min(frame, self._recording.info.frames))
        if frame != self._playhead:
            self._playhead = frame
            self.playhead_moved.emit(frame)

    def show_segments(self, segments: tuple[Segment, ...]) -> None:
        if segments != self._segments:
            self._segments = segments
            self.segments_changed.emit(segments)

    def set_silences(self, recording: Recording, silences: tuple[Region, ...]) -> None:
        """Dropped when `recording` is no longer the one that is shown."""
        if recording is self._recording:
            self._silences = silences
