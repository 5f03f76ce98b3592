"""Recordings for the tests of the window: a file on disk as the document knows it, with its peaks."""

from __future__ import annotations

import threading
import wave
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.peaks.builder import build_peaks
from audio_desk.audio.source import probe
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document


def recording_of(path: Path) -> Recording:
    info = probe(path)
    record = RecordingRecord(
        id=1,
        fingerprint="0" * 64,
        path=path,
        name=path.name,
        rate=info.rate,
        channels=info.channels,
        frames=info.frames,
        size_bytes=info.size_bytes,
        mime_type=info.mime_type,
        opened=datetime.now(UTC),
    )
    return Recording(info, record)


def write_wav(path: Path, samples: NDArray[np.int16], rate: int) -> Path:
    """`samples` of shape (frames, channels)."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return path


def tone(seconds: float, rate: int, channels: int = 1, hertz: float = 220.0) -> NDArray[np.int16]:
    """A tone that swells, so that no two stretches look the same."""
    at = np.arange(round(seconds * rate)) / rate
    level = np.sin(2 * np.pi * hertz * at) * (0.2 + 0.6 * at / seconds)
    return np.repeat((level * 32767).astype(np.int16)[:, np.newaxis], channels, axis=1)


def show(document: Document, recording: Recording) -> None:
    """Open `recording` in the document, with all its peaks."""
    document.set_recording(recording)
    peaks = build_peaks(recording.path, stop=threading.Event(), on_progress=lambda _peaks: None)
    document.set_peaks(recording, peaks)
