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
    damage: tuple[float, ...] = ()
    """Seconds at which the file was found damaged when it was opened.

    The sound goes on behind, if there is more; its end is among them when it was cut off.
    """

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate

    @property
    def claim_differs(self) -> bool:
        """By more than the odd end of a block."""
        return self.claimed_frames is not None and abs(self.claimed_frames - self.frames) > self.rate / 20

    @property
    def broken_at(self) -> tuple[float, ...]:
        """`damage`, or the end where nothing else tells why the header claims more."""
        cut_off = self.claim_differs and (self.claimed_frames or 0) > self.frames
        return (self.duration,) if cut_off and not self.damage else self.damage
