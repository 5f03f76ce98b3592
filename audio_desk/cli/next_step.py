"""The command that helps after an answer that is not whole, as one types it."""

from __future__ import annotations

import math
import shlex

from audio_desk import timecode
from audio_desk.cli.sound_warnings import option_of
from audio_desk.cli.visible import visible
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.follow_up import can_be_split, rest_of
from audio_desk.operations.asking.relative_times import offered_shift
from audio_desk.region import Region
from audio_desk.request.prompts import Task


def next_step_words(answer: AnswerRecord, request: AskRequest) -> str:
    """` Ask for the rest with: audio-desk transcribe ...`; empty where there is no such command."""
    recording = request.recording
    rest = rest_of(answer, recording)
    if rest is not None:
        return f" Ask for the rest with: {_command(request, rest)}"
    if answer.problem == "blocked" or not can_be_split(answer, recording):
        return ""
    region = answer.region or Region(0, recording.info.frames)
    # On whole seconds, as one types them.
    rate = recording.rate
    middle = round((region.start + region.end) / 2 / rate) * rate
    first, second = Region(region.start, middle), Region(middle, region.end)
    return f" Ask in two parts with: {_command(request, first)} && {_command(request, second)}"


def shift_words(answer: AnswerRecord, request: AskRequest) -> str:
    """Of times that count from the region's start; empty where they look right."""
    offset = offered_shift(answer, request.recording)
    if not offset or answer.region is None:
        return ""
    return (
        f"The times look relative to the region: {timecode.clock(offset / request.recording.rate)} is missing"
        f" from each. Have them counted here with: {_command(request, answer.region, alone=True)}"
    )


def _command(request: AskRequest, region: Region, *, alone: bool = False) -> str:
    recording = request.recording
    start, end = region.seconds(recording.rate)
    words = ["audio-desk", "transcribe" if request.task == Task.TRANSCRIPT else "ask"]
    words += [str(recording.path)] + ([request.question] if request.question else [])
    words += ["--from", _typed(math.floor(start * 1000) / 1000)]
    if region.end < recording.info.frames:
        words += ["--to", _typed(math.ceil(end * 1000) / 1000)]
    words += ["--mode", "region"] if alone or request.mode == "region" else []
    if request.channel is not None:
        words += option_of(request.channel, recording.channels).split()
    words += ["--account", "gemini"] if request.account == "gemini" else []
    return visible(shlex.join(words))


def _typed(seconds: float) -> str:
    """`12:04`, `12:04.5`: as short as it is exact."""
    return timecode.clock(seconds, 3).rstrip("0").rstrip(".")
