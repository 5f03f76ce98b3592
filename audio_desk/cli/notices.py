"""The sentences about an answer on standard error: what is sent, what is wrong with it, what is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from audio_desk import timecode
from audio_desk.cli.next_step import next_step_words, shift_words
from audio_desk.cli.visible import visible
from audio_desk.error_text import problem_words
from audio_desk.gemini.types import Usage
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.answer_places import places_of
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.prices import price_table
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.asking.topic import Topic
from audio_desk.paths import Paths

BESIDE_WORDS: Final = (
    "Lines here were corrected by hand, or go on beyond this stretch, and stay as they are: the new ones are "
    "kept beside them, as an answer."
)
REPLACE_WORDS: Final = f"{BESIDE_WORDS} With --replace they take their place."


def sending_words(request: AskRequest) -> str:
    """Before anything leaves this computer."""
    *others, last = map(_what, topics_of(request))
    what = f"{', '.join(others)} and {last}" if others else last
    return (
        f"Sending {what} to Gemini ({request.model}): uploads are kept there for 48 hours, and with a free"
        " key Google may use what is sent to improve its products."
    )


def _what(topic: Topic) -> str:
    if topic.mode == "region" and topic.region is not None:
        return f"{_span_words(topic.region.seconds(topic.recording.rate))} of “{topic.name}”"
    return f"the whole of “{topic.name}”"


def repeated_words(topic: Topic) -> str:
    """Of what was given more than once."""
    span = "" if topic.region is None else f"{_span_words(topic.region.seconds(topic.recording.rate))} of "
    return f"{span}“{topic.name}” is given twice, and sent once."


def legend_words(about: AboutRecord) -> str:
    """Whose letter it is: one line for each before an answer about several recordings."""
    span = "" if about.region is None else f", {_span_words(about.span)}"
    return f"{about.letter}: {visible(about.name)}{span}"


def _span_words(span: tuple[float, float]) -> str:
    return f"{timecode.clock(span[0])} to {timecode.clock(span[1])}"


def trouble_words(answer: AnswerRecord, request: AskRequest) -> str:
    """Why the answer is not whole, or which of its times cannot be true, and the command that helps.

    Empty when all is well.
    """
    if answer.status != AnswerStatus.COMPLETE:
        return problem_words(answer.problem, answer.finish).sentence + next_step_words(answer, request)
    if shift := shift_words(answer, request):
        return shift
    if wrong := sum(1 for place in places_of(answer) if place.is_doubtful):
        times = "1 time" if wrong == 1 else f"{wrong} times"
        return f"{times} of the answer cannot be right, or of no recording that can be told."
    doubtful = sum(1 for segment in answer.segments if segment.flags)
    if not doubtful:
        return ""
    lines = "1 line has a time" if doubtful == 1 else f"{doubtful} lines have times"
    return f"{lines} that cannot be right: outside the region, going backward, or past the end."


def cut_words(request: AskRequest) -> str:
    """The mode that was wished for is not possible."""
    return f"{request.model} takes no question: the region is cut out, and only its sound is sent."


def usage_words(usage: Usage, model: str, paths: Paths) -> str:
    """`It took 1,234 tokens in (200 of them cached) and 56 out: 0.0012 USD.`; after an answer from Gemini."""
    taken, said = usage.prompt or 0, (usage.answer or 0) + (usage.thoughts or 0)
    cached = f" ({usage.cached:,} of them cached)" if usage.cached else ""
    table = price_table(paths)
    money = None
    if table is not None:
        money = table.price(model, taken, said, datetime.now(UTC).date(), usage.cached or 0)
    price = "price unknown" if money is None or table is None else f"{money:.4f} {table.currency}"
    return f"It took {taken:,} tokens in{cached} and {said:,} out: {price}."


def kept_words(text: str) -> str:
    """After Ctrl+C."""
    if not text.strip():
        return "Stopped: there was no text yet."
    lines = text.strip().count("\n") + 1
    amount = "the line that came is" if lines == 1 else f"the {lines} lines that came are"
    return f"Stopped: {amount} kept with the recording's answers, marked interrupted."
