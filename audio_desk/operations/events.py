"""What an operation tells while it runs; the window and the command line both listen to these."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.gemini.types import RemoteFile, Usage
from audio_desk.library.records import AnswerRecord
from audio_desk.transcripts.segment import Segment


@dataclass(frozen=True, slots=True)
class Started:
    """The answer has its row in the library; from here on a crash loses at most a second of text."""

    answer: AnswerRecord


@dataclass(frozen=True, slots=True)
class Preparing:
    """Work on this computer before anything is sent. `what`: start-server | cut | convert | hash."""

    what: str
    done: float = 0.0
    """0 to 1; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class Renewing:
    """An upload that was used before has ended: the same bytes are sent again. `why`: expired | gone."""

    why: str


@dataclass(frozen=True, slots=True)
class Uploading:
    """Bytes that the server has, of all; told at least five times a second."""

    sent: int
    total: int
    bytes_per_second: float = 0.0
    """Of the last seconds; 0 while it is not known, or when nothing moves."""

    @property
    def seconds_left(self) -> float | None:
        """None when it cannot be told."""
        if self.bytes_per_second <= 0:
            return None
        return (self.total - self.sent) / self.bytes_per_second


@dataclass(frozen=True, slots=True)
class Waiting:
    """`why`: processing (the server works on the upload) | other-program (which sends the same bytes) |
    answer (the request has left)."""

    why: str


@dataclass(frozen=True, slots=True)
class Pausing:
    """Nothing is sent for `seconds_left`, then the same is asked again; told every second.

    `why`: quota (the account's limit, until the time that the server named) | busy (the service is
    overloaded) | lost (there was no connection).
    """

    why: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The last event of an upload: the server has it and can use it."""

    file: RemoteFile


@dataclass(frozen=True, slots=True)
class TextArrived:
    """More of the answer, times already on the recording's timeline."""

    text: str


@dataclass(frozen=True, slots=True)
class SegmentReady:
    segment: Segment


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event: the answer as the library now holds it."""

    answer: AnswerRecord
    usage: Usage | None

    @property
    def complete(self) -> bool:
        return self.answer.status == "complete"


AskEvent = (
    Started | Preparing | Renewing | Uploading | Waiting | Pausing | TextArrived | SegmentReady | Finished
)
UploadEvent = Preparing | Renewing | Uploading | Waiting | Uploaded
