"""What is asked again by itself, how often, and what is told meanwhile."""

from __future__ import annotations

import asyncio
import math
import time
from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.operations.asking.ask import ask
from audio_desk.operations.asking.patience import COMMAND_SECONDS, WINDOW_SECONDS, Patience, count_down
from audio_desk.operations.events import Pausing
from tests.operations.asked import finished, gather, newest, of_kind, request_about
from tests.operations.conftest import OpenDesk, said
from tests.server_process import ServerProcess

HELLO = {"path": "streamGenerate", "action": "events", "events": [said("[00:01] Hello.", "STOP")]}


def quota(delay: str) -> dict[str, Any]:
    details = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay}]
    error = {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Slow down.", "details": details}
    return {"path": "streamGenerate", "action": "status", "status": 429, "body": {"error": error}}


def asked(server: ServerProcess) -> int:
    return sum("streamGenerate" in seen["path"] for seen in server.seen())


@pytest.mark.parametrize(
    ("longest", "seconds", "waits"),
    [
        (WINDOW_SECONDS, 34.4, True),
        (WINDOW_SECONDS, 60.0, True),
        (WINDOW_SECONDS, 60.1, False),
        (COMMAND_SECONDS, 20.0, True),
        (COMMAND_SECONDS, 34.4, False),
        (WINDOW_SECONDS, None, False),
    ],
)
def test_a_limit_is_waited_for_until_the_time_that_the_server_names(
    longest: float, seconds: float | None, waits: bool
) -> None:
    pause = Patience(longest).pause_after(errors.QuotaExceeded(retry_after=seconds))
    assert (pause is not None) == waits
    assert pause is None or (pause.why == "quota" and pause.seconds_left >= (seconds or 0))


def test_all_waits_for_limits_together_are_no_longer_than_one_may_be() -> None:
    patience = Patience(60)
    assert patience.pause_after(errors.QuotaExceeded(retry_after=40.0))
    assert patience.pause_after(errors.QuotaExceeded(retry_after=40.0)) is None


@pytest.mark.parametrize(
    ("error", "why"), [(errors.ServiceDown(code=503), "busy"), (errors.Unreachable(), "lost")]
)
def test_what_may_pass_is_tried_twice_more_with_growing_pauses(error: errors.GeminiError, why: str) -> None:
    patience = Patience(60)
    first, second = patience.pause_after(error), patience.pause_after(error)
    assert first is not None
    assert second is not None
    assert (first.why, second.why) == (why, why)
    assert second.seconds_left > first.seconds_left
    assert patience.pause_after(error) is None


@pytest.mark.parametrize(
    "error",
    [
        errors.KeyRejected(),
        errors.RequestRejected(code=400),
        errors.ServiceFailed(code=500),
        errors.ServiceTooSlow(code=504),
        errors.UploadGone(),
        errors.AnswerUnreadable(),
    ],
)
def test_what_would_fail_or_cost_again_is_not_repeated(error: errors.GeminiError) -> None:
    assert Patience(60).pause_after(error) is None


def test_an_answer_that_had_begun_is_not_asked_for_again() -> None:
    error = errors.ServiceDown(code=503)
    error.answering = True
    assert Patience(60).pause_after(error) is None


async def test_seconds_are_counted_down_one_by_one() -> None:
    told = [math.ceil(left.seconds_left) async for left in count_down(Pausing("quota", 1.2))]
    assert told == [2, 1]


async def test_a_limit_that_passes_is_waited_for_and_the_answer_comes(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([quota("1.2s"), HELLO])
    async with open_desk() as desk:
        events = await gather(desk, await request_about(desk, tones))
    assert finished(events).complete
    assert {pause.why for pause in of_kind(events, Pausing)} == {"quota"}
    assert [math.ceil(pause.seconds_left) for pause in of_kind(events, Pausing)][-1] == 1


async def test_a_limit_that_lasts_too_long_fails_with_its_time(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([quota("61s")])
    async with open_desk() as desk:
        with pytest.raises(errors.QuotaExceeded) as caught:
            await gather(desk, await request_about(desk, tones))
    assert caught.value.retry_after == 61


async def test_an_overloaded_service_is_asked_three_times_in_all(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    refusal = {"path": "streamGenerate", "action": "status", "status": 503, "body": {}, "times": 0}
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        before = asked(server)
        server.script_faults([refusal])
        with pytest.raises(errors.ServiceDown):
            await gather(desk, request)
        assert asked(server) - before == 3
        server.script_faults([{**refusal, "times": 2}, HELLO])
        assert finished(await gather(desk, request)).complete


async def test_a_pause_is_left_within_a_second_and_the_row_says_so(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([quota("50s")])
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        events = ask(desk, request)
        async for event in events:
            if isinstance(event, Pausing):
                break
        begin = time.monotonic()
        await asyncio.wait_for(events.aclose(), 60)
        assert time.monotonic() - begin < 1.0
        assert (await newest(desk, request)).problem == "stopped"
