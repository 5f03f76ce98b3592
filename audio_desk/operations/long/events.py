"""What a long transcription is asked for, and what it tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from audio_desk.library.records import AnswerRecord, ChunkRecord, ChunkState
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.chunks import CHUNK_SECONDS
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Account
from audio_desk.transcripts.segment import Segment

_LEFT_OUT: Final = ", silence left out"
_CHANNEL: Final = ", channel "


@dataclass(frozen=True, slots=True)
class LongRequest:
    recording: Recording
    region: Region | None
    """None: all of the recording."""
    account: Account
    model: str
    leaves_out: bool = False
    """Stretches without speech are not sent, and marked as such."""
    chunk_seconds: float = CHUNK_SECONDS
    asking: RequestSettings = NOTHING_SET
    """How each part is asked about."""
    at_once: int | None = None
    """Parts that are asked about at a time; None: as many as the account takes."""
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""

    @property
    def span(self) -> Region:
        return self.region or Region(0, self.recording.info.frames)

    @property
    def settings(self) -> str:
        """What makes the plan: a transcription that was begun otherwise is another one."""
        alone = "" if self.channel is None else f"{_CHANNEL}{self.channel + 1}"
        return f"{self.chunk_seconds:g} s{_LEFT_OUT if self.leaves_out else ''}{alone}"


@dataclass(frozen=True, slots=True)
class LongPlan:
    """What makes the plan of a request, as its `settings` have it."""

    chunk_seconds: float
    leaves_out: bool
    channel: int | None


def planned_as(settings: str) -> LongPlan:
    plan, _, channel = settings.partition(_CHANNEL)
    seconds = float(plan.removesuffix(_LEFT_OUT).removesuffix(" s"))
    return LongPlan(seconds, plan.endswith(_LEFT_OUT), int(channel) - 1 if channel else None)


@dataclass(frozen=True, slots=True)
class LongProgress:
    """All of it at one moment; told at every change."""

    job_id: int
    chunks: tuple[ChunkRecord, ...]
    """Empty while the recording is listened to for silences to cut at."""
    prompt_tokens: int = 0
    answer_tokens: int = 0
    """Of all answers that are kept, those of earlier runs among them."""
    pausing_seconds: float = 0.0
    """Until the account takes more; 0 when nothing waits for that."""

    def count(self, state: ChunkState) -> int:
        return sum(1 for chunk in self.chunks if chunk.state == state)


@dataclass(frozen=True, slots=True)
class LongFinished:
    """The last event. `answer` is None while parts are missing: they are asked about when it goes on."""

    progress: LongProgress
    answer: AnswerRecord | None
    segments: tuple[Segment, ...]
    """What there is, joined."""

    @property
    def failed(self) -> tuple[Region, ...]:
        return self._cores(ChunkState.FAILED)

    @property
    def left_out(self) -> tuple[Region, ...]:
        return self._cores(ChunkState.LEFT_OUT)

    def _cores(self, state: ChunkState) -> tuple[Region, ...]:
        return tuple(chunk.core for chunk in self.progress.chunks if chunk.state == state)


LongEvent = LongProgress | LongFinished
