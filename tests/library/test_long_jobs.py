"""Long transcriptions are kept part by part, and end as one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from audio_desk.library.records import ChunkRecord, ChunkState, LongJobRecord, RecordingRecord
from audio_desk.library.store import Store
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment

CHUNKS = (
    ChunkRecord(Region(0, 100), Region(0, 110)),
    ChunkRecord(Region(100, 150), Region(100, 100), ChunkState.LEFT_OUT),
    ChunkRecord(Region(150, 200), Region(140, 200)),
)


def job(recording: RecordingRecord) -> LongJobRecord:
    return LongJobRecord(
        id=0,
        recording_id=recording.id,
        region=Region(0, 200),
        account="gemini",
        model="m",
        settings="300",
        chunks=CHUNKS,
        created=datetime.now(UTC),
    )


def answer_of(store: Store, recording: RecordingRecord) -> int:
    return store.begin_answer(
        recording_id=recording.id,
        task="transcript",
        question="",
        prompt="p",
        mode="region",
        region=Region(0, 110),
        account="gemini",
        model="m",
    ).id


def test_a_job_and_its_chunks_come_back_as_they_were(store: Store, recording: RecordingRecord) -> None:
    begun = store.begin_long_job(job(recording))
    assert begun == replace(job(recording), id=begun.id, created=begun.created)
    answer = answer_of(store, recording)
    done = replace(CHUNKS[2], state=ChunkState.FAILED, problem="empty", answer_id=answer)
    store.set_chunk(begun.id, 2, done)
    (found,) = store.long_jobs(recording.id)
    assert found.chunks == (*CHUNKS[:2], done)


def test_a_deleted_answer_leaves_its_chunk_without_one(store: Store, recording: RecordingRecord) -> None:
    begun = store.begin_long_job(job(recording))
    answer = answer_of(store, recording)
    store.set_chunk(begun.id, 0, replace(CHUNKS[0], state=ChunkState.DONE, answer_id=answer))
    store.delete_answer(answer)
    assert store.long_jobs(recording.id)[0].chunks[0].answer_id is None
    store.set_chunk(begun.id, 0, replace(CHUNKS[0], state=ChunkState.DONE, answer_id=answer))
    assert store.long_jobs(recording.id)[0].chunks[0].answer_id is None


def test_the_joined_answer_takes_the_place_of_the_parts(store: Store, recording: RecordingRecord) -> None:
    begun = store.begin_long_job(job(recording))
    parts = [answer_of(store, recording), answer_of(store, recording)]
    other = answer_of(store, recording)
    for position, part in zip((0, 2), parts, strict=True):
        store.set_chunk(begun.id, position, replace(CHUNKS[position], answer_id=part))
    segments = (Segment(0, 50, "one"), Segment(50, 200, "two"))
    joined = store.end_long_job(begun.id, replace(store.answer(parts[0]), segments=segments, text="one two"))
    assert joined.segments == segments
    assert {answer.id for answer in store.answers(recording.id)} == {joined.id, other}
    (found,) = store.long_jobs(recording.id)
    assert (found.ended, found.answer_id) == (True, joined.id)
