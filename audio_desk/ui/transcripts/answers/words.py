"""What a stored answer is called: its title, where and how it was asked, how it ended."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.ui.amounts import count_words, day_words, link_words
from audio_desk.ui.ask.several.words import about_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("AnswerWords", text)


def title_words(answer: AnswerRecord) -> str:
    """The question, or the name of what was asked for."""
    names = {
        "transcript": _tr("Transcript"),
        "summary": _tr("Summary"),
        "describe": _tr("Description"),
        "sounds": _tr("Which sounds are not speech?"),
    }
    return names.get(answer.task) or " ".join(answer.question.split())


def span_words(answer: AnswerRecord, rate: int) -> str:
    """`00:34 – 00:52`, or that all of it was meant."""
    if answer.about:
        return _tr("{0} recordings").format(len(answer.about))
    if answer.region is None:
        return _tr("whole recording")
    start, end = answer.region.seconds(rate)
    return f"{link_words(start)} – {link_words(end)}"


def mode_words(answer: AnswerRecord) -> str:
    """How it was sent; nothing where no choice was to be made."""
    if answer.region is None:
        return ""
    return _tr("only this region") if answer.mode == "region" else _tr("in the whole recording")


def channel_words(answer: AnswerRecord) -> str:
    """Nothing where all channels were sent."""
    return "" if answer.channel is None else _tr("only channel {0}").format(answer.channel + 1)


def model_words(answer: AnswerRecord) -> str:
    return answer.model_version or answer.model


def status_words(status: AnswerStatus) -> str:
    """Empty for a complete answer, which needs no word."""
    return {
        AnswerStatus.STREAMING: _tr("Receiving"),
        AnswerStatus.COMPLETE: "",
        AnswerStatus.INCOMPLETE: _tr("Incomplete"),
        AnswerStatus.INTERRUPTED: _tr("Interrupted"),
        AnswerStatus.FAILED: _tr("Failed"),
    }[status]


def relative_words() -> str:
    """Of times that count from the start of the stretch that was asked about."""
    return _tr("The times look relative to the stretch that was asked about, not to the recording.")


def is_whole(answer: AnswerRecord) -> bool:
    """Complete, or still on its way to it."""
    return answer.status in (AnswerStatus.COMPLETE, AnswerStatus.STREAMING)


def short_line(answer: AnswerRecord, rate: int, now: datetime) -> str:
    """The list's second line: when, span, how, by which model."""
    when = day_words(answer.created, now)
    parts = (when, span_words(answer, rate), mode_words(answer), model_words(answer))
    return " · ".join(part for part in parts if part)


def full_line(answer: AnswerRecord, rate: int, now: datetime) -> str:
    """Everything that is known of how it came to be, tokens as the server counted them."""
    tokens = _tr("{0} tokens").format(count_words(answer.total_tokens)) if answer.total_tokens else ""
    shift = link_words(answer.shifted_frames / rate)
    parts = (
        *(map(about_words, answer.about) if answer.about else (span_words(answer, rate),)),
        mode_words(answer),
        channel_words(answer),
        model_words(answer),
        tokens,
        _tr("times shifted by {0}").format(shift) if answer.shifted_frames else "",
        _tr("chosen by you") if answer.used is not None else "",
        day_words(answer.created, now),
    )
    return " · ".join(part for part in parts if part)
