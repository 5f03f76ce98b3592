"""A recording's facts in the words that people use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.audio.info import AudioInfo


def facts_words(info: AudioInfo) -> str:
    """`2:05.8 · 24 kHz stereo · OGG`."""
    length = timecode.clock(info.duration, 1)
    return f"{length} · {rate_words(info.rate)} {channel_words(info.channels)} · {info.container}"


def rate_words(rate: int) -> str:
    """`24 kHz`, `44.1 kHz`, `11.025 kHz`."""
    return f"{rate / 1000:g} kHz"


def channel_words(channels: int) -> str:
    named = {
        1: QCoreApplication.translate("RecordingFacts", "mono"),
        2: QCoreApplication.translate("RecordingFacts", "stereo"),
    }
    return named.get(channels) or QCoreApplication.translate("RecordingFacts", "{0} channels").format(
        channels
    )
