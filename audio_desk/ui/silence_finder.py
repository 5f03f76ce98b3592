"""Finds the silences about what is visible, so that drags can snap to their edges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import ceil

from PySide6.QtCore import QObject, QTimer

from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.silences import Silences, find_silences
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.waveform.panel import WaveformPanel

LONGEST_SECONDS = 600
"""Of the visible range: where more is shown, a silence is hardly wider than what snaps anyway."""
_REST_MS = 300
"""After the last zooming or scrolling."""
_FIND = "find silences"


class SilenceFinder(QObject):
    """Waits until all is drawn: what was noted meanwhile tells all silences at once. Where nothing could be
    noted, it listens to half a screen more on either side, and only to what it has not heard.
    """

    def __init__(self, desk: Desk, document: Document, waveform: WaveformPanel) -> None:
        super().__init__(waveform)
        self._desk, self._document, self._waveform = desk, document, waveform
        self._heard = Silences(Region(0, 0), ())
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._look)
        waveform.viewport_changed.connect(self._look_soon)
        document.peaks_changed.connect(self._look_soon)
        document.recording_changed.connect(self._recording_changed)

    def _recording_changed(self, _recording: Recording | None) -> None:
        self._heard = Silences(Region(0, 0), ())
        self._scope.cancel(_FIND)

    def _look_soon(self, _changed: object) -> None:
        self._rest.start()

    def _look(self) -> None:
        recording, view, peaks = self._document.recording, self._waveform.viewport, self._document.peaks
        if recording is None or peaks is None or not peaks.complete:
            return
        if view.end - view.start > LONGEST_SECONDS * recording.rate:
            return
        visible = Region(int(view.start), ceil(view.end)).clamped(recording.info.frames)
        margin = visible.frames // 2
        around = Region(max(0, visible.start - margin), visible.end + margin).clamped(recording.info.frames)
        if self._heard.span.start <= visible.start and visible.end <= self._heard.span.end:
            self._show(recording, around)
        else:
            self._scope.start(_FIND, self._find(recording, around))

    async def _find(self, recording: Recording, around: Region) -> None:
        try:
            heard = await find_silences(self._desk, recording, around)
        except AudioDeskError:
            return  # whoever draws or plays the recording says so
        if recording is self._document.recording:
            self._heard = heard
            self._show(recording, around)

    def _show(self, recording: Recording, around: Region) -> None:
        """Of ten hours only what a drag can reach: it tries them all at each move."""
        known = self._heard.regions
        first = bisect_left(known, around.start, key=lambda silence: silence.end)
        end = bisect_right(known, around.end, key=lambda silence: silence.start)
        self._document.set_silences(recording, known[first:end])
