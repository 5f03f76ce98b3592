"""What is known of a recording's file, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """A recording as it really decodes; what its header claims is kept beside it."""

    path: Path
    container: str
    """As people say it: WAV, FLAC, MP3, OGG, AIFF, AAC, M4A, Opus, WebM, ..."""
    codec: str
    """`PCM 16-bit`, `MP3`, `Vorbis`, `AAC`, ..."""
    mime_type: str
    """By content. One of limits.AUDIO_MIME_TYPES when Gemini takes the file as it is."""
    rate: int
    channels: int
    frames: int
    """How many frames really decode."""
    claimed_frames: int | None
    """What the header says, where it says anything."""
    size_bytes: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate
