"""What has come of one answer so far: its text, its segments, and what the server said beside them."""

from __future__ import annotations

from dataclasses import replace

from audio_desk.gemini.types import Chunk, Transcribed, Usage
from audio_desk.operations.asking.several import AnyPlan
from audio_desk.operations.events import SegmentReady, TextArrived
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.request.prompts import Task
from audio_desk.transcripts.check import Verdict, judge
from audio_desk.transcripts.heard import HeardPart, HeardWord, lines_of
from audio_desk.transcripts.parse import TranscriptParser
from audio_desk.transcripts.place_shift import PlaceShifter
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.shift import TimeShifter
from audio_desk.transcripts.writing import written_line


class AnswerText:
    """Feed it the stream's chunks; everything it hands out is on the recording's timeline."""

    def __init__(self, recording: Recording, planned: AnyPlan, places: PlaceShifter | None = None) -> None:
        """`places`: of an answer about several recordings, what moves its times."""
        offset = planned.offset_frames
        clip_seconds = planned.audio_seconds if planned.cuts else None
        self._shifter = places or TimeShifter(offset / recording.rate, clip_seconds)
        self._parser = TranscriptParser(
            recording.rate, offset_frames=offset, region=planned.region, frames=recording.info.frames
        )
        self._makes_segments = planned.task == Task.TRANSCRIPT
        self._pieces: list[str] = []
        self._segments: list[Segment] = []
        self._rate = recording.rate
        self._held = ""
        """Text of which it is not known yet whether it is JSON, or that is."""
        self._transcribed = False
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
        if not self._makes_segments:
            return self._kept(self._shifter.feed(chunk.text))
        segments = self._parser.feed(chunk.text)
        for part in chunk.transcribed:
            segments += self._parser.take(lines_of(_heard(part)))
            self._held += f"{part.text}\n"
        self._transcribed = self._transcribed or bool(chunk.transcribed)
        return self._kept(self._shown(chunk.text, segments), segments)

    def flush(self) -> list[TextArrived | SegmentReady]:
        """The stream has ended, or will not go on: what was held back comes out."""
        segments: tuple[Segment, ...] = self._parser.flush() if self._makes_segments else ()
        text = self._shown("", segments) if self._makes_segments else ""
        if segments or not self._makes_segments:
            return self._kept(text + self._shifter.flush(), segments)
        return self._kept(text + self._shifter.flush() + self._rest())

    def _shown(self, text: str, segments: tuple[Segment, ...]) -> str:
        """What of a transcript is text: its lines, whatever form the model chose."""
        self._held += text
        is_json = self._parser.reads_json
        if is_json or self._transcribed:
            return "".join(f"{written_line(segment, self._rate)}\n" for segment in segments)
        if is_json is None:
            return ""  # the next characters will tell
        held, self._held = self._held, ""
        return self._shifter.feed(held)

    def _rest(self) -> str:
        """JSON in which no line could be found, or words without times, are shown as they came."""
        held, self._held = self._held, ""
        return "" if self._segments or not held.strip(" \n[]{}") else held

    def verdict(self) -> Verdict:
        """Of a stream that ended by itself; after `flush`."""
        verdict = judge(self._finish, self._block_reason, self.text)
        if verdict.complete and self._parser.is_cut:
            return Verdict(False, verdict.finish, "short")
        return verdict

    def since(self, pieces: int, segments: int) -> tuple[str, tuple[Segment, ...], tuple[int, int]]:
        """What came after the first so many pieces and segments, and how many there are now.

        May be called from another thread: the lists only grow.
        """
        now = len(self._pieces), len(self._segments)
        text = "".join(self._pieces[pieces : now[0]])
        return text, tuple(self._segments[segments : now[1]]), now

    def _kept(self, text: str, segments: tuple[Segment, ...] = ()) -> list[TextArrived | SegmentReady]:
        if text:
            self._pieces.append(text)
        self._segments.extend(segments)
        events: list[TextArrived | SegmentReady] = [TextArrived(text)] if text else []
        return [*events, *map(SegmentReady, segments)]


def _heard(part: Transcribed) -> HeardPart:
    words = tuple(HeardWord(word.text, word.start, word.end) for word in part.words)
    return HeardPart(part.text, part.speaker, words)


def _newer(known: Usage | None, told: Usage | None) -> Usage | None:
    """Counts may come on any chunk; a later one that leaves a count out does not take it away."""
    if known is None or told is None:
        return told or known
    said = {name: value for name in Usage.__slots__ if (value := getattr(told, name)) is not None}
    return replace(known, **said)
