"""What crosses the fence to Gemini: plain values, none of the SDK's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FileState = Literal["PROCESSING", "ACTIVE", "FAILED", "STATE_UNSPECIFIED"]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """An upload as the server describes it; every field that the API gives."""

    name: str
    """`files/abc123def456`"""
    display_name: str
    mime_type: str
    size_bytes: int
    created: datetime | None
    updated: datetime | None
    expires: datetime | None
    sha256: str
    """Lowercase hexadecimal, or empty when the server did not give one."""
    uri: str
    state: FileState
    source: str
    download_uri: str = ""
    error: str = ""
    """Why processing failed, in the server's words."""


@dataclass(frozen=True, slots=True)
class FilePage:
    files: tuple[RemoteFile, ...]
    next_page_token: str | None


@dataclass(frozen=True, slots=True)
class Model:
    """A model as the server describes it."""

    name: str
    """Without the `models/` before it."""
    display_name: str
    description: str
    input_tokens: int
    output_tokens: int
    actions: tuple[str, ...]
    """`generateContent`, `countTokens`, ..."""
    thinks: bool = False


@dataclass(frozen=True, slots=True)
class TextPart:
    text: str


@dataclass(frozen=True, slots=True)
class InlinePart:
    data: bytes
    mime_type: str


@dataclass(frozen=True, slots=True)
class FilePart:
    uri: str
    mime_type: str


Part = TextPart | InlinePart | FilePart


@dataclass(frozen=True, slots=True)
class Transcription:
    """What a dedicated transcriber is asked for; speakers come only with times."""

    word_times: bool = True
    speakers: bool = True
    vocabulary: tuple[str, ...] = ()
    """Names and words that it may not know."""


@dataclass(frozen=True, slots=True)
class GenerateRequest:
    """One question: the parts in the order in which they are sent (sound first, question last)."""

    model: str
    parts: tuple[Part, ...]
    system_instruction: str = ""
    safety_settings: tuple[tuple[str, str], ...] = ()
    """(category, threshold) pairs in the API's words."""
    max_output_tokens: int | None = None
    thinking_level: str = ""
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    seed: int | None = None
    response_schema: dict[str, object] | None = None
    """A JSON schema; asks for JSON."""
    transcription: Transcription | None = None
    """For a dedicated transcriber only: every other model refuses it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it leaves, to the byte."""

    address: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; None where it did not say."""

    prompt: int | None = None
    answer: int | None = None
    thoughts: int | None = None
    cached: int | None = None
    total: int | None = None
    audio: int | None = None
    """Of the prompt's, those of sound."""


@dataclass(frozen=True, slots=True)
class TranscribedWord:
    """Offsets in the API's form: `0.100s`; empty where it named none."""

    text: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A part of a dedicated transcriber's answer."""

    text: str
    speaker: str
    words: tuple[TranscribedWord, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of a streamed answer; fields that the server did not send are empty."""

    text: str = ""
    finish: str = ""
    """The API's word (`STOP`, `MAX_TOKENS`, ...), on the last chunk."""
    block_reason: str = ""
    """The API's word when the prompt itself was blocked."""
    usage: Usage | None = None
    model_version: str = ""
    transcribed: tuple[Transcribed, ...] = ()
