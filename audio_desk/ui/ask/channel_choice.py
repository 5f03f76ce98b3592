"""Which of the shown recording's channels is to be sent; another recording begins with all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document


class ChannelChoice(QObject):
    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._channel: int | None = None
        self._recording_id = 0
        document.recording_changed.connect(self._take_recording)

    @property
    def channel(self) -> int | None:
        """Counted from 0; None: all of them, mixed."""
        return self._channel

    def choose(self, channel: int | None) -> None:
        if channel != self._channel:
            self._channel = channel
            self.changed.emit()

    def _take_recording(self, recording: Recording | None) -> None:
        """The same one opened again, or put back after a glimpse, is asked about as before."""
        if recording is not None and recording.record.id != self._recording_id:
            self._recording_id = recording.record.id
            self.choose(None)
