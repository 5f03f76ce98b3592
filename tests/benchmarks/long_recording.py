"""A recording of 9.5 h that was never made: its peaks are invented, its samples are noise when asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import numpy as np

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.peaks.columns import Int16s
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.recordings.open_recording import Recording

RATE = 44100
FRAMES = round(9.5 * 3600) * RATE
CHANNELS = 2
PATH = Path("nine-and-a-half-hours.wav")


@cache
def recording() -> Recording:
    info = AudioInfo(PATH, "WAV", "PCM 16-bit", "audio/wav", RATE, CHANNELS, FRAMES, FRAMES, 4 * FRAMES)
    record = RecordingRecord(
        id=1,
        fingerprint="0" * 64,
        path=PATH,
        name=PATH.name,
        rate=RATE,
        channels=CHANNELS,
        frames=FRAMES,
        size_bytes=info.size_bytes,
        mime_type=info.mime_type,
        opened=datetime.now(UTC),
    )
    return Recording(info, record)


@cache
def peaks() -> PeakPyramid:
    """Levels that swell and fall like speech; as large on disk as real ones."""
    count = PeakPyramid.size_of(CHANNELS, FRAMES)
    noise = np.random.default_rng(0)
    values: Int16s = np.empty(count, np.int16)
    pyramid = PeakPyramid(RATE, CHANNELS, FRAMES, values)
    for level in pyramid._levels:
        bins = level.shape[2]
        loud = 4000 + 3500 * np.sin(np.arange(bins) / max(1, bins) * 9000)
        for channel in range(CHANNELS):
            high = (loud * noise.uniform(0.6, 1.6, bins)).astype(np.int16)
            level[1, channel], level[0, channel] = high, -(high * 0.9).astype(np.int16)
            level[2, channel] = (high * 0.4).astype(np.int16)
    return pyramid
