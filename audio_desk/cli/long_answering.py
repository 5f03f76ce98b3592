"""`audio-desk transcribe --long`: part by part, with how far it is, and all of it at the end."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace

from audio_desk import timecode
from audio_desk.cli.answer_json import answer_object, segment_object
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.notices import REPLACE_WORDS
from audio_desk.cli.opening import opened
from audio_desk.cli.options import region_of
from audio_desk.cli.progress import Progress
from audio_desk.cli.sound_warnings import tell_of_sound
from audio_desk.cli.terminal import tell, write_json, write_line
from audio_desk.cli.wish import Wish
from audio_desk.library.records import AnswerStatus, ChunkState
from audio_desk.operations.asking.prices import money_of, price_table
from audio_desk.operations.asking.request_parts import model_for, settings_for
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.events import LongFinished, LongProgress, LongRequest
from audio_desk.operations.long.job import LEFT_OUT_LINE
from audio_desk.operations.long.transcription import transcribe_long
from audio_desk.operations.transcripts.script import take_answer
from audio_desk.operations.transcripts.taking import Mode
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment


async def transcribe_in_parts(
    desk: Desk, wish: Wish, *, chunk_seconds: float, leaves_out: bool
) -> ExitStatus:
    """Raises what transcribe_long raises."""
    recording = await opened(desk, wish.file)
    wanted = replace(settings_for(recording.record, wish.settings.request), **wish.given)
    request = LongRequest(
        recording=recording,
        region=region_of(wish.span, recording.info.frames, recording.rate),
        account=wish.account,
        model=wish.model or model_for(wish.account, wanted, wish.settings),
        asking=wanted,
        leaves_out=leaves_out,
        chunk_seconds=chunk_seconds,
        channel=wish.channel,
    )
    await tell_of_sound(desk, Topic(recording, request.region, "region", request.channel))
    if wish.account == "gemini":
        await desk.accounts.client(wish.account)
        tell(_sending_words(request))
    with Progress() as shown:
        finished = await _follow(desk, request, shown)
    beside = False
    if finished.answer is not None:
        mode: Mode = "replace" if wish.replaces else "auto"
        beside = (await take_answer(desk, recording, finished.answer, mode=mode)).beside
    if wish.as_json:
        write_json(_object(finished, request))
    else:
        _print(finished, request)
    if finished.answer is None:
        tell(_missing_words(finished, recording.rate))
        return ExitStatus.INCOMPLETE
    if beside:
        tell(REPLACE_WORDS)
    is_whole = finished.answer.status == AnswerStatus.COMPLETE
    return ExitStatus.COMPLETE if is_whole else ExitStatus.INCOMPLETE


async def _follow(desk: Desk, request: LongRequest, shown: Progress) -> LongFinished:
    told, latest = -1, None
    try:
        async with aclosing(transcribe_long(desk, request)) as events:
            async for event in events:
                if isinstance(event, LongFinished):
                    return event
                if not event.chunks:
                    shown.say("Listening for silences")
                    continue
                latest, done = event, event.count(ChunkState.DONE)
                words = progress_words(event, request)
                if not shown.is_terminal and done != told:
                    tell(f"{words}.")
                told = done
                shown.say(words)
    except asyncio.CancelledError:
        shown.stop()
        kept = latest.count(ChunkState.DONE) if latest is not None else 0
        tell(f"Stopped: {_parts(kept)} kept, and the same command goes on with the rest.")
        raise
    raise AssertionError("a long transcription ends with its end")


def progress_words(progress: LongProgress, request: LongRequest) -> str:
    """`3 of 24 parts done, 4 running, 17 waiting; 12,345 tokens, 0.02 USD`."""
    asked = len(progress.chunks) - progress.count(ChunkState.LEFT_OUT)
    counts = [
        f"{progress.count(state)} {state.value}"
        for state in (ChunkState.RUNNING, ChunkState.WAITING, ChunkState.FAILED)
        if progress.count(state)
    ]
    words = ", ".join([f"{progress.count(ChunkState.DONE)} of {asked} parts done", *counts])
    tokens = progress.prompt_tokens + progress.answer_tokens
    if tokens:
        words += f"; {tokens:,} tokens"
    money = cost_of(progress, request)
    if money is not None:
        words += f", {money[0]:.2f} {money[1]}"
    if progress.pausing_seconds:
        words += f"; the account's limit is reached, {progress.pausing_seconds:.0f} s to wait"
    return words


def cost_of(progress: LongProgress, request: LongRequest) -> tuple[float, str] | None:
    """What the tokens so far cost, and in which currency; None where that is not known."""
    table = price_table(Paths.default())
    money = money_of(table, request.account, request.model, (progress.prompt_tokens, progress.answer_tokens))
    return None if money is None or table is None else (money, table.currency)


def _print(finished: LongFinished, request: LongRequest) -> None:
    rate = request.recording.rate
    rows = [(s.start_frame, f"[{_time(s.start_frame / rate)}] {_said(s)}") for s in finished.segments]
    if finished.answer is None:  # whose lines say it too
        rows += [
            (region.start, f"[{_stretch(region, rate)}] {LEFT_OUT_LINE}") for region in finished.left_out
        ]
    for _, row in sorted(rows):
        write_line(row)


def _said(segment: Segment) -> str:
    return f"{segment.speaker}: {segment.text}" if segment.speaker else segment.text


def _object(finished: LongFinished, request: LongRequest) -> dict[str, object]:
    """As of any answer where there is one, with what became of each part beside it."""
    rate, progress = request.recording.rate, finished.progress
    money = cost_of(progress, request)
    whole = {} if finished.answer is None else answer_object(finished.answer, None, rate)
    return {
        **whole,
        "segments": [segment_object(segment, rate) for segment in finished.segments],
        "complete": finished.answer is not None and finished.answer.status == AnswerStatus.COMPLETE,
        "chunks": [
            {
                "start": chunk.core.start / rate,
                "end": chunk.core.end / rate,
                "state": chunk.state.value,
                "problem": chunk.problem,
            }
            for chunk in progress.chunks
        ],
        "left_out": [_span(region, rate) for region in finished.left_out],
        "failed": [_span(region, rate) for region in finished.failed],
        "tokens": progress.prompt_tokens + progress.answer_tokens,
        "money": None if money is None else round(money[0], 6),
    }


def _span(region: Region, rate: int) -> dict[str, float]:
    start, end = region.seconds(rate)
    return {"start": start, "end": end}


def _sending_words(request: LongRequest) -> str:
    start, end = request.span.seconds(request.recording.rate)
    return (
        f"Sending {timecode.clock(start)} to {timecode.clock(end)} of “{request.recording.path.name}” to"
        f" Gemini ({request.model}) part by part: with a free key Google may use what is sent to improve its"
        " products."
    )


def _missing_words(finished: LongFinished, rate: int) -> str:
    where = ", ".join(_stretch(region, rate) for region in finished.failed)
    return f"Not whole: {where} could not be transcribed; the same command asks about that again."


def _parts(count: int) -> str:
    return "1 part is" if count == 1 else f"{count} parts are"


def _stretch(region: Region, rate: int) -> str:
    return " - ".join(_time(edge) for edge in region.seconds(rate))


def _time(seconds: float) -> str:
    """As in every transcript: MM:SS, H:MM:SS past the hour."""
    return timecode.clock(seconds) if seconds >= 3600 else timecode.mmss(seconds)
