"""The rows of questions about several recordings: what each answer was about, what each receipt lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from audio_desk.region import Region


@dataclass(frozen=True, slots=True)
class AboutRecord:
    """One of the recordings that a question was about, in the order of their letters."""

    recording_id: int | None
    """None once the recording was forgotten."""
    letter: str
    name: str
    """As it was called when it was asked about."""
    rate: int
    frames: int
    region: Region | None
    """None: all of it."""
    mode: str

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate

    @property
    def span(self) -> tuple[float, float]:
        """What was asked about, in seconds."""
        return self.region.seconds(self.rate) if self.region is not None else (0.0, self.duration)


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """One sound of a request that had several, with the text that stood before it."""

    label: str
    mime_type: str
    sound_bytes: int | None
    """Of sound within the body; None for an upload."""
    sha256: str
    upload_name: str
    """`files/...`; empty where the sound travelled in the body."""
    upload_expires: datetime | None
