"""Works through the steps of a long piece of work, as many at a time as the account takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from audio_desk.operations.events import Pausing
from audio_desk.settings import Account

AT_ONCE: Final[Mapping[Account, int]] = {"on-device": 1, "gemini": 4}
"""This computer hears one sound at a time; the other takes what its limits allow, and fewer after a 429."""
PATIENCE_SECONDS: Final = 900.0
"""How long a step waits for the account's limits to pass: nobody sits before it."""


class Crew:
    """Of one run. Steps are counted from 0."""

    def __init__(self, account: Account, at_once: int | None = None) -> None:
        self._at_once = at_once or AT_ONCE[account]
        self._pauses: dict[int, float] = {}
        """By the step that waits: how long."""

    @property
    def pausing_seconds(self) -> float:
        """Until all that wait for the account's limits go on; 0 when none does."""
        return max(self._pauses.values(), default=0.0)

    async def work(self, next_step: Callable[[], int | None], do: Callable[[int], Awaitable[None]]) -> None:
        """Until `next_step`, which gives each one once, has none left. The first failure ends all of it."""
        try:
            async with asyncio.TaskGroup() as group:
                for number in range(self._at_once):
                    group.create_task(self._worker(number, next_step, do))
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from None

    def pause(self, step: int, event: Pausing) -> None:
        """An account that refuses is asked by fewer at a time from now on."""
        if event.why == "quota" and step not in self._pauses:
            self._at_once = max(1, self._at_once - 1)
        self._pauses[step] = event.seconds_left

    def go_on(self, step: int) -> bool:
        """Whether the step had waited."""
        return self._pauses.pop(step, None) is not None

    async def _worker(
        self, number: int, next_step: Callable[[], int | None], do: Callable[[int], Awaitable[None]]
    ) -> None:
        """After a limit was met there may be fewer of them."""
        while number < self._at_once and (step := next_step()) is not None:
            await do(step)
