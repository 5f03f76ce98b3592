"""Qt's loop as the tests use it."""

from __future__ import annotations

import asyncio

from qasync import QEventLoop


async def test_a_coroutine_test_runs_on_qts_loop_when_it_asks_for_it(qt_loop: QEventLoop) -> None:
    assert asyncio.get_running_loop() is qt_loop
    await asyncio.sleep(0)


async def test_blocking_work_in_a_thread_comes_back_to_qts_loop(qt_loop: QEventLoop) -> None:
    assert await asyncio.to_thread(sum, (1, 2)) == 3
