"""One way for questions about one recording and about several: their plan, their permission, their sounds."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from audio_desk.gemini.types import InlinePart, Part, TextPart
from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.estimate import facts_of
from audio_desk.operations.asking.permission import check_may_leave
from audio_desk.operations.asking.sound_to_send import Ready, clip_of, sound_to_send, upload_clip
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Renewing, Uploading, Waiting
from audio_desk.request.capabilities import writes_json
from audio_desk.request.plan import CLIP_MIME_TYPE, Delivery, RequestPlan, plan
from audio_desk.request.several import SeveralPlan, plan_several
from audio_desk.transcripts.mentions import Names
from audio_desk.transcripts.place_shift import PlaceShifter, Sent

if TYPE_CHECKING:
    from audio_desk.operations.asking.ask import AskRequest

AnyPlan = RequestPlan | SeveralPlan
_SPARE_BYTES: Final = 4096
"""Room beside what the plan knows."""


def topics_of(request: AskRequest) -> tuple[Topic, ...]:
    """All that it is about, in the order of their letters."""
    first = Topic(request.recording, request.region, request.mode_sent, request.channel)
    return (first, *request.also)


def planned(request: AskRequest, learnt_rate: float | None = None) -> AnyPlan:
    """With the tokens a second that the model was seen to take, where they are known. Raises UsageError."""
    if request.also:
        subjects = [topic.subject for topic in topics_of(request)]
        return plan_several(
            subjects, request.task, request.question, request.settings, learnt_rate=learnt_rate
        )
    return plan(
        facts_of(request.recording),
        request.region,
        request.mode_sent,
        request.task,
        request.question,
        request.settings,
        channel=request.channel,
        as_json=writes_json(request.account, request.model, request.task),
        learnt_rate=learnt_rate,
    )


async def check_all_may_leave(desk: Desk, request: AskRequest, made: AnyPlan) -> None:
    """Before anything does. Raises RegionsOnly and StoreError."""
    alone = [part.plan for part in made.parts] if isinstance(made, SeveralPlan) else [made]
    for topic, each in zip(topics_of(request), alone, strict=True):
        await check_may_leave(desk, request.account, topic.recording, topic.region, each)


def about_of(request: AskRequest) -> tuple[AboutRecord, ...]:
    """What is kept with the answer; nothing more than its own row for one recording."""
    if not request.also:
        return ()
    return tuple(topic.about(at) for at, topic in enumerate(topics_of(request)))


def names_of(about: tuple[AboutRecord, ...]) -> Names:
    return Names([each.name for each in about], [each.letter for each in about])


def shifter_of(request: AskRequest, made: AnyPlan) -> PlaceShifter | None:
    """Moves the answer's times recording by recording; None for one recording."""
    if not isinstance(made, SeveralPlan):
        return None
    sent = [
        Sent(
            part.plan.offset_frames / topic.recording.rate,
            part.plan.audio_seconds if part.plan.cuts else None,
        )
        for topic, part in zip(topics_of(request), made.parts, strict=True)
    ]
    return PlaceShifter(names_of(about_of(request)), sent)


async def sounds_to_send(
    desk: Desk, request: AskRequest, made: AnyPlan, *, gone: Collection[str]
) -> AsyncGenerator[Preparing | Renewing | Uploading | Waiting | Ready, None]:
    """Yield how it goes, Ready last: the sounds, each after its label where there are several.

    Raises GeminiError, LocalGeminiError, AudioError and StoreUnavailable.
    """
    if not isinstance(made, SeveralPlan):
        steps = sound_to_send(desk, request.account, request.recording, made, request.settings, gone=gone)
        async with aclosing(steps) as events:
            async for event in events:
                yield event
        return
    topics, clips = topics_of(request), dict[int, bytes]()
    for at, part in enumerate(made.parts):
        if part.plan.cuts:
            yield Preparing("cut")
            clips[at] = await clip_of(desk, topics[at].recording, part.plan)
    parts: list[Part] = []
    for at, part in enumerate(_as_cut(request, clips).parts):
        parts.append(TextPart(part.label))
        clip = clips.pop(at, None)
        if clip is not None and part.plan.delivery == Delivery.INLINE:
            parts.append(InlinePart(clip, CLIP_MIME_TYPE))
            continue
        steps = _brought(desk, request, topics[at], part.plan, clip, gone)
        async with aclosing(steps) as events:
            async for event in events:
                if isinstance(event, Ready):
                    parts += event.parts
                else:
                    yield event
    yield Ready(tuple(parts))


def _as_cut(request: AskRequest, clips: dict[int, bytes]) -> SeveralPlan:
    """Which clips travel in the request is settled by their real sizes."""
    topics = topics_of(request)
    sizes = [len(clips[at]) if at in clips else None for at in range(len(topics))]
    return plan_several(
        [topic.subject for topic in topics],
        request.task,
        request.question,
        request.settings,
        clip_bytes=sizes,
        spare_bytes=_SPARE_BYTES,
    )


def _brought(
    desk: Desk,
    request: AskRequest,
    topic: Topic,
    part: RequestPlan,
    clip: bytes | None,
    gone: Collection[str],
) -> AsyncGenerator[Preparing | Renewing | Uploading | Waiting | Ready, None]:
    """To the File API."""
    if clip is not None:
        return upload_clip(desk, request.account, topic.recording, part, clip, gone)
    return sound_to_send(desk, request.account, topic.recording, part, request.settings, gone=gone)
