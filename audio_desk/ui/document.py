"""The one shared state of the window: the recording, its peaks, the selection, the regions, the playhead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.library.records import RegionRecord
from audio_desk.operations.recordings.glimpse import Glimpse
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.regions.book import RegionBook
from audio_desk.ui.regions.history import History
from audio_desk.ui.transcripts.list.line import Line, span_of
from audio_desk.ui.transcripts.script.book import ScriptBook


class Document(QObject):
    """Setters compare and announce; frames travel as `object`, because Qt's int is 32 bits wide."""

    shown_changed = Signal(object)
    """Recording | Glimpse | None: something else is to be seen"""
    shown_settled = Signal(object)
    """Recording: what was a glimpse is known now; what was seen, chosen and heard of it goes on"""
    recording_changed = Signal(object)
    """Recording | None: what can be asked about; after one of the two above"""
    recording_returned = Signal()
    """A glimpse came to nothing, and all is as it was before it"""
    peaks_changed = Signal(object)
    """PeakPyramid | None; emitted again as it fills in"""
    selection_changed = Signal(object)
    """Region | None"""
    playhead_moved = Signal(object)
    """Frame"""
    segments_changed = Signal(object)
    """tuple[Line, ...]: what is drawn beneath the waveform"""
    report_changed = Signal(object)
    """SoundReport | None: what was heard when the peaks were made"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: Recording | Glimpse | None = None
        self._aside = _Aside()
        self._peaks: PeakPyramid | None = None
        self._selection: Region | None = None
        self._playhead = 0
        self._segments: tuple[Line, ...] = ()
        self._colours: dict[str, int] = {}
        self._silences: tuple[Region, ...] = ()
        self._report: SoundReport | None = None
        self.regions = RegionBook(self)
        """The named regions and markers of the recording."""
        self.script = ScriptBook(self)
        """The transcript that is kept of it."""
        self.history = History(self)

    @property
    def recording(self) -> Recording | None:
        """None also while there is only a glimpse."""
        return self._shown if isinstance(self._shown, Recording) else None

    def shows(self, recording_id: int) -> bool:
        """Whether it is this recording of the library that is open."""
        return self.recording is not None and self.recording.record.id == recording_id

    @property
    def glimpse(self) -> Glimpse | None:
        """What is shown of a recording that is still being read."""
        return self._shown if isinstance(self._shown, Glimpse) else None

    @property
    def shown(self) -> Recording | Glimpse | None:
        return self._shown

    @property
    def measured(self) -> Recording | Glimpse | None:
        """What is shown, where its frames can be counted on: it can be heard, and stretches of it chosen."""
        return self._shown if self._shown is not None and self._shown.is_exact else None

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
    def segments(self) -> tuple[Line, ...]:
        return self._segments

    @property
    def speaker_colours(self) -> dict[str, int]:
        """Of those who have one of their own."""
        return self._colours

    @property
    def silences(self) -> tuple[Region, ...]:
        """Where nothing is heard, as far as it is known: about what is shown."""
        return self._silences

    @property
    def report(self) -> SoundReport | None:
        """None until all of the recording has been heard."""
        return self._report

    @property
    def selected_region(self) -> RegionRecord | None:
        """The focused region while its span is what is selected: then both are changed together."""
        focused = self.regions.focused
        return focused if focused is not None and focused.span == self._selection else None

    @property
    def selected_line(self) -> KeptSegment | None:
        """The chosen line of the transcript while its span is what is selected, and no region's."""
        line = self.script.focused
        is_it = line is not None and self.selected_region is None and span_of(line) == self._selection
        return line if is_it else None

    def set_recording(self, recording: Recording | None) -> None:
        """Show another recording, or none; peaks, selection, playhead, regions and segments start afresh.

        One that was glimpsed goes on as it is seen.
        """
        glimpse = self.glimpse
        if glimpse is not None and recording is not None and recording.path == glimpse.path:
            self._settle(glimpse, recording)
        else:
            self._show(recording, None)
            self.recording_changed.emit(recording)

    def set_glimpse(self, glimpse: Glimpse) -> None:
        """Show what can be told of a recording that is still being read, in place of what is shown."""
        before = self.recording
        if self.glimpse is None:
            self._aside = _Aside(
                before,
                self._peaks,
                self._selection,
                self._playhead,
                self.regions.records,
                self.script.script if self.script.is_loaded else None,
                self._silences,
                self._report,
            )
        self._show(glimpse, glimpse.peaks)
        if before is not None:
            self.recording_changed.emit(None)

    def put_back(self) -> None:
        """The glimpse came to nothing: show what was shown before it. Nothing where there is no glimpse."""
        if self.glimpse is None:
            return
        aside, self._aside = self._aside, _Aside()
        self._show(aside.recording, aside.peaks)
        self._silences = aside.silences
        self.recording_changed.emit(aside.recording)
        if aside.recording is not None and aside.report is not None:
            self.set_report(aside.recording, aside.report)
        self.regions.load(aside.regions)
        if aside.script is not None:
            self.script.load(aside.script)
        self.select(aside.selection)
        self.move_playhead(aside.playhead)
        self.recording_returned.emit()

    def set_peaks(self, recording: Recording, peaks: PeakPyramid) -> None:
        """Dropped when `recording` is no longer the one that is shown."""
        if recording is self._shown:
            self._peaks = peaks
            self.peaks_changed.emit(peaks)

    def select(self, region: Region | None) -> None:
        """Clamped to the recording; an empty region is none."""
        if self.measured is None:
            return
        if region is not None:
            region = region.clamped(self.measured.frames)
        if region is not None and region.is_empty:
            region = None
        if region != self._selection:
            self._selection = region
            self.regions.follow_selection(region)
            self.script.follow_selection(region)
            self.selection_changed.emit(region)

    def reshape(self, span: Region) -> None:
        """Like `select`, and the region or the line whose span was selected goes along."""
        region, line = self.selected_region, self.selected_line
        if self.measured is None:
            return
        span = span.clamped(self.measured.frames)
        if span.is_empty:
            return
        with self.history.one_step():
            if region is not None:
                self.regions.reshape(region.id, span)
            if line is not None:
                self.reshape_line(line, span)
            self.select(span)

    def reshape_line(self, line: KeptSegment, span: Region) -> None:
        """Nothing without a recording, or where the line is gone."""
        if self.measured is not None:
            self.script.reshape(line.id, span, self.measured.frames)

    def go_to_region(self, region: RegionRecord) -> None:
        """Focus it, move the playhead to its start, and select its span unless it is a marker."""
        if not region.is_marker:
            self.select(region.span)
        self.regions.focus(region)
        self.move_playhead(region.span.start)

    def move_playhead(self, frame: int) -> None:
        """Clamped to the recording."""
        if self.measured is None:
            return
        frame = max(0, min(frame, self.measured.frames))
        if frame != self._playhead:
            self._playhead = frame
            self.playhead_moved.emit(frame)

    def show_segments(self, segments: tuple[Line, ...], colours: Mapping[str, int] | None = None) -> None:
        """`colours` of the speakers that have one."""
        now = dict(colours or {})
        if segments != self._segments or now != self._colours:
            self._segments, self._colours = segments, now
            self.segments_changed.emit(segments)

    def set_silences(self, recording: Recording, silences: tuple[Region, ...]) -> None:
        """Dropped when `recording` is no longer the one that is shown."""
        if recording is self._shown:
            self._silences = silences

    def set_report(self, recording: Recording, report: SoundReport) -> None:
        """Dropped when `recording` is no longer the one that is shown."""
        if recording is self._shown:
            self._report = report
            self.report_changed.emit(report)

    def _show(self, shown: Recording | Glimpse | None, peaks: PeakPyramid | None) -> None:
        self._peaks, self._selection, self._playhead, self._segments = peaks, None, 0, ()
        self._colours = {}
        self._silences = ()
        self._report = None
        self._shown = shown
        self.shown_changed.emit(shown)
        self.peaks_changed.emit(peaks)
        self.selection_changed.emit(None)
        self.playhead_moved.emit(0)
        self.segments_changed.emit(())
        self.report_changed.emit(None)
        self.regions.clear()
        self.script.clear()

    def _settle(self, glimpse: Glimpse, recording: Recording) -> None:
        self._aside = _Aside()
        self._shown, self._peaks = recording, glimpse.peaks_of(recording.frames, recording.channels)
        self.shown_settled.emit(recording)
        self.recording_changed.emit(recording)
        self.peaks_changed.emit(self._peaks)


@dataclass(frozen=True, slots=True)
class _Aside:
    """What was shown before a glimpse."""

    recording: Recording | None = None
    peaks: PeakPyramid | None = None
    selection: Region | None = None
    playhead: int = 0
    regions: tuple[RegionRecord, ...] = ()
    script: Script | None = None
    silences: tuple[Region, ...] = ()
    report: SoundReport | None = None
