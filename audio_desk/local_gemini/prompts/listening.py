"""Runs work for a client as long as it listens: a closed connection ends the work at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from starlette.types import Receive

from audio_desk.local_gemini.wire import errors as wire_errors


async def while_client_listens(
    receive: Receive, stopping: asyncio.Event, work: Coroutine[Any, Any, None]
) -> bool:
    """Wait for `work`; False when the client went first, and the work was cancelled.

    The request's body must have been read. Raises what `work` raises, and WireError when the server stops.
    """
    async with asyncio.TaskGroup() as group:
        task = group.create_task(_outcome(work))
        gone = group.create_task(_gone(receive))
        ending = group.create_task(stopping.wait())
        done, _ = await asyncio.wait({task, gone, ending}, return_when=asyncio.FIRST_COMPLETED)
        for left in {task, gone, ending} - done:
            left.cancel()
    if task in done:
        if (error := task.result()) is not None:
            raise error
        return True
    if gone in done:
        return False
    raise wire_errors.stopping()


async def _outcome(work: Coroutine[Any, Any, None]) -> Exception | None:
    """The error as a value: a task group would wrap it."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - raised again by the caller
        return error
    return None


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
