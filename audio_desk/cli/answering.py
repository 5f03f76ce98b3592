"""Asks, and prints the answer: its text as it arrives, or one JSON object at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import replace

from audio_desk.cli.also import Also
from audio_desk.cli.answer_json import answer_object
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.notices import (
    REPLACE_WORDS,
    cut_words,
    kept_words,
    legend_words,
    repeated_words,
    sending_words,
    trouble_words,
    usage_words,
)
from audio_desk.cli.opening import opened
from audio_desk.cli.options import region_of
from audio_desk.cli.plan_output import print_plan
from audio_desk.cli.progress import Progress
from audio_desk.cli.sound_warnings import LISTENING_WORDS, tell_of_sound
from audio_desk.cli.terminal import tell, write_json
from audio_desk.cli.text_output import TextOutput
from audio_desk.cli.waiting import Waits
from audio_desk.cli.wish import Wish
from audio_desk.error_text import words_for
from audio_desk.errors import StoreError
from audio_desk.note_text import damage_sentence
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.ask import ask as operations_ask
from audio_desk.operations.asking.filled_template import filled
from audio_desk.operations.asking.patience import COMMAND_SECONDS
from audio_desk.operations.asking.request_parts import model_for, settings_for
from audio_desk.operations.asking.several import planned, topics_of
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import AskEvent, Finished, Started, TextArrived, Uploading, Waiting
from audio_desk.operations.recordings.damage import damage_within
from audio_desk.operations.transcripts.script import take_answer
from audio_desk.operations.transcripts.taking import Mode as TakingMode
from audio_desk.request.prompts import Task


async def answer(desk: Desk, wish: Wish) -> ExitStatus:
    """Raises what operations.ask raises before an answer begins."""
    try:
        recording = await opened(desk, wish.file)
        others = [await _topic(desk, each, wish) for each in wish.also]
    except asyncio.CancelledError:
        tell(kept_words(""))
        raise
    wanted = replace(settings_for(recording.record, wish.settings.request), **wish.given)
    region = region_of(wish.span, recording.info.frames, recording.rate)
    others = _once(Topic(recording, region, wish.mode, wish.channel), others)
    question = wish.question
    if wish.template is not None:
        question = await filled(desk, wish.template, recording, region, wish.mode, wanted.names)
    request = AskRequest(
        recording=recording,
        region=region,
        mode=wish.mode,
        task=wish.task,
        question=question,
        account=wish.account,
        model=wish.model or model_for(wish.account, wanted, wish.settings),
        settings=wanted,
        patience_seconds=COMMAND_SECONDS,
        channel=wish.channel,
        also=tuple(others),
    )
    planned(request)  # what cannot be asked is told before anything is listened to
    for topic in topics_of(request):
        await _tell_of_damage(desk, topic)
        await tell_of_sound(desk, topic)
    if request.mode_sent != request.mode:
        tell(cut_words(request))
    if wish.plans:
        await print_plan(desk, request, as_json=wish.as_json)
        return ExitStatus.COMPLETE
    return await _answered(desk, request, wish)


async def _answered(desk: Desk, request: AskRequest, wish: Wish) -> ExitStatus:
    if wish.account == "gemini":
        # Without a key there is no answer to keep a row for.
        await desk.accounts.client(wish.account)
    printed = _Printed(desk, request, as_json=wish.as_json)
    with Progress() as progress:
        try:
            await printed.follow(operations_ask(desk, request), progress)
        except asyncio.CancelledError:
            progress.stop()
            printed.stopped()
            raise
    await printed.take("replace" if wish.replaces else "auto")
    return printed.ended()


async def _topic(desk: Desk, also: Also, wish: Wish) -> Topic:
    recording = await opened(desk, also.file)
    region = region_of(also.span, recording.info.frames, recording.rate)
    return Topic(recording, region, wish.mode, wish.channel)


def _once(first: Topic, others: list[Topic]) -> list[Topic]:
    """The same stretch of the same bytes is sent once, and that is said."""
    known, left = {first.stretch}, list[Topic]()
    for topic in others:
        if topic.stretch in known:
            tell(repeated_words(topic))
        else:
            known.add(topic.stretch)
            left.append(topic)
    return left


async def _tell_of_damage(desk: Desk, topic: Topic) -> None:
    recording = topic.recording
    with Waits() as waits:
        waits.say(LISTENING_WORDS)
        damaged = await damage_within(desk, recording, topic.region)
    if damaged:
        tell(damage_sentence(recording.path.name, damaged, recording.rate))


class _Printed:
    """One answer on its way to the terminal."""

    def __init__(self, desk: Desk, request: AskRequest, *, as_json: bool) -> None:
        self._desk = desk
        self._request = request
        self._sends = False
        self._rate = request.recording.rate
        self._as_json = as_json
        self._text = TextOutput(by_line=request.task == Task.TRANSCRIPT)
        self._answer_id: int | None = None
        self._finished: Finished | None = None
        self._beside = False

    async def follow(self, events: AsyncGenerator[AskEvent, None], progress: Progress) -> None:
        """Print what comes. An answer that came whole but could not be kept is told of, and is no error."""
        try:
            async with aclosing(events):
                async for event in events:
                    if self._request.account == "gemini" and not self._sends and _leaves_now(event):
                        self._sends = True
                        progress.pause()
                        tell(sending_words(self._request))
                    progress.show(event)
                    self._take(event)
        except StoreError as error:
            if self._finished is None:
                raise
            progress.stop()
            tell(words_for(error).sentence)

    def _take(self, event: AskEvent) -> None:
        if isinstance(event, Started):
            self._answer_id = event.answer.id
            for each in event.answer.about if not self._as_json else ():
                tell(legend_words(each))
        elif isinstance(event, TextArrived) and not self._as_json:
            self._text.add(event.text)
        elif isinstance(event, Finished):
            self._finished = event

    async def take(self, mode: TakingMode) -> None:
        """A transcript becomes part of the recording's, where nobody corrected what it would replace."""
        if self._finished is not None and self._request.task == Task.TRANSCRIPT:
            with suppress(StoreError):  # which was told of already
                answer = self._finished.answer
                taken = await take_answer(self._desk, self._request.recording, answer, mode=mode)
                self._beside = taken.beside

    def ended(self) -> ExitStatus:
        assert self._finished is not None
        answer = self._finished.answer
        self._text.end()
        if self._as_json:
            write_json(answer_object(answer, self._finished.usage, self._rate))
        elif self._request.account == "gemini" and self._finished.usage is not None:
            tell(usage_words(self._finished.usage, self._request.model, self._desk.paths))
        if trouble := trouble_words(answer, self._request):
            tell(trouble)
        if self._beside:
            tell(REPLACE_WORDS)
        return ExitStatus.COMPLETE if self._finished.complete else ExitStatus.INCOMPLETE

    def stopped(self) -> None:
        """After Ctrl+C: say what is kept."""
        self._text.end()
        if self._answer_id is None:
            tell(kept_words(""))
            return
        answer = self._desk.store.answer(self._answer_id)
        if self._as_json:
            write_json(answer_object(answer, None, self._rate))
        tell(kept_words(answer.text))


def _leaves_now(event: AskEvent) -> bool:
    """Whether the recording, or a question about what is there already, is about to leave this computer."""
    return isinstance(event, Uploading) or event == Waiting("answer")
