"""The rows of the library, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from audio_desk.library.several_records import AboutRecord, ReceiptPart
from audio_desk.region import Region
from audio_desk.request_settings import RequestSettings
from audio_desk.transcripts.segment import Segment


class AnswerStatus(StrEnum):
    STREAMING = "streaming"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    """The server ended it early, or it cannot be whole."""
    INTERRUPTED = "interrupted"
    """The connection, the program or the user ended it."""
    FAILED = "failed"
    """No answer began."""


@dataclass(frozen=True, slots=True)
class RecordingRecord:
    """A recording known by its content."""

    id: int
    fingerprint: str
    """SHA-256 of the file's bytes, lowercase hexadecimal."""
    path: Path
    """Where it was last seen."""
    name: str
    rate: int
    channels: int
    frames: int
    size_bytes: int
    mime_type: str
    opened: datetime
    regions_only: bool = False
    """The whole file must not leave this computer."""
    request: RequestSettings | None = None
    """How it is to be asked about; None: as the settings say for all."""


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One question and what came back. `region` None: the whole recording was asked about."""

    id: int
    recording_id: int
    task: str
    """transcript | ask | summary | describe | sounds"""
    question: str
    prompt: str
    mode: str
    region: Region | None
    account: str
    model: str
    model_version: str
    status: AnswerStatus
    finish: str
    """The API's word, `INTERRUPTED`, or empty while streaming."""
    problem: str
    """Why it is not complete, as a short code that error_text.py puts into words; empty when complete."""
    text: str
    """On the recording's timeline: times already shifted."""
    segments: tuple[Segment, ...]
    created: datetime
    finished: datetime | None
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    total_tokens: int | None = None
    used: datetime | None = None
    """When the user said that this one shall count, whatever was asked before."""
    shifted_frames: int = 0
    """How far its times were moved after it came, because they counted from the region's start."""
    channel: int | None = None
    """The one that was sent alone, counted from 0; None: all of them."""
    about: tuple[AboutRecord, ...] = ()
    """All the recordings of a question about several; then `region` is None, and times name theirs."""


class ChunkState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """It is asked about again when the transcription goes on."""
    LEFT_OUT = "left-out"
    """Without speech: nothing is sent of it."""


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """One part of a long transcription; its answer is one of the recording's until all are joined."""

    core: Region
    """What it speaks for."""
    sent: Region
    """What is sent; it reaches into its neighbours. Empty where nothing is."""
    state: ChunkState = ChunkState.WAITING
    problem: str = ""
    """Why it failed, as a short code of error_text.py's or a sentence."""
    answer_id: int | None = None


@dataclass(frozen=True, slots=True)
class LongJobRecord:
    """A long transcription; `region` None: of the whole recording."""

    id: int
    recording_id: int
    region: Region | None
    account: str
    model: str
    settings: str
    """How the parts were planned: one planned otherwise is another transcription."""
    chunks: tuple[ChunkRecord, ...]
    created: datetime
    ended: bool = False
    answer_id: int | None = None
    """The joined transcript."""


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """An upload this program made or joined to a recording."""

    account: str
    sha256: str
    """Of the bytes that were sent."""
    name: str
    """`files/...`"""
    uri: str
    mime_type: str
    recording_id: int | None
    expires: datetime
    recording_sha256: str = ""
    """Of the recording the bytes were made from; equal to `sha256` when it was sent as it is."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """An upload on its way: where its session is, and which bytes it began with."""

    account: str
    sha256: str
    """Of the bytes that are sent."""
    url: str
    name: str
    """`files/...`, of the upload that it becomes."""
    granularity: int
    path: Path
    """The file that is read: the recording, or what was made of it; empty for bytes without a file."""
    size_bytes: int
    modified_ns: int
    recording_id: int | None
    recording_sha256: str
    begun: datetime


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A stretch of a recording that somebody marked, or a marker where `span` is empty."""

    id: str
    """Made with the region and never used again."""
    recording_id: int
    span: Region
    name: str
    """Empty: shown by its first words."""
    colour: int
    """Counts the colours of the theme, beginning again after the last."""
    comment: str
    created: datetime

    @property
    def is_marker(self) -> bool:
        return self.span.is_empty


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A state of a recording's transcript that was kept."""

    id: int
    recording_id: int
    created: datetime
    reason: str
    """The kind of the change that came after it, or somebody's own words."""
    segments: int
    """How many it has."""


@dataclass(frozen=True, slots=True)
class TokenCounts:
    """As the server counted them; None where it did not say."""

    prompt: int | None = None
    cached: int | None = None
    """Of the prompt's, those that it had heard before, at a lower price."""
    sound: int | None = None
    """Of the prompt's."""
    answer: int | None = None
    thoughts: int | None = None

    @property
    def input(self) -> int:
        return self.prompt or 0

    @property
    def output(self) -> int:
        """Thoughts cost what words cost."""
        return (self.answer or 0) + (self.thoughts or 0)


NOT_COUNTED: Final = TokenCounts()


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """One request that left: the body's very words, but for the sound in it, which is named by its hash."""

    id: int
    answer_id: int | None
    """None once the answer was deleted."""
    recording_id: int | None
    account: str
    model: str
    address: str
    """Where it went, without the key."""
    sent: datetime
    body: str
    """With `SOUND_MARK` in the place of sound that travelled in it."""
    body_bytes: int
    body_sha256: str
    """Of what left, the sound in its place."""
    sound_mime_type: str
    sound_bytes: int | None
    """Of sound within the body; None for an upload."""
    sound_sha256: str
    sound_seconds: float
    upload_name: str
    """`files/...` that the body points at; empty where the sound travelled in it."""
    upload_expires: datetime | None
    tokens: TokenCounts = NOT_COUNTED
    channel: int | None = None
    """The one that the sound was made of, counted from 0; None: all that there are."""
    parts: tuple[ReceiptPart, ...] = ()
    """Each sound of a request that had several; where receipts are only counted they are left out."""
    elsewhere: bool = False
    """It left another computer, and came here with a project: what it took was not spent here."""


SOUND_MARK: Final = "(sound)"
