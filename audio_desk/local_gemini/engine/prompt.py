"""Reads a prompt written for a large model: which part of the recording, and what is wanted of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from audio_desk.local_gemini.engine import phrases
from audio_desk.local_gemini.engine.span_text import Wanted, find_span


class Want(StrEnum):
    TRANSCRIPT = "transcript"
    QUESTION = "question"
    SUMMARY = "summary"
    DESCRIBE = "describe"
    SOUNDS = "sounds"


class Beyond(StrEnum):
    """What this engine cannot do, and says so."""

    TRANSLATE = "translate"
    SPEAKERS = "tell voices apart"
    EMOTION = "judge feelings or tone of voice"
    WRITING = "write texts of its own"


@dataclass(frozen=True, slots=True)
class Wish:
    """A prompt, understood."""

    want: Want
    span: Wanted | None
    question: str
    """The prompt without its span and without instructions about form."""
    beyond: Beyond | None = None
    with_times: bool = True
    """False when a transcript is wanted without times."""
    json_wanted: bool = False
    """The prompt itself asks for JSON."""


_SENTENCE: Final = re.compile(r"[^.?!\n]+(?:[.?!]+(?=\s|$)|(?<=\d)\.(?=\d)[^.?!\n]*|\n|$)")


_BEYOND: Final = (
    (phrases.WRITING, Beyond.WRITING),
    (phrases.SPEAKERS, Beyond.SPEAKERS),
    (phrases.EMOTION, Beyond.EMOTION),
)


def read_prompt(prompt: str, system_instruction: str = "", *, lists_wanted: bool = False) -> Wish:
    """What `prompt` wants; the system instruction decides only where the prompt itself names no task.

    `lists_wanted`: the request's schema is one for a transcript, so that what asks nothing asks for that.
    """
    span = find_span(prompt)
    rest = _without_span(prompt, span)
    want, beyond = _want(rest)
    if want is None and (not _words(rest) or (lists_wanted and not phrases.ASKS.search(rest))):
        want, beyond = _want(system_instruction)
        want = want or Want.TRANSCRIPT
    return Wish(
        want or Want.QUESTION,
        span,
        _question(rest),
        beyond,
        with_times=not phrases.NO_TIMES.search(prompt),
        json_wanted=bool(phrases.JSON.search(f"{prompt}\n{system_instruction}")),
    )


def _want(text: str) -> tuple[Want | None, Beyond | None]:
    """None for the want: a question, or nothing at all."""
    if phrases.TRANSLATE.search(text):
        return Want.TRANSCRIPT if phrases.TRANSCRIBE.search(text) else Want.QUESTION, Beyond.TRANSLATE
    if phrases.TRANSCRIBE.search(text) and not _leads(phrases.SUMMARISE, phrases.TRANSCRIBE, text):
        return Want.TRANSCRIPT, None
    if phrases.SUMMARISE.search(text):
        return Want.SUMMARY, None
    for pattern, beyond in _BEYOND:
        if pattern.search(text):
            return Want.QUESTION, beyond
    if phrases.SOUNDS.search(text):
        return Want.SOUNDS, None
    return (Want.DESCRIBE, None) if phrases.DESCRIBE.search(text) else (None, None)


def _leads(first: re.Pattern[str], second: re.Pattern[str], text: str) -> bool:
    """Whether `first` stands before `second`: `summarise the transcript you make`."""
    one, two = first.search(text), second.search(text)
    return bool(one and two and one.start() < two.start())


def _without_span(prompt: str, span: Wanted | None) -> str:
    if span is None:
        return prompt
    return prompt[: span.at[0]] + " " + prompt[span.at[1] :]


def _question(text: str) -> str:
    """Only what is asked: no scope, nothing about the answer's form."""
    kept = [
        sentence.strip()
        for sentence in _SENTENCE.findall(text)
        if _words(sentence) and not phrases.ABOUT_FORM.search(sentence) and not phrases.SCOPE.search(sentence)
    ]
    return " ".join(kept) or text.strip()


def _words(text: str) -> bool:
    return bool(re.search(r"\w", text))
