"""A recording's facts in the words that people use."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.audio.info import AudioInfo
from audio_desk.operations.recordings.glimpse import Glimpse


def facts_words(info: AudioInfo) -> str:
    """`2:05.8 · 24 kHz stereo · OGG`, and what is wrong with the file where something is."""
    length = timecode.clock(info.duration, 1)
    sound = f"{rate_words(info.rate)} {channel_words(info.channels)}"
    return " · ".join([length, sound, info.container, *_odd_words(info)])


def glimpse_words(glimpse: Glimpse, read: float) -> str:
    """`about 9:30:00 · 44.1 kHz stereo · still being read, 43 %`; `read` from 0 to 1."""
    about = timecode.clock(glimpse.duration)
    length = (
        timecode.clock(glimpse.duration, 1)
        if glimpse.is_exact
        else QCoreApplication.translate("RecordingFacts", "about {0}").format(about)
    )
    sound = f"{rate_words(glimpse.rate)} {channel_words(glimpse.channels)}"
    reading = QCoreApplication.translate("RecordingFacts", "still being read, {0} %")
    return " · ".join([length, sound, reading.format(int(read * 100))])


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


def _odd_words(info: AudioInfo) -> list[str]:
    """`header claims 4:11.6`, `damaged at 1:02.3`, `cut off at 2:05.8`."""
    words = []
    if info.claim_differs and info.claimed_frames is not None:
        claim = timecode.clock(info.claimed_frames / info.rate, 1)
        words.append(QCoreApplication.translate("RecordingFacts", "header claims {0}").format(claim))
    inside = [timecode.clock(at, 1) for at in info.broken_at if at < info.duration]
    if inside:
        words.append(QCoreApplication.translate("RecordingFacts", "damaged at {0}").format(", ".join(inside)))
    if len(inside) < len(info.broken_at):
        end = timecode.clock(info.duration, 1)
        words.append(QCoreApplication.translate("RecordingFacts", "cut off at {0}").format(end))
    return words
