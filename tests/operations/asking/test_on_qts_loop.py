"""The same operations on Qt's loop, on which the window runs them."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_desk.library.records import AnswerStatus
from audio_desk.operations.asking.ask import ask
from audio_desk.operations.events import TextArrived, Uploading
from tests.operations.asked import finished, gather, of_kind, request_about, text_of
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess

if TYPE_CHECKING:
    from qasync import QEventLoop


async def test_a_whole_recording_is_uploaded_and_answered_on_qts_loop(
    qt_loop: QEventLoop, server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    script_answer(server, said("[00:03] Hello."), said("\n[00:05] Bye.", "STOP"))
    async with open_desk() as desk:
        events = await gather(desk, await request_about(desk, tones, mode="whole"))
    assert of_kind(events, Uploading)
    assert text_of(events) == "[00:03] Hello.\n[00:05] Bye."
    assert finished(events).complete


@pytest.mark.parametrize("closing", [True, False], ids=["closed", "cancelled"])
async def test_an_answer_is_stopped_within_a_second_on_qts_loop(
    qt_loop: QEventLoop, server: ServerProcess, open_desk: OpenDesk, tones: Path, closing: bool
) -> None:
    script_answer(server, said("[00:01] Half"), end="hang")
    async with open_desk() as desk:
        request = await request_about(desk, tones)
        arrived, go_on = asyncio.Event(), asyncio.Event()

        async def listen() -> None:
            async with aclosing(ask(desk, request)) as events:
                async for event in events:
                    if isinstance(event, TextArrived):
                        arrived.set()
                        if closing:
                            await go_on.wait()
                            return

        task = asyncio.get_running_loop().create_task(listen())
        async with asyncio.timeout(60):
            await arrived.wait()
        begin = time.monotonic()
        go_on.set()
        if not closing:
            task.cancel()
        await asyncio.wait({task})
        assert time.monotonic() - begin < 1.0
        (answer,) = await desk.run(desk.store.answers, request.recording.record.id)
        assert (answer.status, answer.text) == (AnswerStatus.INTERRUPTED, "[00:03] Half")
