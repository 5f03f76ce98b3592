"""A queue of regions: all of them asked about once, whatever fails, stops or is started again."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk.errors import KeyRejected, QueueRunning
from audio_desk.library.queue_records import QueueRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.queue.plan import QueueRequest, estimate_queue, items_of
from audio_desk.operations.queue.running import (
    QueueProgress,
    leave_queue,
    queue_of,
    run_queue,
    unfinished_queue,
)
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.recordings.regions import new_region
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.request_settings import NOTHING_SET
from tests.operations.conftest import OpenDesk, said
from tests.server_process import ServerProcess

RATE = 8_000
RULE: dict[str, Any] = {"path": "streamGenerateContent", "action": "events", "times": 1}
GOOD = {**RULE, "events": [said("[00:00] Hello.\n", "STOP")]}
CUT = {**RULE, "events": [said("[00:00] Cut", "MAX_TOKENS")]}


async def request_of(
    desk: Desk, path: Path, task: Task = Task.TRANSCRIPT, question: str = ""
) -> QueueRequest:
    recording = await open_recording(desk, path)
    spans = (
        Region(0, 2 * RATE),
        Region(3 * RATE, 3 * RATE),
        Region(4 * RATE, 6 * RATE),
        Region(6 * RATE, RATE * 8),
    )
    regions = [new_region(recording, span, name=f"Region {n}") for n, span in enumerate(spans)]
    return QueueRequest(
        recording, items_of(regions), "region", task, question, "on-device", "whisper-tiny.en"
    )


async def gather(desk: Desk, recording: Recording, queue: QueueRecord) -> list[QueueProgress]:
    async with aclosing(run_queue(desk, recording, queue, NOTHING_SET)) as events:
        return [event async for event in events]


def states(queue: QueueRecord) -> list[str]:
    return [item.state.value for item in queue.items]


async def test_every_region_is_asked_about_in_order_and_each_answer_is_kept(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([{**GOOD, "times": 0}])
    async with open_desk() as desk:
        request = await request_of(desk, tones, Task.ASK, "Who speaks?")
        events = await gather(desk, request.recording, await queue_of(desk, request))
        kept = desk.store.answers(request.recording.record.id)
        assert await unfinished_queue(desk, request.recording) is None
    assert [event.answer.region for event in events if event.answer] == [item.span for item in request.items]
    assert (states(events[-1].queue), events[-1].queue.ended) == (["done"] * 3, True)
    assert {answer.question for answer in kept} == {"Who speaks?"}
    assert (events[-1].prompt_tokens, events[-1].answer_tokens) == (300, 21)


async def test_what_failed_is_kept_and_asked_again_when_the_queue_goes_on(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    refused = {"path": "streamGenerateContent", "action": "status", "status": 400, "times": 1}
    body = {"error": {"code": 400, "message": "no", "status": "INVALID_ARGUMENT"}}
    server.script_faults([GOOD, CUT, {**refused, "body": body}])
    async with open_desk() as desk:
        request = await request_of(desk, tones)
        queue = await queue_of(desk, request)
        last = (await gather(desk, request.recording, queue))[-1]
        assert states(last.queue) == ["done", "failed", "failed"]
        assert last.queue.items[1].problem == "max-tokens"
        left = await unfinished_queue(desk, request.recording)
        assert left is not None
        assert states(left) == ["done", "failed", "failed"]
        server.script_faults([{**GOOD, "times": 0}])
        again = await gather(desk, request.recording, await queue_of(desk, request))
        assert again[-1].queue.id == queue.id
        assert (states(again[-1].queue), again[-1].queue.ended) == (["done"] * 3, True)
        texts = sorted(answer.text.strip() for answer in desk.store.answers(1))
        assert texts == ["[00:00] Hello.", "[00:04] Cut", "[00:04] Hello.", "[00:06] Hello."]


async def test_what_would_meet_every_region_ends_the_run_and_the_rest_waits(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    reason = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
    refusal = {"code": 400, "message": "no", "status": "INVALID_ARGUMENT", "details": [reason]}
    refused = {"path": "streamGenerateContent", "action": "status", "status": 400, "times": 0}
    server.script_faults([GOOD, {**refused, "body": {"error": refusal}}])
    async with open_desk() as desk:
        request = await request_of(desk, tones)
        with pytest.raises(KeyRejected):
            await gather(desk, request.recording, await queue_of(desk, request))
        left = await unfinished_queue(desk, request.recording)
        assert left is not None
        assert states(left) == ["done", "waiting", "waiting"]
        await leave_queue(desk, left)
        assert await unfinished_queue(desk, request.recording) is None
        assert len((await queue_of(desk, request)).items) == 3


async def test_a_stopped_queue_goes_on_where_it_was_and_only_one_works_through_it(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    hanging = {**RULE, "events": [said("[00:00] Hel")], "end": "hang", "times": 0}
    server.script_faults([GOOD, hanging])
    async with open_desk() as desk:
        request = await request_of(desk, tones)
        queue = await queue_of(desk, request)
        async with aclosing(run_queue(desk, request.recording, queue, NOTHING_SET)) as events:
            async for event in events:
                if states(event.queue) == ["done", "running", "waiting"]:
                    break
            with pytest.raises(QueueRunning):
                await gather(desk, request.recording, queue)
            assert await unfinished_queue(desk, request.recording) is None
    async with open_desk() as desk:
        left = await unfinished_queue(desk, request.recording)
        assert left is not None
        assert states(left) == ["done", "waiting", "waiting"]
        server.script_faults([{**GOOD, "times": 0}])
        last = (await gather(desk, request.recording, left))[-1]
        assert last.queue.ended


async def test_several_regions_are_asked_about_at_once_where_the_account_takes_them_all_of_the_chosen_channel(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
    noise = np.random.default_rng().uniform(-0.3, 0.3, (10 * RATE, 2)).astype(np.float32)
    soundfile.write(tmp_path / "stereo.wav", noise, RATE, subtype="PCM_16")
    hanging = {**RULE, "events": [said("[00:00] Hel")], "end": "hang", "times": 0}
    server.script_faults([hanging])
    async with open_desk() as desk:
        asked = await request_of(desk, tmp_path / "stereo.wav")
        request = replace(asked, account="gemini", model="gemini-3.8-flash", channel=1)
        queue = await queue_of(desk, request)
        assert (await queue_of(desk, replace(request, channel=0))).id != queue.id
        async with aclosing(run_queue(desk, request.recording, queue, NOTHING_SET)) as events:
            async for event in events:
                if all(item.answer_id is not None for item in event.queue.items):
                    break
        assert states(event.queue) == ["running"] * 3
        server.script_faults([{**GOOD, "times": 0}])
        again = await queue_of(desk, request)
        assert again.id == queue.id
        heard = await gather(desk, request.recording, again)
        assert states(heard[-1].queue) == ["done"] * 3
        assert sorted(
            event.answer.region.start for event in heard if event.answer and event.answer.region
        ) == [item.span.start for item in request.items]
        kept = {answer.channel for answer in desk.store.answers(request.recording.record.id)}
        assert kept == {1}


async def test_the_total_price_is_known_before_in_both_modes(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        request = await request_of(desk, tones)
        planned = estimate_queue(request.recording, request.items, Task.TRANSCRIPT)
    assert planned.tokens("region") == pytest.approx(3 * 2 * 32, abs=120)
    assert planned.tokens("whole") == pytest.approx(3 * 10 * 32, abs=120)
    assert planned.trouble("whole") is planned.trouble("region") is None
