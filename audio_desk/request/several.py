"""What a question about several recordings will be: label and way of each, one body, one limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from audio_desk import limits
from audio_desk.errors import LimitExceeded, QuestionEmpty
from audio_desk.region import Region
from audio_desk.request.body import Carried, body_with, clip_estimate
from audio_desk.request.plan import Delivery, DeliveryReason, RecordingFacts, RequestPlan, plan, tokens_of
from audio_desk.request.prompts import Task, prompt_for_several
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Mode
from audio_desk.timecode import mmss


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the recordings that a question is about, or a region of it."""

    facts: RecordingFacts
    region: Region | None = None
    mode: Mode = "whole"
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""


@dataclass(frozen=True, slots=True)
class LabelledPart:
    """`plan` is that of this recording alone, but for the delivery, which is decided over all."""

    letter: str
    label: str
    """The text that stands before its sound."""
    plan: RequestPlan


@dataclass(frozen=True, slots=True)
class SeveralPlan:
    """The sums are over all parts."""

    parts: tuple[LabelledPart, ...]
    task: Task
    prompt: str
    audio_seconds: float
    body_bytes: int
    estimated_tokens: int
    learnt_rate: float | None = None

    @property
    def region(self) -> None:
        """Each part has its own."""
        return None

    @property
    def cuts(self) -> bool:
        """Whether nothing but clips is sent."""
        return all(part.plan.cuts for part in self.parts)

    @property
    def channel(self) -> int | None:
        """The first's, as of the answer's row."""
        return self.parts[0].plan.channel

    @property
    def offset_frames(self) -> int:
        """Times are moved recording by recording."""
        return 0


def letter_of(position: int) -> str:
    """A to Z, then AA, AB, ..."""
    before, last = divmod(position, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)


def total_seconds(subjects: Sequence[Subject]) -> float:
    """Of sound that is sent: a region that is asked about within its whole recording sends all of it."""
    return sum(_seconds(subject) for subject in subjects)


def plan_several(
    subjects: Sequence[Subject],
    task: Task,
    question: str = "",
    settings: RequestSettings = NOTHING_SET,
    *,
    clip_bytes: Sequence[int | None] = (),
    learnt_rate: float | None = None,
    spare_bytes: int = 0,
) -> SeveralPlan:
    """Plan one request about all `subjects`, in their order.

    `clip_bytes`: the clips' sizes as far as they are cut, None for what is not. `spare_bytes`: what the body
    may hold besides. Raises RegionOutside, QuestionEmpty and LimitExceeded.
    """
    seconds = _checked_seconds(subjects, task, question)
    alone = [
        plan(each.facts, each.region, each.mode, Task.DESCRIBE, channel=each.channel) for each in subjects
    ]
    prompt = prompt_for_several(task, question=question, seconds=max(map(_seconds, subjects), default=0.0))
    labels = [_label(at, each, made) for at, (each, made) in enumerate(zip(subjects, alone, strict=True))]
    carried = [_carried(*one) for one in zip_longest(alone, labels, clip_bytes)]
    carried, body = _fitted(carried, prompt, settings, limits.REQUEST_BYTES - spare_bytes)
    words = "".join((prompt, settings.system_instruction, *labels))
    return SeveralPlan(
        parts=tuple(
            LabelledPart(letter_of(at), label, _delivered(made, sound))
            for at, (made, label, sound) in enumerate(zip(alone, labels, carried, strict=True))
        ),
        task=task,
        prompt=prompt,
        audio_seconds=seconds,
        body_bytes=body,
        estimated_tokens=tokens_of(seconds, words, learnt_rate),
        learnt_rate=learnt_rate,
    )


def _checked_seconds(subjects: Sequence[Subject], task: Task, question: str) -> float:
    if task == Task.ASK and not question.strip():
        raise QuestionEmpty
    seconds = total_seconds(subjects)
    if seconds > limits.PROMPT_SECONDS:
        raise LimitExceeded("SECONDS_TOGETHER", seconds, limits.PROMPT_SECONDS)
    return seconds


def _seconds(subject: Subject) -> float:
    region = subject.region if subject.mode == "region" else None
    return region.frames / subject.facts.rate if region else subject.facts.duration


def _label(position: int, subject: Subject, made: RequestPlan) -> str:
    """A clip's own place is not named: the model would count its times from there."""
    name = " ".join(subject.facts.name.split())
    label = f"Recording {letter_of(position)}: {name}"
    if made.span is not None:
        return f"{label} (only from {mmss(made.span[0])} to {mmss(made.span[1])})"
    return f"{label} (an excerpt: count its times from its own beginning)" if made.cuts else label


def _carried(made: RequestPlan, label: str, clip_bytes: int | None) -> Carried:
    if not made.cuts:
        return Carried(made.mime_type, None, label)
    return Carried(
        made.mime_type, clip_estimate(made.audio_seconds) if clip_bytes is None else clip_bytes, label
    )


def _fitted(
    carried: list[Carried], prompt: str, settings: RequestSettings, most_bytes: int
) -> tuple[list[Carried], int]:
    """As many clips within the request as it holds: the largest become uploads first. And the body's bytes.

    Raises LimitExceeded where the words alone are too many.
    """
    carried = list(carried)
    while (body := body_with(carried, prompt, settings)) > most_bytes:
        inline = [(sound.clip_bytes, at) for at, sound in enumerate(carried) if sound.clip_bytes is not None]
        if not inline:
            raise LimitExceeded("WORDS_BYTES", body, most_bytes)
        _, largest = max(inline)
        carried[largest] = replace(carried[largest], clip_bytes=None)
    return carried, body


def _delivered(made: RequestPlan, sound: Carried) -> RequestPlan:
    if not made.cuts:
        return made
    inline = sound.clip_bytes is not None
    return replace(
        made,
        delivery=Delivery.INLINE if inline else Delivery.FILE,
        delivery_reason=DeliveryReason.FITS if inline else DeliveryReason.TOO_LARGE,
    )
