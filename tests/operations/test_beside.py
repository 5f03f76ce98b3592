"""Work beside a generator: its reports, its result, its error, its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from audio_desk.operations.beside import Result, reports_of


async def test_reports_come_before_the_result_and_the_last_of_a_burst_is_kept() -> None:
    async def work(report: Callable[[int], None]) -> str:
        for number in range(5):
            report(number)
        await asyncio.sleep(0)
        report(7)
        return "done"

    items = [item async for item in reports_of(work)]
    assert items[-2:] == [7, Result("done")]
    assert len(items) < 7


async def test_an_error_of_the_work_is_raised_after_its_reports() -> None:
    async def work(report: Callable[[int], None]) -> str:
        report(1)
        raise KeyError("no")

    reports = reports_of(work)
    assert await anext(reports) == 1
    with pytest.raises(KeyError):
        await anext(reports)


async def test_closing_cancels_the_work_and_waits_for_its_end() -> None:
    ended = asyncio.Event()

    async def work(report: Callable[[int], None]) -> None:
        report(1)
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.set()

    reports = reports_of(work)
    assert await anext(reports) == 1
    await reports.aclose()
    assert ended.is_set()
