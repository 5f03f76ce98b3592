"""One running question: what has arrived of its answer, and what waits to be painted."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.events import Pausing, Preparing, Renewing, Uploading, Waiting
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment

_PREPARING = Preparing("ask")


@dataclass(slots=True)
class AskRun:
    """`text` and `segments` are all that was painted; the `pending` ones come with the next batch."""

    name: str
    request: AskRequest
    following: tuple[Region, ...] = ()
    """About these the same is asked afterwards."""
    since: float = field(default_factory=time.monotonic)
    answer: AnswerRecord | None = None
    progress: Preparing | Renewing | Uploading | Waiting | Pausing | None = _PREPARING
    is_finished: bool = False
    text: str = ""
    segments: tuple[Segment, ...] = ()
    pending_text: list[str] = field(default_factory=list)
    pending_segments: list[Segment] = field(default_factory=list)

    @property
    def recording_id(self) -> int:
        return self.request.recording.record.id

    @property
    def recording_ids(self) -> frozenset[int]:
        """All that the question is about."""
        return frozenset(topic.recording.record.id for topic in topics_of(self.request))

    @property
    def has_pending(self) -> bool:
        return bool(self.pending_text or self.pending_segments)

    def take_pending(self) -> tuple[str, tuple[Segment, ...]]:
        """What arrived since the last batch; from now on it counts as painted."""
        text, segments = "".join(self.pending_text), tuple(self.pending_segments)
        self.pending_text.clear()
        self.pending_segments.clear()
        self.text += text
        self.segments += segments
        return text, segments

    def answer_so_far(self) -> AnswerRecord | None:
        """The answer's row with everything that was painted."""
        if self.answer is None:
            return None
        return replace(self.answer, text=self.text, segments=self.segments)
