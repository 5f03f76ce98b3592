"""What a request will be, before anything is read or sent: span, prompt, delivery, bytes, tokens."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypedDict

from audio_desk import limits
from audio_desk.errors import ChannelMissing, LimitExceeded, QuestionEmpty, RegionOutside
from audio_desk.region import Region
from audio_desk.request.body import body_with_clip, body_with_file, clip_estimate
from audio_desk.request.prompts import Task, prompt_for
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Mode
from audio_desk.timecode import whole_seconds_around

CLIP_MIME_TYPE: Final = "audio/flac"
_CHARACTERS_A_TOKEN: Final = 4


class Delivery(StrEnum):
    INLINE = "inline"
    FILE = "file"


class DeliveryReason(StrEnum):
    WHOLE = "whole"
    """The whole recording is uploaded once and asked about often."""
    FITS = "fits"
    """The clip fits into the request."""
    TOO_LARGE = "too-large"
    """With the clip in it the request would pass the API's limit."""


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What a plan needs to know of a recording."""

    name: str
    mime_type: str
    size_bytes: int
    frames: int
    rate: int
    channels: int = 1

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.frames / self.rate


@dataclass(frozen=True, slots=True)
class RequestPlan:
    mode: Mode
    task: Task
    region: Region | None
    span: tuple[int, int] | None
    """The whole seconds written into the prompt; None where it names none."""
    span_seconds: tuple[float, float]
    """What is asked about, in seconds of the recording: rounded outward in the prompt, exact for a clip."""
    prompt: str
    delivery: Delivery
    delivery_reason: DeliveryReason
    mime_type: str
    """Of the bytes that are sent."""
    converts: bool
    """The whole recording is sent as FLAC made here: Gemini does not take the file as it is, for its format
    or its size, or one of its channels is chosen. A clip is always FLAC and is not meant by this."""
    audio_seconds: float
    body_bytes: int
    """Of the request's JSON; an upload comes on top."""
    sound_bytes: int
    """Of the file or the clip that is sent: estimated as long as it has to be made."""
    estimated_tokens: int
    learnt_rate: float | None = None
    """Tokens a second that the estimate is made with; None: those of the documentation."""
    channel: int | None = None
    """Counted from 0: the one that is sent alone; None: all of them, of which a model hears the mean."""

    @property
    def cuts(self) -> bool:
        """Whether a clip is cut and sent; otherwise the whole recording is."""
        return self.mode == "region" and self.region is not None

    @property
    def offset_frames(self) -> int:
        """Where in the recording the sound that is sent begins: added to the answer's times."""
        return self.region.start if self.cuts and self.region is not None else 0


def plan(
    facts: RecordingFacts,
    region: Region | None,
    mode: Mode,
    task: Task,
    question: str = "",
    settings: RequestSettings = NOTHING_SET,
    *,
    clip_bytes: int | None = None,
    learnt_rate: float | None = None,
    channel: int | None = None,
    as_json: bool = False,
) -> RequestPlan:
    """Plan one request. Raises RegionOutside, QuestionEmpty, ChannelMissing and LimitExceeded.

    `clip_bytes`: the clip's size once it is cut, until then it is estimated; `learnt_rate`: tokens for a
    second of sound, as the model was seen to count them, else as documented; `channel`: that one alone is
    sent, counted from 0; `as_json`: a transcript is asked for in the form of our schema.
    """
    clip = region if mode == "region" else None
    audio_seconds = clip.frames / facts.rate if clip else facts.duration
    _check(facts, region, task, question, audio_seconds)
    span = _whole_seconds(facts, region) if region and not clip else None
    prompt = prompt_for(task, span=span, question=question, seconds=audio_seconds)
    alone = _channel(facts, channel)
    how = _How(prompt, settings, clip_bytes, alone is not None, as_json)
    return RequestPlan(
        mode=mode,
        task=task,
        region=region,
        span=span,
        span_seconds=_span_seconds(facts, region, span),
        prompt=prompt,
        audio_seconds=audio_seconds,
        estimated_tokens=tokens_of(audio_seconds, prompt + settings.system_instruction, learnt_rate),
        learnt_rate=learnt_rate,
        channel=alone,
        **(_clip(audio_seconds, how) if clip else _whole(facts, how)),
    )


def advice(whole: RequestPlan, region: RequestPlan, recording_seconds: float) -> float | None:
    """How many times cheaper the region alone is, where it is also the more reliable question; else None."""
    if recording_seconds <= limits.REGION_ADVICE_SECONDS or not region.cuts:
        return None
    return whole.estimated_tokens / region.estimated_tokens


@dataclass(frozen=True, slots=True)
class _How:
    """What bears on how the sound is sent."""

    prompt: str
    settings: RequestSettings
    clip_bytes: int | None
    alone: bool
    """One channel, which no file of several is."""
    as_json: bool


class _Sending(TypedDict):
    """The fields of a plan that tell how the sound is sent."""

    delivery: Delivery
    delivery_reason: DeliveryReason
    mime_type: str
    converts: bool
    body_bytes: int
    sound_bytes: int


def _clip(seconds: float, how: _How) -> _Sending:
    size = clip_estimate(seconds) if how.clip_bytes is None else how.clip_bytes
    body = body_with_clip(size, CLIP_MIME_TYPE, how.prompt, how.settings, as_json=how.as_json)
    fits = body <= limits.REQUEST_BYTES
    return _Sending(
        delivery=Delivery.INLINE if fits else Delivery.FILE,
        delivery_reason=DeliveryReason.FITS if fits else DeliveryReason.TOO_LARGE,
        mime_type=CLIP_MIME_TYPE,
        converts=False,
        body_bytes=body if fits else _pointing(CLIP_MIME_TYPE, how),
        sound_bytes=size,
    )


def _whole(facts: RecordingFacts, how: _How) -> _Sending:
    # A model keeps one channel at 16 kHz anyway; so converted, the 9.5 hours that a prompt may hold take at
    # most 1.1 GB, and a file too large to be uploaded fits.
    is_taken = facts.mime_type in limits.AUDIO_MIME_TYPES and facts.size_bytes <= limits.FILE_BYTES
    converts = how.alone or not is_taken
    mime_type = CLIP_MIME_TYPE if converts else facts.mime_type
    return _Sending(
        delivery=Delivery.FILE,
        delivery_reason=DeliveryReason.WHOLE,
        mime_type=mime_type,
        converts=converts,
        body_bytes=_pointing(mime_type, how),
        sound_bytes=clip_estimate(facts.duration) if converts else facts.size_bytes,
    )


def _pointing(mime_type: str, how: _How) -> int:
    """Bytes of a body that points at an upload: words alone can be too many. Raises LimitExceeded."""
    body = body_with_file(mime_type, how.prompt, how.settings, as_json=how.as_json)
    if body > limits.REQUEST_BYTES:
        raise LimitExceeded("WORDS_BYTES", body, limits.REQUEST_BYTES)
    return body


def _check(
    facts: RecordingFacts, region: Region | None, task: Task, question: str, audio_seconds: float
) -> None:
    if region and (region.is_empty or region.end > facts.frames):
        raise RegionOutside(*region.seconds(facts.rate), facts.duration)
    if task == Task.ASK and not question.strip():
        raise QuestionEmpty
    if audio_seconds > limits.PROMPT_SECONDS:
        raise LimitExceeded("PROMPT_SECONDS", audio_seconds, limits.PROMPT_SECONDS)


def _channel(facts: RecordingFacts, wanted: int | None) -> int | None:
    if wanted is not None and not 0 <= wanted < facts.channels:
        raise ChannelMissing(wanted, facts.channels)
    return wanted if facts.channels > 1 else None


def _whole_seconds(facts: RecordingFacts, region: Region) -> tuple[int, int]:
    """Rounded outward, but not past the recording's last, begun second."""
    start, end = whole_seconds_around(*region.seconds(facts.rate))
    last = max(1, math.ceil(facts.duration - 1e-6))
    return min(start, last - 1), min(end, last)


def _span_seconds(
    facts: RecordingFacts, region: Region | None, span: tuple[int, int] | None
) -> tuple[float, float]:
    if span:
        return float(span[0]), float(span[1])
    return region.seconds(facts.rate) if region else (0.0, facts.duration)


def tokens_of(seconds: float, text: str, learnt_rate: float | None) -> int:
    """Of so much sound and these words, estimated."""
    sound = math.ceil(seconds * (learnt_rate or limits.TOKENS_PER_SECOND) - 1e-6)
    return sound + math.ceil(len(text) / _CHARACTERS_A_TOKEN)
