"""The words about a transcription in parts: how many, what they cost, how far they are."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from audio_desk.library.records import ChunkRecord, ChunkState
from audio_desk.operations.long.estimate import LongEstimate
from audio_desk.operations.long.events import LongProgress
from audio_desk.timecode import clock
from audio_desk.ui.amounts import count_words, money_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("LongWork", text)


def offer_words(planned: LongEstimate) -> str:
    return _tr("In {0} parts, each kept as it arrives").format(planned.parts)


def price_words(tokens: int, dollars: float | None, account: str) -> str:
    """`≈ 230,412 tokens · $0.17`"""
    words = _tr("≈ {0} tokens").format(count_words(tokens))
    return f"{words} · {_money(dollars, account)}"


def progress_words(progress: LongProgress, dollars: float | None, account: str) -> str:
    """`3 of 24 parts done, 4 running, 17 waiting · 12,345 tokens · $0.02`"""
    if not progress.chunks:
        return _tr("Listening for silences to cut at")
    words = counts_words(progress.chunks)
    tokens = progress.prompt_tokens + progress.answer_tokens
    if tokens:
        words += " · " + _tr("{0} tokens").format(count_words(tokens))
        words += f" · {_money(dollars, account)}"
    if progress.pausing_seconds:
        pause = _tr("the account's limit is reached, {0} s to wait")
        words += " · " + pause.format(math.ceil(progress.pausing_seconds))
    return words


def counts_words(chunks: tuple[ChunkRecord, ...]) -> str:
    counted = {state: sum(chunk.state == state for chunk in chunks) for state in ChunkState}
    asked = len(chunks) - counted[ChunkState.LEFT_OUT]
    words = [_tr("{0} of {1} parts done").format(counted[ChunkState.DONE], asked)]
    for state, name in _states():
        if counted[state] and state != ChunkState.DONE:
            words.append(f"{counted[state]} {name}")
    return ", ".join(words)


def part_words(chunk: ChunkRecord, rate: int) -> str:
    """`5:00 – 10:00: running`"""
    start, end = chunk.core.seconds(rate)
    return f"{clock(start)} – {clock(end)}: {dict(_states())[chunk.state]}"


def _money(dollars: float | None, account: str) -> str:
    if account != "gemini":
        return _tr("on this computer: free")
    return _tr("price unknown") if dollars is None else money_words(dollars)


def _states() -> tuple[tuple[ChunkState, str], ...]:
    return (
        (ChunkState.DONE, _tr("done")),
        (ChunkState.RUNNING, _tr("running")),
        (ChunkState.WAITING, _tr("waiting")),
        (ChunkState.FAILED, _tr("failed")),
        (ChunkState.LEFT_OUT, _tr("left out, without speech")),
    )
