"""The long transcription that a stop, a failure or the end of the program left unfinished."""

from __future__ import annotations

from dataclasses import replace

from audio_desk.library.records import ChunkRecord, ChunkState, LongJobRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.events import LongRequest, planned_as
from audio_desk.operations.long.transcription import LONG
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.work_lock import is_worked_at
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account


async def unfinished_long(desk: Desk, recording: Recording) -> LongJobRecord | None:
    """The newest at which nobody works now; what was on its way when it stopped waits.

    Raises StoreUnavailable.
    """

    def find() -> LongJobRecord | None:
        left = (job for job in desk.store.long_jobs(recording.record.id) if not job.ended)
        found = next((job for job in left if not is_worked_at(desk, LONG, job.id)), None)
        return None if found is None else replace(found, chunks=tuple(map(_stopped, found.chunks)))

    return await desk.run(find)


def _stopped(chunk: ChunkRecord) -> ChunkRecord:
    return replace(chunk, state=ChunkState.WAITING) if chunk.state == ChunkState.RUNNING else chunk


def resumed(job: LongJobRecord, recording: Recording, asking: RequestSettings) -> LongRequest:
    """The request that goes on with it."""
    planned = planned_as(job.settings)
    return LongRequest(
        recording=recording,
        region=job.region,
        account=account_of(job),
        model=job.model,
        leaves_out=planned.leaves_out,
        chunk_seconds=planned.chunk_seconds,
        asking=asking,
        channel=planned.channel,
    )


def account_of(job: LongJobRecord) -> Account:
    return "gemini" if job.account == "gemini" else "on-device"


async def leave_long(desk: Desk, job: LongJobRecord) -> None:
    """Nobody goes on with it; the transcripts of its parts stay. Raises StoreUnavailable."""
    await desk.run(desk.store.leave_long_job, job.id)
