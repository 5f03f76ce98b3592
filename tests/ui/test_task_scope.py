"""Work that a pane owns by name."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject
from qasync import QEventLoop

from audio_desk.ui.task_scope import TaskScope


async def test_work_that_has_ended_runs_no_more_even_before_its_end_is_told(qt_loop: QEventLoop) -> None:
    owner = QObject()
    scope = TaskScope(owner)
    seen: list[tuple[bool, list[str]]] = []
    told: list[str] = []
    scope.finished.connect(told.append)
    release = asyncio.Event()

    async def work() -> None:
        await release.wait()
        # The first to be called back is the test's own: the scope's end is told after it.
        asyncio.get_running_loop().call_soon(lambda: seen.append((scope.is_running("work"), list(told))))

    scope.start("work", work())
    assert scope.is_running("work")
    release.set()
    await scope.idle()
    assert seen == [(False, [])]
    assert told == ["work"]
    await scope.close()
