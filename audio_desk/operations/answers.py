"""The earlier answers of a recording."""

from __future__ import annotations

from audio_desk.library.records import AnswerRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.taking import taken


async def list_answers(desk: Desk, recording: Recording) -> tuple[AnswerRecord, ...]:
    """Newest first. Raises StoreUnavailable."""
    return await desk.run(desk.store.answers, recording.record.id)


async def delete_answer(desk: Desk, answer_id: int) -> None:
    """Raises StoreUnavailable."""
    await desk.run(desk.store.delete_answer, answer_id)


async def use_answer(desk: Desk, answer_id: int) -> AnswerRecord:
    """From now on its words are the transcript's, where it speaks; what they replace becomes a version.

    Raises StoreUnavailable and RowGone.
    """
    return await desk.run(_used, desk.store, answer_id)


def _used(store: Store, answer_id: int) -> AnswerRecord:
    answer = store.use_answer(answer_id)
    taken(store, answer, "replace")
    return answer
