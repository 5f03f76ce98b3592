"""What a question is about: a recording, or a region of it, and how its sound is to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.estimate import facts_of
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.several import Subject, letter_of
from audio_desk.settings import Mode


@dataclass(frozen=True, slots=True)
class Topic:
    recording: Recording
    region: Region | None = None
    mode: Mode = "whole"
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""

    @property
    def subject(self) -> Subject:
        """For planning."""
        return Subject(facts_of(self.recording), self.region, self.mode, self.channel)

    @property
    def name(self) -> str:
        """As it is written into the request: there is not more of the path in it."""
        return self.recording.path.name

    @property
    def stretch(self) -> tuple[str, Region]:
        """Which bytes it is about, and what of them."""
        return self.recording.record.fingerprint, self.region or Region(0, self.recording.frames)

    def about(self, position: int) -> AboutRecord:
        """What is kept of it with the answer."""
        recording = self.recording
        return AboutRecord(
            recording_id=recording.record.id,
            letter=letter_of(position),
            name=self.name,
            rate=recording.rate,
            frames=recording.frames,
            region=self.region,
            mode=self.mode if self.region is not None else "whole",
        )
