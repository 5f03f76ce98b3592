"""Finds the silences about what is visible, so that drags can snap to their edges."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QObject, QTimer

from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.silences import find_silences
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.waveform.panel import WaveformPanel

LONGEST_SECONDS = 600
"""Of the visible range: where more is shown, a silence is hardly wider than what snaps anyway."""
_REST_MS = 300
"""After the last zooming or scrolling."""


class SilenceFinder(QObject):
    """Listens to half a screen more on either side, and only to what it has not heard."""

    def __init__(self, desk: Desk, document: Document, waveform: WaveformPanel) -> None:
        super().__init__(waveform)
        self._desk, self._document, self._waveform = desk, document, waveform
        self._heard = Region(0, 0)
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._look)
        waveform.viewport_changed.connect(self._viewport_changed)
        document.recording_changed.connect(self._recording_changed)

    def _recording_changed(self, _recording: Recording | None) -> None:
        self._heard = Region(0, 0)
        self._scope.cancel("find silences")
        self._rest.start()

    def _viewport_changed(self, _viewport: object) -> None:
        self._rest.start()

    def _look(self) -> None:
        recording, view = self._document.recording, self._waveform.viewport
        if recording is None or view.end - view.start > LONGEST_SECONDS * recording.rate:
            return
        visible = Region(int(view.start), ceil(view.end)).clamped(recording.info.frames)
        if not (self._heard.start <= visible.start and visible.end <= self._heard.end):
            margin = visible.frames // 2
            around = Region(max(0, visible.start - margin), visible.end + margin)
            self._scope.start("find silences", self._find(recording, around.clamped(recording.info.frames)))

    async def _find(self, recording: Recording, span: Region) -> None:
        try:
            silences = await find_silences(self._desk, recording, span)
        except AudioDeskError:
            return  # whoever draws or plays the recording says so
        if recording is self._document.recording:
            self._heard = span
            self._document.set_silences(recording, silences)
