"""The words that are sent: one template for each task, with the span as MM:SS where a span is meant."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from audio_desk.timecode import mmss

HOUR: Final = 3600


class Task(StrEnum):
    TRANSCRIPT = "transcript"
    ASK = "ask"
    SUMMARY = "summary"
    DESCRIBE = "describe"
    SOUNDS = "sounds"


_WISHES: Final = {
    Task.SUMMARY: "Summarize what is said.",
    Task.DESCRIBE: "Describe what can be heard.",
    Task.SOUNDS: "Which sounds are not speech? Name each with the time at which it begins and ends.",
}
_WISHES_OF_EACH: Final = {
    Task.SUMMARY: "Summarize what is said in each of the recordings.",
    Task.DESCRIBE: "Describe what can be heard in each of the recordings.",
    Task.SOUNDS: "Which sounds in the recordings are not speech?"
    " Name each with the time at which it begins and ends.",
}

_TRANSCRIPT_FORM: Final = (
    "Write one line for each utterance, with the time it begins, in the form [MM:SS] words."
)
_ANSWER_FORM: Final = "Give times in the form [MM:SS]."
_LABELLED_FORM: Final = "Give each time with the letter of its recording, in the form [A MM:SS]."
_LONG_FORM: Final = "Minutes go on counting past 59, as in 75:30."


def prompt_for(task: Task, *, span: tuple[int, int] | None, question: str = "", seconds: float = 0.0) -> str:
    """The prompt of a task.

    `span` is in whole seconds of the recording that is sent, None to ask about all of it. `seconds` is the
    length of what is sent: past an hour the prompt says how to count minutes.
    """
    lines = _transcript(span) if task == Task.TRANSCRIPT else _about(task, span, question.strip())
    if (span[1] if span else seconds) >= HOUR:
        lines += f" {_LONG_FORM}"
    return lines


def prompt_for_several(task: Task, *, question: str = "", seconds: float = 0.0) -> str:
    """Of recordings that have a letter each; `seconds` is the length of the longest that is sent.

    A transcript is one recording's: whoever wants the words of several asks for them in a question.
    """
    wish = _WISHES_OF_EACH.get(task) or question.strip()
    return f"{wish}\n{_LABELLED_FORM}" + (f" {_LONG_FORM}" if seconds >= HOUR else "")


def _transcript(span: tuple[int, int] | None) -> str:
    return f"Provide a transcript of the speech{_from_to(span)}.\n{_TRANSCRIPT_FORM}"


def _about(task: Task, span: tuple[int, int] | None, question: str) -> str:
    where = f"Consider only the part{_from_to(span)}. " if span else ""
    return f"{where}{_WISHES.get(task) or question}\n{_ANSWER_FORM}"


def _from_to(span: tuple[int, int] | None) -> str:
    return f" from {mmss(span[0])} to {mmss(span[1])}" if span else ""
