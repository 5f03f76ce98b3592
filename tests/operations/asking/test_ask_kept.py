"""Stopping an answer, and a library that cannot keep it: what came is shown and what can be kept is kept."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.ask import ask
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Finished, Started, TextArrived
from tests.operations.asked import finished, gather, newest, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess


def forbid_writing(desk: Desk) -> None:
    """SQLite answers this exactly as it answers a medium that cannot be written."""
    desk.store._connection.rows("PRAGMA query_only = ON")


async def test_stopping_in_mid_answer_keeps_the_text_and_takes_less_than_a_second(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Half"), end="hang")
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        arrived = asyncio.Event()

        async def listen() -> None:
            async with aclosing(ask(desk, request)) as events:
                async for event in events:
                    if isinstance(event, TextArrived):
                        arrived.set()

        task = asyncio.get_running_loop().create_task(listen())
        async with asyncio.timeout(60):
            await arrived.wait()
        begin = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - begin < 1.0
        await assert_stopped(await newest(desk, request))


async def test_closing_the_generator_between_two_events_keeps_the_text(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Half"), end="hang")
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        events = ask(desk, request)
        async for event in events:
            if isinstance(event, TextArrived):
                break
        begin = time.monotonic()
        await events.aclose()
        assert time.monotonic() - begin < 1.0
        await assert_stopped(await newest(desk, request))


async def assert_stopped(answer: AnswerRecord) -> None:
    assert (answer.status, answer.finish, answer.problem) == (
        AnswerStatus.INTERRUPTED,
        "INTERRUPTED",
        "stopped",
    )
    assert answer.text == "[00:03] Half"
    assert [segment.text for segment in answer.segments] == ["Half"]


async def test_text_is_in_the_library_within_a_second_while_the_answer_goes_on(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Half"), end="hang")
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        async with aclosing(ask(desk, request)) as events:
            async for event in events:
                if isinstance(event, TextArrived):
                    break
            begin = time.monotonic()
            async with asyncio.timeout(30):
                while not (await newest(desk, request)).text:  # noqa: ASYNC110 - another thread writes it
                    await asyncio.sleep(0.01)
            assert time.monotonic() - begin < 1.0
            assert (await newest(desk, request)).status == AnswerStatus.STREAMING


async def test_an_answer_that_cannot_be_saved_is_shown_all_the_same(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Hello"), said(" there.", "STOP"), interval=0.2)
    arrived: list[Any] = []
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        with pytest.raises(errors.StoreUnavailable):
            await listen_without_library(desk, request, arrived)
    assert isinstance(arrived[-1], Finished)
    assert arrived[-1].complete
    assert arrived[-1].answer.text == "[00:03] Hello there."


async def listen_without_library(desk: Desk, request: Any, arrived: list[Any]) -> None:
    async with aclosing(ask(desk, request)) as events:
        async for event in events:
            if isinstance(event, TextArrived):
                forbid_writing(desk)
            arrived.append(event)


async def test_an_answer_deleted_while_it_arrives_is_shown_to_its_end(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:01] Hello"), said(" there.", "STOP"), interval=0.1)
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        events = []
        async with aclosing(ask(desk, request)) as stream:
            async for event in stream:
                if isinstance(event, Started):
                    await desk.run(desk.store.delete_answer, event.answer.id)
                events.append(event)
        assert finished(events).complete
        assert await desk.run(desk.store.answers, request.recording.record.id) == ()


async def test_a_library_that_cannot_be_written_stops_before_anything_is_sent(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        forbid_writing(desk)
        before = len(server.seen())
        with pytest.raises(errors.StoreUnavailable):
            await gather(desk, request)
        assert len(server.seen()) == before
