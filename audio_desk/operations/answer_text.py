"""What has come of one answer so far: its text, its segments, and what the server said beside them."""

from __future__ import annotations

from dataclasses import replace

from audio_desk.gemini.types import Chunk, Usage
from audio_desk.operations.events import SegmentReady, TextArrived
from audio_desk.operations.open_recording import Recording
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from audio_desk.transcripts.check import Verdict, judge
from audio_desk.transcripts.parse import TranscriptParser
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.shift import TimeShifter


class AnswerText:
    """Feed it the stream's chunks; everything it hands out is on the recording's timeline."""

    def __init__(self, recording: Recording, planned: RequestPlan) -> None:
        offset = planned.offset_frames
        clip_seconds = planned.audio_seconds if planned.cuts else None
        self._shifter = TimeShifter(offset / recording.rate, clip_seconds)
        self._parser = TranscriptParser(
            recording.rate, offset_frames=offset, region=planned.region, frames=recording.info.frames
        )
        self._makes_segments = planned.task == Task.TRANSCRIPT
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._finish = ""
        self._block_reason = ""
        self.begun = False
        """Whether something of the answer has come: from then on nothing is asked a second time."""
        self.promised = False
        """Whether the server has begun an answer, be it that nothing of it came."""
        self.usage: Usage | None = None
        self.model_version = ""

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(self._segments)

    def feed(self, chunk: Chunk) -> list[TextArrived | SegmentReady]:
        self.begun = self.promised = True
        self._finish = chunk.finish or self._finish
        self._block_reason = chunk.block_reason or self._block_reason
        self.model_version = chunk.model_version or self.model_version
        self.usage = _newer(self.usage, chunk.usage)
        segments: tuple[Segment, ...] = self._parser.feed(chunk.text) if self._makes_segments else ()
        return self._kept(self._shifter.feed(chunk.text), segments)

    def flush(self) -> list[TextArrived | SegmentReady]:
        """The stream has ended, or will not go on: what was held back comes out."""
        segments: tuple[Segment, ...] = self._parser.flush() if self._makes_segments else ()
        return self._kept(self._shifter.flush(), segments)

    def verdict(self) -> Verdict:
        """Of a stream that ended by itself."""
        return judge(self._finish, self._block_reason, self.text)

    def since(self, pieces: int, segments: int) -> tuple[str, tuple[Segment, ...], tuple[int, int]]:
        """What came after the first so many pieces and segments, and how many there are now.

        May be called from another thread: the lists only grow.
        """
        now = len(self._pieces), len(self._segments)
        text = "".join(self._pieces[pieces : now[0]])
        return text, tuple(self._segments[segments : now[1]]), now

    def _kept(self, text: str, segments: tuple[Segment, ...]) -> list[TextArrived | SegmentReady]:
        if text:
            self._pieces.append(text)
        self._segments.extend(segments)
        events: list[TextArrived | SegmentReady] = [TextArrived(text)] if text else []
        return [*events, *map(SegmentReady, segments)]


def _newer(known: Usage | None, told: Usage | None) -> Usage | None:
    """Counts may come on any chunk; a later one that leaves a count out does not take it away."""
    if known is None or told is None:
        return told or known
    said = {name: value for name in Usage.__slots__ if (value := getattr(told, name)) is not None}
    return replace(known, **said)
