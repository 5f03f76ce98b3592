"""The words of the two ways of sending: what leaves, how much it is, what it costs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.plan import Delivery, RequestPlan
from audio_desk.settings import Account
from audio_desk.timecode import clock, mmss
from audio_desk.ui.amounts import count_words, money_words, size_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("AskPane", text)


def whole_title(plan: RequestPlan | None) -> str:
    """Names the span that will be written into the prompt."""
    if plan is None or plan.span is None:
        return _tr("Whole recording")
    start, end = plan.span
    return _tr("Whole recording, from {0} to {1}").format(mmss(start), mmss(end))


def region_title() -> str:
    return _tr("Only this region")


def detail_words(plan: RequestPlan, dollars: float | None, account: Account, upload_words: str) -> str:
    """`≈ 4,026 tokens · $0.003 · 0.5 MB inline`; what is done on this computer costs nothing."""
    tokens = _tr("≈ {0} tokens").format(count_words(plan.estimated_tokens))
    if account == "on-device":
        return f"{tokens} · {_tr('on this computer: free')}"
    price = _tr("price unknown") if dollars is None else money_words(dollars)
    return f"{tokens} · {price} · {delivery_words(plan, upload_words)}"


def delivery_words(plan: RequestPlan, upload_words: str) -> str:
    if plan.delivery == Delivery.INLINE:
        return _tr("{0} inline").format(size_words(plan.body_bytes))
    return upload_words


def converted_words(plan: RequestPlan) -> str:
    """Of what is made of the whole recording, and how large it becomes."""
    size = size_words(plan.sound_bytes)
    if plan.channel is None:
        return _tr("converted to FLAC (≈ {0}), uploaded once, kept 48 h").format(size)
    return _tr("one channel as FLAC (≈ {0}), kept 48 h").format(size)


def placeholder_words(recording: Recording | None, region: Region | None, *, being_read: bool) -> str:
    """What the empty question field says."""
    if recording is None:
        return being_read_words() if being_read else _tr("Open a recording to ask about it")
    if region is None:
        return _tr("Ask about the whole recording…")
    start, end = region.seconds(recording.rate)
    return _tr("Ask about {0} – {1}…").format(clock(start), clock(end))


def being_read_words() -> str:
    """Why nothing can be asked about what is only a glimpse."""
    return _tr("You can ask about this recording once it has been read")


def times_words(ratio: float) -> str:
    """`27 times`; `1.4 times` where it is little."""
    return f"{ratio:.0f}" if ratio >= 9.95 else f"{ratio:.1f}"
