"""Long transcription: all of it once, whatever fails, stops or is killed on the way."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk.errors import KeyRejected, LongRunning, ModelUnknown, QuotaExceeded, RegionsOnly
from audio_desk.library.records import AnswerStatus, ChunkState
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.estimate import estimate_long
from audio_desk.operations.long.events import LongEvent, LongFinished, LongProgress, LongRequest
from audio_desk.operations.long.job import job_of
from audio_desk.operations.long.transcription import transcribe_long
from audio_desk.operations.long.unfinished import leave_long, resumed, unfinished_long
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.transcripts.script import load_script, take_answer
from audio_desk.region import Region
from audio_desk.request_settings import NOTHING_SET
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess

RATE = 8_000
GUARD_SECONDS = 280.0
"""For the real recogniser on a machine that has much else to do."""


@pytest.fixture
def minute(tmp_path: Path) -> Path:
    """70 s of noise with silences around 0:20 and 0:41: three parts of at most 25 s."""
    path = tmp_path / "minute.wav"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 70 * RATE).astype(np.float32)
    for start, end in ((19.5, 20.5), (40.5, 41.5)):
        noise[round(start * RATE) : round(end * RATE)] = 0
    soundfile.write(path, noise, RATE, subtype="PCM_16")
    return path


async def request_of(desk: Desk, path: Path, **changes: Any) -> LongRequest:
    recording = await open_recording(desk, path)
    wanted = LongRequest(recording, None, "on-device", "whisper-tiny.en", chunk_seconds=25)
    return replace(wanted, **changes)


async def gather(desk: Desk, request: LongRequest) -> list[LongEvent]:
    async with aclosing(transcribe_long(desk, request)) as events:
        return [event async for event in events]


def ended(events: list[LongEvent]) -> LongFinished:
    assert isinstance(events[-1], LongFinished)
    return events[-1]


def states(progress: LongProgress) -> list[str]:
    return [chunk.state.value for chunk in progress.chunks]


def asked(server: ServerProcess) -> int:
    return sum("streamGenerateContent" in request["path"] for request in server.seen())


def script_part(server: ServerProcess, *events: dict[str, Any], times: int = 0) -> None:
    script_answer(server, *events, times=times)


WORDS = said("[00:02] Hello there.\n[00:20] Once more.\n", "STOP")


async def test_each_part_sends_its_own_sound_and_reaches_into_its_neighbours(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS)
    before = asked(server)
    async with open_desk() as desk:
        events = await gather(desk, await request_of(desk, minute))
    finished = ended(events)
    assert asked(server) - before == len(finished.progress.chunks) == 4
    counts = [event.count(ChunkState.DONE) for event in events if isinstance(event, LongProgress)]
    assert counts == sorted(counts)
    assert counts[-1] == 4
    cores = [chunk.core for chunk in finished.progress.chunks]
    assert (cores[0].start, cores[-1].end) == (0, 70 * RATE)
    assert abs(cores[0].end / RATE - 20) < 0.1
    assert abs(cores[1].end / RATE - 41) < 0.1
    assert finished.progress.chunks[1].sent.start < cores[1].start


async def test_what_one_part_fails_at_is_asked_again_alone(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS, times=1)
    script_later = {"path": "streamGenerateContent", "action": "events", "times": 0}
    broken = {**script_later, "events": [said("[00:01] Cut", "MAX_TOKENS")], "times": 1}
    first = {**script_later, "events": [WORDS], "times": 1}
    server.script_faults([first, broken, {**script_later, "events": [WORDS]}])
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        finished = ended(await gather(desk, request))
        assert states(finished.progress) == ["done", "failed", "done", "done"]
        assert finished.answer is None
        assert finished.failed == (finished.progress.chunks[1].core,)
        script = await load_script(desk, request.recording)
        assert any(segment.text == "Cut" for segment in script.segments)
        before = asked(server)
        again = ended(await gather(desk, request))
        assert asked(server) - before == 1
        assert again.answer is not None
        await take_answer(desk, request.recording, again.answer)
        script = await load_script(desk, request.recording)
        assert {segment.answer_id for segment in script.segments} == {again.answer.id}
    assert states(again.progress) == ["done"] * 4


async def test_stopping_keeps_the_parts_that_are_done(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS)
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        async with aclosing(transcribe_long(desk, request)) as events:
            async for event in events:
                assert isinstance(event, LongProgress)
                if event.count(ChunkState.DONE) == 2:
                    break
        before = asked(server)
        finished = ended(await gather(desk, request))
        assert asked(server) - before == 2
        assert len(desk.store.answers(1)) == 1
    assert finished.answer is not None


@pytest.mark.parametrize(
    ("status", "word", "error"),
    [
        (400, "INVALID_ARGUMENT", KeyRejected),
        (404, "NOT_FOUND", ModelUnknown),
        (429, "RESOURCE_EXHAUSTED", QuotaExceeded),
    ],
)
async def test_what_would_meet_every_part_ends_the_run_and_costs_none(
    status: int,
    word: str,
    error: type[Exception],
    server: ServerProcess,
    open_desk: OpenDesk,
    minute: Path,
) -> None:
    reason = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
    message = "models/x is not found for API version v1beta" if status == 404 else "no"
    refusal = {"code": status, "message": message, "status": word, "details": [reason] * (status == 400)}
    rule = {"path": "streamGenerateContent", "action": "events", "events": [WORDS], "times": 1}
    refused = {"path": "streamGenerateContent", "action": "status", "status": status, "times": 0}
    server.script_faults([rule, {**refused, "body": {"error": refusal}}])
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        with pytest.raises(error):
            await gather(desk, request)
        (job,) = desk.store.long_jobs(1)
        assert [chunk.state.value for chunk in job.chunks] == ["done", "waiting", "waiting", "waiting"]
        script_part(server, WORDS)
        assert ended(await gather(desk, request)).answer is not None


async def test_a_limit_that_passes_is_waited_for(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    retry = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.3s"}
    body = {"error": {"code": 429, "message": "no", "status": "RESOURCE_EXHAUSTED", "details": [retry]}}
    refused = {"path": "streamGenerateContent", "action": "status", "status": 429, "body": body, "times": 2}
    told = {"path": "streamGenerateContent", "action": "events", "events": [WORDS], "times": 0}
    server.script_faults([refused, told])
    async with open_desk() as desk:
        events = await gather(desk, await request_of(desk, minute))
    assert any(isinstance(event, LongProgress) and event.pausing_seconds for event in events)
    assert ended(events).answer is not None


async def test_several_parts_are_asked_at_once_where_the_account_takes_them(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS)
    async with open_desk() as desk:
        events = await gather(desk, await request_of(desk, minute, at_once=3))
    running = [event.count(ChunkState.RUNNING) for event in events if isinstance(event, LongProgress)]
    assert max(running) == 3
    assert ended(events).answer is not None


async def test_only_one_program_transcribes_a_recording(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS)
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        async with aclosing(transcribe_long(desk, request)) as events:
            async for event in events:
                if isinstance(event, LongProgress) and event.chunks:
                    break
            with pytest.raises(LongRunning):
                await gather(desk, request)


async def test_stretches_without_speech_are_left_out_and_marked(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "gap.wav"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 70 * RATE).astype(np.float32)
    noise[20 * RATE : 50 * RATE] = 0
    soundfile.write(path, noise, RATE, subtype="PCM_16")
    script_part(server, said("[00:02] Hello.\n", "STOP"))
    before = asked(server)
    async with open_desk() as desk:
        finished = ended(await gather(desk, await request_of(desk, path, leaves_out=True)))
    assert asked(server) - before == 2
    (left_out,) = finished.left_out
    assert left_out.seconds(RATE) == pytest.approx((21, 49), abs=0.1)
    assert finished.answer is not None
    assert "[00:21] (without speech, left out)" in finished.answer.text
    assert [line.text for line in finished.segments] == ["Hello.", "(without speech, left out)", "Hello."]
    assert finished.segments[1].end_frame == left_out.end


async def test_a_finished_one_begins_anew_beside_what_is_there(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    script_part(server, WORDS)
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        await gather(desk, request)
        await gather(desk, request)
        assert len(desk.store.answers(1)) == 2
        assert [job.ended for job in desk.store.long_jobs(1)] == [True, True]


async def test_cancelling_ends_it_at_once(server: ServerProcess, open_desk: OpenDesk, minute: Path) -> None:
    script_answer(server, *[said(f"[00:{n:02d}] line\n") for n in range(59)], interval=0.2, times=0)
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        running = asyncio.Event()

        async def follow() -> None:
            async with aclosing(transcribe_long(desk, request)) as events:
                async for event in events:
                    assert isinstance(event, LongProgress)
                    if event.chunks and event.chunks[0].answer_id is not None:
                        running.set()

        task = asyncio.get_running_loop().create_task(follow())
        await asyncio.wait_for(running.wait(), 60)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 60)
        (answer,) = desk.store.answers(1)
        assert answer.status == AnswerStatus.INTERRUPTED


async def test_what_was_left_unfinished_is_found_again_and_goes_on_or_is_let_go(
    server: ServerProcess, open_desk: OpenDesk, minute: Path
) -> None:
    rule = {"path": "streamGenerateContent", "action": "events"}
    cut = {**rule, "events": [said("[00:01] Cut", "MAX_TOKENS")], "times": 1}
    server.script_faults([cut, {**rule, "events": [WORDS], "times": 0}])
    async with open_desk() as desk:
        request = await request_of(desk, minute, leaves_out=True)
        async with aclosing(transcribe_long(desk, request)) as events:
            async for event in events:
                assert await unfinished_long(desk, request.recording) is None
                if isinstance(event, LongProgress) and event.count(ChunkState.DONE):
                    break
        job = await unfinished_long(desk, request.recording)
        assert job is not None
        assert resumed(job, request.recording, NOTHING_SET) == request
        script_part(server, WORDS)
        assert ended(await gather(desk, resumed(job, request.recording, NOTHING_SET))).answer is not None
        assert await unfinished_long(desk, request.recording) is None
        again = await job_of(desk, request)
        await leave_long(desk, again)
        assert await unfinished_long(desk, request.recording) is None


async def test_a_recording_whose_whole_stays_here_does_not_leave_in_parts_either(
    open_desk: OpenDesk, minute: Path
) -> None:
    async with open_desk() as desk:
        request = await request_of(desk, minute, account="gemini", model="gemini-3.8-flash")
        desk.store.set_regions_only(request.recording.record.id, True)
        with pytest.raises(RegionsOnly):
            await gather(desk, request)


async def test_what_the_parts_would_cost_is_told_before(open_desk: OpenDesk, minute: Path) -> None:
    async with open_desk() as desk:
        request = await request_of(desk, minute)
        planned = estimate_long(request, ())
        assert (planned.parts, planned.left_out_seconds) == (3, 0)
        # 70 seconds of sound, two overlaps of 8, and the words of each request.
        assert planned.tokens == pytest.approx(32 * 86, rel=0.1)
        half = estimate_long(request, (), 16.0)
        assert half.tokens == pytest.approx(16 * 86, rel=0.2)
        quiet = Region(20 * RATE, 50 * RATE)
        silent = estimate_long(replace(request, leaves_out=True), (quiet,))
        assert (silent.parts, silent.left_out_seconds) == (2, 28)
