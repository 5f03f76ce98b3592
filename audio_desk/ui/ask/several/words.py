"""The words of a question about several recordings: what each is called, and how all are sent."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from audio_desk import limits
from audio_desk.error_text import words_for
from audio_desk.errors import UsageError
from audio_desk.library.several_records import AboutRecord, ReceiptPart
from audio_desk.operations.asking.topic import Topic
from audio_desk.request.plan import Delivery
from audio_desk.request.several import SeveralPlan
from audio_desk.settings import Account
from audio_desk.timecode import clock
from audio_desk.ui.amounts import count_words, money_words, size_words

_NAME_CHARACTERS: Final = 40


def _tr(text: str) -> str:
    return QCoreApplication.translate("SeveralWords", text)


def topic_words(topic: Topic) -> str:
    """`interview.ogg, 0:34 – 0:52`"""
    region = topic.region
    return _named(topic.name, None if region is None else region.seconds(topic.recording.rate))


def about_words(about: AboutRecord) -> str:
    """`A interview.ogg, 0:34 – 0:52`"""
    return f"{about.letter} {_named(short_name(about.name), None if about.region is None else about.span)}"


def short_name(name: str) -> str:
    """Without its middle, where it is long."""
    if len(name) <= _NAME_CHARACTERS:
        return name
    half = _NAME_CHARACTERS // 2
    return f"{name[:half]}…{name[-half:]}"


def _named(name: str, span: tuple[float, float] | None) -> str:
    return name if span is None else f"{name}, {clock(span[0])} – {clock(span[1])}"


def part_words(part: ReceiptPart) -> str:
    """One sound of a request's receipt: its label, its way, its bytes."""
    size = size_words(part.sound_bytes or 0)
    way = _tr("within the request, {0}").format(size)
    if part.upload_name:
        way = _tr("the upload {0}").format(part.upload_name)
    return _tr("{0} – {1}, {2}, SHA-256 {3}").format(part.label, way, part.mime_type, part.sha256)


def meter_words(seconds: float) -> str:
    """`7:24 of 9:30:00`"""
    return _tr("{0} of {1}").format(clock(seconds), clock(limits.PROMPT_SECONDS))


def question_words(count: int) -> str:
    """What the empty question field says."""
    return _tr("Ask about these {0} together…").format(count)


def choice_titles() -> tuple[str, str]:
    return _tr("Whole recordings"), _tr("Only the regions")


def choice_words(plan: SeveralPlan | UsageError, dollars: float | None, account: Account) -> str:
    """`≈ 8,026 tokens · $0.006 · 2 uploaded, 0.5 MB inline`"""
    if isinstance(plan, UsageError):
        return words_for(plan).sentence
    tokens = _tr("≈ {0} tokens").format(count_words(plan.estimated_tokens))
    if account == "on-device":
        return f"{tokens} · {_tr('on this computer: free')}"
    price = _tr("price unknown") if dollars is None else money_words(dollars)
    return f"{tokens} · {price} · {way_words(plan)}"


def way_words(plan: SeveralPlan) -> str:
    uploads = sum(part.plan.delivery == Delivery.FILE for part in plan.parts)
    inline = _tr("{0} inline").format(size_words(plan.body_bytes)) if uploads < len(plan.parts) else ""
    uploaded = _tr("{0} uploaded, kept 48 h").format(uploads) if uploads else ""
    return ", ".join(words for words in (uploaded, inline) if words)
