"""The sentences about an answer on standard error: what is sent, what is wrong with it, what is kept."""

from __future__ import annotations

from audio_desk import timecode
from audio_desk.cli.next_step import next_step_words, shift_words
from audio_desk.error_text import problem_words
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.ask import AskRequest


def sending_words(request: AskRequest) -> str:
    """Before anything leaves this computer."""
    name, region = f"“{request.recording.path.name}”", request.region
    what = f"the whole of {name}"
    if request.mode == "region" and region is not None:
        start, end = region.seconds(request.recording.rate)
        what = f"{timecode.clock(start)} to {timecode.clock(end)} of {name}"
    return (
        f"Sending {what} to Gemini ({request.model}): uploads are kept there for 48 hours, and with a free"
        " key Google may use what is sent to improve its products."
    )


def trouble_words(answer: AnswerRecord, request: AskRequest) -> str:
    """Why the answer is not whole, or which of its times cannot be true, and the command that helps.

    Empty when all is well.
    """
    if answer.status != AnswerStatus.COMPLETE:
        return problem_words(answer.problem, answer.finish).sentence + next_step_words(answer, request)
    if shift := shift_words(answer, request):
        return shift
    doubtful = sum(1 for segment in answer.segments if segment.flags)
    if not doubtful:
        return ""
    lines = "1 line has a time" if doubtful == 1 else f"{doubtful} lines have times"
    return f"{lines} that cannot be right: outside the region, going backward, or past the end."


def kept_words(text: str) -> str:
    """After Ctrl+C."""
    if not text.strip():
        return "Stopped: there was no text yet."
    lines = text.strip().count("\n") + 1
    amount = "the line that came is" if lines == 1 else f"the {lines} lines that came are"
    return f"Stopped: {amount} kept with the recording's answers, marked interrupted."
