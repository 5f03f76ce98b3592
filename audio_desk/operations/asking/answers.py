"""The earlier answers of a recording."""

from __future__ import annotations

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording


async def list_answers(desk: Desk, recording: Recording) -> tuple[AnswerRecord, ...]:
    """Newest first. Raises StoreUnavailable."""
    return await desk.run(desk.store.answers, recording.record.id)


async def delete_answer(desk: Desk, answer_id: int) -> None:
    """Raises StoreUnavailable."""
    await desk.run(desk.store.delete_answer, answer_id)
