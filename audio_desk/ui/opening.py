"""Opens recordings for the window: one at a time, a newer wish replaces the one before."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import QuickLook
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.glimpse import Glimpse
from audio_desk.operations.recordings.load_peaks import load_peaks
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.resources import sample_recording
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug

_OPEN = "open recording"
_DRAW = "draw waveform"


class Opener(QObject):
    """A recording that cannot be opened leaves the one that is shown as it is."""

    opening_changed = Signal(object)
    """Path being opened | None"""
    read_changed = Signal(object, float)
    """Path being opened, how much of it has been read, 0 to 1"""
    drawing_changed = Signal(object)
    """How much of the waveform is there, 0 to 1 | None when all is"""
    failed = Signal(object, object)
    """Path, AudioDeskError"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._half_drawn: Recording | None = None
        self._seen = asyncio.Event()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    def open(self, path: Path) -> None:
        """Show the recording at `path`: a long one at a glimpse, and then as it really is."""
        self._seen.clear()
        self._scope.start(_OPEN, self._open(path))

    async def close(self) -> None:
        """Show none, and wait until nothing of it is drawn any more."""
        self._half_drawn = None
        for name in (_OPEN, _DRAW):
            self._scope.cancel(name)
        self._document.set_recording(None)
        await self._scope.idle()

    async def seen_within(self, seconds: float) -> None:
        """Wait until there is something to see of what is opened, or never will be; at most so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._seen.wait()

    def open_sample(self) -> None:
        self.open(sample_recording())

    async def _open(self, path: Path) -> None:
        self.opening_changed.emit(path)
        try:
            recording = await open_recording(
                self._desk, path, self._show_glimpse, lambda part: self._show_read(path, part)
            )
        except AudioDeskError as error:
            self._put_back()
            self.failed.emit(path, error)
            self._seen.set()
            return
        except BaseException:
            self._put_back()
            raise
        finally:
            self.opening_changed.emit(None)
        glimpse = self._document.glimpse
        self._document.set_recording(recording)
        self._scope.start(_DRAW, self._draw(recording, glimpse.look if glimpse is not None else None))

    def _show_glimpse(self, glimpse: Glimpse) -> None:
        self._give_way()
        self._document.set_glimpse(glimpse)
        self._seen.set()

    def _show_read(self, path: Path, part: float) -> None:
        self._give_way()
        self.read_changed.emit(path, part)

    def _give_way(self) -> None:
        """The workers are needed to read another recording."""
        if self._scope.is_running(_DRAW):
            self._half_drawn = self._document.recording
            self._scope.cancel(_DRAW)

    def _put_back(self) -> None:
        """Nothing came of the other one: show again what was open, and go on drawing it."""
        self._document.put_back()
        recording = self._document.recording
        if recording is not None and recording is self._half_drawn:
            self._scope.start(_DRAW, self._draw(recording))

    async def _draw(self, recording: Recording, look: QuickLook | None = None) -> None:
        self._half_drawn = None

        def show(peaks: PeakPyramid) -> None:
            self._document.set_peaks(recording, peaks)
            self._seen.set()
            self.drawing_changed.emit(peaks.frames_done / max(1, peaks.frames))

        self.drawing_changed.emit(0.0)
        try:
            report = await load_peaks(self._desk, recording, show, look)
        except AudioDeskError as error:
            self.failed.emit(recording.path, error)
        else:
            self._document.set_report(recording, report)
        finally:
            self.drawing_changed.emit(None)
