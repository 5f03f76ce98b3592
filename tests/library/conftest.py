"""A library in a folder of its own, with one recording in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audio_desk.audio.info import AudioInfo
from audio_desk.library.records import AnswerRecord, RecordingRecord
from audio_desk.library.store import Store
from audio_desk.region import Region


def info(path: Path, frames: int = 3_018_960) -> AudioInfo:
    return AudioInfo(
        path=path,
        container="OGG",
        codec="Vorbis",
        mime_type="audio/ogg",
        rate=24_000,
        channels=2,
        frames=frames,
        claimed_frames=frames,
        size_bytes=900_000,
    )


def begin(store: Store, recording: RecordingRecord, region: Region | None = None) -> AnswerRecord:
    return store.begin_answer(
        recording_id=recording.id,
        task="transcript",
        question="",
        prompt="Provide a transcript of the speech.",
        mode="whole",
        region=region,
        account="on-device",
        model="whisper-tiny.en",
    )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = Store.open(database)
    yield opened
    opened.close()


@pytest.fixture
def recording(store: Store, tmp_path: Path) -> RecordingRecord:
    return store.touch_recording(info(tmp_path / "a.ogg"), "aa" * 32)
