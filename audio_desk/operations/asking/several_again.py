"""Opens again what an answer over several recordings was about, so that the same can be asked once more."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from audio_desk.errors import AudioMissing
from audio_desk.library.records import AnswerRecord
from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.settings import Mode

_MODES: Final[dict[str, Mode]] = {"region": "region", "whole": "whole"}


async def topics_again(desk: Desk, answer: AnswerRecord) -> tuple[Topic, ...]:
    """In the order of their letters. Raises AudioError and StoreError."""
    return tuple([await _topic(desk, each) for each in answer.about])


async def _topic(desk: Desk, about: AboutRecord) -> Topic:
    if about.recording_id is None:
        raise AudioMissing(Path(about.name))
    record = await desk.run(desk.store.recording, about.recording_id)
    recording = await open_recording(desk, record.path)
    return Topic(recording, about.region, _MODES[about.mode])
