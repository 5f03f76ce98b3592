"""The words about a queue of regions: what it costs, how far it is."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from audio_desk.error_text import words_for
from audio_desk.library.queue_records import ItemState, QueueItem, QueueRecord
from audio_desk.operations.queue.plan import QueueEstimate
from audio_desk.operations.queue.running import QueueProgress
from audio_desk.settings import Mode
from audio_desk.timecode import clock
from audio_desk.ui.amounts import count_words, money_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Queue", text)


def item_words(item: QueueItem, rate: int) -> str:
    """`The bell · 0:34 – 0:52`"""
    start, end = item.span.seconds(rate)
    return f"{item.name or _tr('Region')} · {clock(start)} – {clock(end)}"


def total_words(planned: QueueEstimate, mode: Mode, dollars: float | None, account: str) -> str:
    """`≈ 12,345 tokens · $0.009`, or why it cannot be asked so."""
    trouble = planned.trouble(mode)
    if trouble is not None:
        return words_for(trouble).sentence
    tokens = _tr("≈ {0} tokens").format(count_words(planned.tokens(mode)))
    return f"{tokens} · {_money(dollars, account)}"


def progress_words(progress: QueueProgress, dollars: float | None) -> str:
    """`2 of 5 regions done, 1 running, 2 waiting · 1,234 tokens · $0.001`"""
    words = counts_words(progress.queue)
    tokens = progress.prompt_tokens + progress.answer_tokens
    if tokens:
        words += " · " + _tr("{0} tokens").format(count_words(tokens))
        words += f" · {_money(dollars, progress.queue.account)}"
    if progress.pausing_seconds:
        pause = _tr("the account's limit is reached, {0} s to wait")
        words += " · " + pause.format(math.ceil(progress.pausing_seconds))
    return words


def counts_words(queue: QueueRecord) -> str:
    words = [_tr("{0} of {1} regions done").format(queue.count(ItemState.DONE), len(queue.items))]
    states = (
        (ItemState.RUNNING, _tr("running")),
        (ItemState.WAITING, _tr("waiting")),
        (ItemState.FAILED, _tr("failed")),
    )
    words += [f"{queue.count(state)} {name}" for state, name in states if queue.count(state)]
    return ", ".join(words)


def subject_words(queue: QueueRecord) -> str:
    """What is asked."""
    return _tr("Transcripts") if queue.task == "transcript" else f"“{queue.question}”"


def _money(dollars: float | None, account: str) -> str:
    if account != "gemini":
        return _tr("on this computer: free")
    return _tr("price unknown") if dollars is None else money_words(dollars)
