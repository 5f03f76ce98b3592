"""Begins a long transcription, or finds the one that was not finished; joins what has come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from audio_desk.library.records import AnswerRecord, AnswerStatus, ChunkRecord, ChunkState, LongJobRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.events import LongRequest
from audio_desk.operations.recordings.silences import find_silences
from audio_desk.region import Region
from audio_desk.request.chunks import Chunk, plan_chunks
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.stitch import Part, stitch
from audio_desk.transcripts.writing import written_line

LEFT_OUT_LINE: Final = "(without speech, left out)"
"""What stands in a transcript where nothing was sent."""
_CUT_SHORT: Final = (AnswerStatus.STREAMING, AnswerStatus.INTERRUPTED, AnswerStatus.FAILED)


async def job_of(desk: Desk, request: LongRequest) -> LongJobRecord:
    """The newest that is not at its end and was begun for the same; else a new one.

    Raises AudioError and StoreUnavailable.
    """
    for job in await desk.run(desk.store.long_jobs, request.recording.record.id):
        if is_same(job, request) and not job.ended:
            return job
    silences = await find_silences(desk, request.recording, request.span)
    chunks = plan_chunks(
        request.span,
        silences.regions,
        request.recording.rate,
        chunk_seconds=request.chunk_seconds,
        leaves_out=request.leaves_out,
    )
    job = LongJobRecord(
        id=0,
        recording_id=request.recording.record.id,
        region=request.region,
        account=request.account,
        model=request.model,
        settings=request.settings,
        chunks=tuple(map(_chunk, chunks)),
        created=datetime.now(UTC),
    )
    return await desk.run(desk.store.begin_long_job, job)


def is_same(job: LongJobRecord, request: LongRequest) -> bool:
    """Whether it was begun for this."""
    asked = (request.region, request.account, request.model, request.settings)
    return (job.region, job.account, job.model, job.settings) == asked


def take_up(store: Store, job: LongJobRecord) -> list[ChunkRecord]:
    """The chunks as they go on: what failed, or was running when a program ended, is asked about again."""
    known = {answer.id for answer in store.answers(job.recording_id)}
    chunks = []
    for position, chunk in enumerate(job.chunks):
        is_there = chunk.state == ChunkState.DONE and chunk.answer_id in known
        if is_there or chunk.state in (ChunkState.LEFT_OUT, ChunkState.WAITING):
            chunks.append(chunk)
            continue
        if chunk.state == ChunkState.RUNNING and chunk.answer_id is not None:
            store.delete_answer(chunk.answer_id)
            chunk = replace(chunk, answer_id=None)  # noqa: PLW2901
        again = replace(chunk, state=ChunkState.WAITING, problem="")
        store.set_chunk(job.id, position, again)
        chunks.append(again)
    return chunks


def clear_away(store: Store, job: LongJobRecord, kept: Iterable[int]) -> None:
    """Answers about parts that were cut short before the job knew of them: there is a whole one of each."""
    known, spans = frozenset(kept), {chunk.sent for chunk in job.chunks}
    for answer in store.answers(job.recording_id):
        is_part = answer.mode == "region" and answer.region in spans and answer.created >= job.created
        if is_part and answer.id not in known and answer.status in _CUT_SHORT:
            store.delete_answer(answer.id)


def joined(
    chunks: Iterable[ChunkRecord], answers: Mapping[int, AnswerRecord], rate: int
) -> tuple[Segment, ...]:
    """One transcript of everything that came."""
    parts = [
        Part(chunk.core, chunk.sent, answers[chunk.answer_id].segments)
        for chunk in chunks
        if chunk.answer_id in answers and chunk.answer_id is not None
    ]
    return stitch(parts, rate)


def joined_answer(
    job: LongJobRecord, chunks: Iterable[ChunkRecord], answers: Mapping[int, AnswerRecord], rate: int
) -> AnswerRecord:
    """What takes the place of the parts' answers; `answers` holds those of `chunks`."""
    chunks = tuple(chunks)
    segments = joined(chunks, answers, rate)
    lines = tuple(sorted((*segments, *_silent_lines(chunks)), key=lambda line: line.start_frame))
    parts = [answers[chunk.answer_id] for chunk in chunks if chunk.answer_id in answers and chunk.answer_id]
    now = datetime.now(UTC)
    return AnswerRecord(
        id=0,
        recording_id=job.recording_id,
        task="transcript",
        question="",
        prompt=parts[0].prompt if parts else "",
        mode="region",
        region=job.region,
        account=job.account,
        model=job.model,
        model_version=next((part.model_version for part in parts if part.model_version), ""),
        status=AnswerStatus.COMPLETE if segments else AnswerStatus.INCOMPLETE,
        finish="STOP",
        problem="" if segments else "empty",
        text="\n".join(written_line(line, rate) for line in lines),
        segments=lines,
        created=now,
        finished=now,
        prompt_tokens=sum(part.prompt_tokens or 0 for part in parts),
        answer_tokens=sum(part.answer_tokens or 0 for part in parts),
        total_tokens=sum(part.total_tokens or 0 for part in parts),
        channel=parts[0].channel if parts else None,
    )


def _silent_lines(chunks: Iterable[ChunkRecord]) -> Iterator[Segment]:
    """Of each stretch of which nothing was sent, that it is so."""
    for chunk in chunks:
        if chunk.state == ChunkState.LEFT_OUT:
            yield Segment(chunk.core.start, chunk.core.end, LEFT_OUT_LINE)


def _chunk(chunk: Chunk) -> ChunkRecord:
    state = ChunkState.LEFT_OUT if chunk.is_left_out else ChunkState.WAITING
    sent = Region(chunk.core.start, chunk.core.start) if chunk.is_left_out else chunk.sent
    return ChunkRecord(chunk.core, sent, state)
