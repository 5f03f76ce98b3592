"""Open a recording: look at the file, fingerprint it, find or make its row in the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audio_desk.audio.info import AudioInfo
from audio_desk.library.records import RecordingRecord


@dataclass(frozen=True, slots=True)
class Recording:
    """An open recording: the file as it decodes, and its row in the library."""

    info: AudioInfo
    record: RecordingRecord

    @property
    def path(self) -> Path:
        return self.info.path

    @property
    def rate(self) -> int:
        return self.info.rate

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.info.duration
