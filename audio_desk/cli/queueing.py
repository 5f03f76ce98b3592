"""Works through a queue of regions for the command line: the price first, each answer as it comes."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

from audio_desk import timecode
from audio_desk.cli.answer_json import answer_object
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.opening import opened
from audio_desk.cli.progress import Progress
from audio_desk.cli.request_options import Given
from audio_desk.cli.terminal import tell, write_json, write_line
from audio_desk.error_text import words_for
from audio_desk.errors import NoRegions, UsageError
from audio_desk.library.queue_records import ItemState, QueueItem, QueueRecord
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.prices import money_of, price_table
from audio_desk.operations.asking.request_parts import model_for, settings_for
from audio_desk.operations.desk import Desk
from audio_desk.operations.queue.plan import QueueEstimate, QueueRequest, estimate_queue, items_of
from audio_desk.operations.queue.running import QueueProgress, queue_of, run_queue
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.regions import list_regions
from audio_desk.request.cost import PriceTable
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from audio_desk.settings import Account, Mode, Settings

_MODES: tuple[tuple[Mode, str], ...] = (("whole", "whole recording"), ("region", "regions alone"))


@dataclass(frozen=True, slots=True)
class QueueWish:
    """What the command asks for."""

    file: Path
    mode: Mode
    task: Task
    question: str
    account: Account
    model: str
    """Empty: as the settings say."""
    settings: Settings
    given: Given
    only_plans: bool
    as_json: bool


async def work_through(desk: Desk, wish: QueueWish) -> ExitStatus:
    """Raises NoRegions, and what run_queue raises."""
    recording = await opened(desk, wish.file)
    items = items_of(await list_regions(desk, recording))
    if not items:
        raise NoRegions(recording.path)
    wanted = replace(settings_for(recording.record, wish.settings.request), **wish.given)
    model = wish.model or model_for(wish.account, wanted, wish.settings)
    request = QueueRequest(recording, items, wish.mode, wish.task, wish.question, wish.account, model, wanted)
    planned = estimate_queue(recording, items, wish.task, wish.question, wanted)
    table = price_table(desk.paths)
    tell(plan_words(planned, request, table))
    if wish.only_plans:
        if wish.as_json:
            write_json(_plan_object(planned, request, table))
        return ExitStatus.COMPLETE
    if wish.account == "gemini":
        await desk.accounts.client(wish.account)
    shown = _Shown(recording, as_json=wish.as_json)
    with Progress() as progress:
        await shown.follow(desk, request, progress)
    return await shown.end(desk, request, table)


def plan_words(planned: QueueEstimate, request: QueueRequest, table: PriceTable | None) -> str:
    """`3 regions: about 12,345 tokens, 0.0093 USD (whole recording, chosen) or ... (regions alone).`"""
    parts = []
    for mode, name in _MODES:
        chosen = ", chosen" if mode == request.mode else ""
        trouble = planned.trouble(mode)
        said = words_for(trouble).sentence if trouble else _cost_words(planned.tokens(mode), request, table)
        parts.append(f"{said} ({name}{chosen})")
    count = len(request.items)
    return f"{count} region{'s' if count != 1 else ''}: {' or '.join(parts)}."


def _cost_words(tokens: int, request: QueueRequest, table: PriceTable | None) -> str:
    words = f"about {tokens:,} tokens"
    if request.account != "gemini":
        return f"{words}, free on this computer"
    money = money_of(table, request.account, request.model, (tokens, 0))
    return (
        f"{words}, {'price unknown' if money is None or table is None else f'{money:.4f} {table.currency}'}"
    )


def progress_words(queue: QueueRecord) -> str:
    """`2 of 5 regions done, 1 running, 2 waiting`"""
    counts = [
        f"{queue.count(state)} {state.value}"
        for state in (ItemState.RUNNING, ItemState.WAITING, ItemState.FAILED)
        if queue.count(state)
    ]
    return ", ".join([f"{queue.count(ItemState.DONE)} of {len(queue.items)} regions done", *counts])


class _Shown:
    """A queue on its way to the terminal."""

    def __init__(self, recording: Recording, *, as_json: bool) -> None:
        self._recording, self._as_json = recording, as_json
        self._latest: QueueProgress | None = None

    async def follow(self, desk: Desk, request: QueueRequest, progress: Progress) -> None:
        queue = await queue_of(desk, request)
        try:
            async with aclosing(run_queue(desk, self._recording, queue, request.asking)) as events:
                async for event in events:
                    self._take(event, progress)
        except asyncio.CancelledError:
            progress.stop()
            tell("Stopped: what has come is kept, and the same command goes on with the rest.")
            raise

    def _take(self, event: QueueProgress, progress: Progress) -> None:
        words = progress_words(event.queue)
        is_news = self._latest is None or event.answer is not None
        self._latest = event
        if event.answer is not None and not self._as_json:
            progress.pause()
            self._print(event.answer)
        if not progress.is_terminal and is_news:
            tell(f"{words}.")
        progress.say(words)

    def _print(self, answer: AnswerRecord) -> None:
        assert self._latest is not None
        item = next(item for item in self._latest.queue.items if item.answer_id == answer.id)
        write_line(f"{_heading(item, self._recording.rate)}")
        for line in answer.text.strip().splitlines() or ["(no words)"]:
            write_line(line)
        write_line()

    async def end(self, desk: Desk, request: QueueRequest, table: PriceTable | None) -> ExitStatus:
        assert self._latest is not None
        queue, rate = self._latest.queue, self._recording.rate
        if self._as_json:
            answers = await desk.run(desk.store.answers, queue.recording_id)
            known = {answer.id: answer for answer in answers}
            write_json(_object(self._latest, request, table, known, rate))
        failed = [item for item in queue.items if item.state == ItemState.FAILED]
        if not failed:
            return ExitStatus.COMPLETE
        names = ", ".join(_heading(item, rate) for item in failed)
        tell(f"Not whole: {names} failed; the same command asks about that again.")
        return ExitStatus.INCOMPLETE


def _heading(item: QueueItem, rate: int) -> str:
    """`The bell (0:34 - 0:52)`"""
    times = " - ".join(map(timecode.clock, item.span.seconds(rate)))
    return f"{item.name} ({times})" if item.name else times


def _object(
    progress: QueueProgress,
    request: QueueRequest,
    table: PriceTable | None,
    known: dict[int, AnswerRecord],
    rate: int,
) -> dict[str, object]:
    queue, said = progress.queue, (progress.prompt_tokens, progress.answer_tokens)
    money = money_of(table, queue.account, queue.model, said)
    regions = []
    for item in queue.items:
        answer = known.get(item.answer_id) if item.answer_id is not None else None
        start, end = item.span.seconds(rate)
        regions.append(
            {
                "name": item.name,
                "start": start,
                "end": end,
                "state": item.state.value,
                "problem": item.problem,
                "answer": None if answer is None else answer_object(answer, None, rate),
            }
        )
    return {
        "task": queue.task,
        "question": queue.question,
        "mode": queue.mode,
        "account": queue.account,
        "model": request.model,
        "complete": queue.ended,
        "regions": regions,
        "tokens": sum(said),
        "money": None if money is None else round(money, 6),
    }


def _plan_object(
    planned: QueueEstimate, request: QueueRequest, table: PriceTable | None
) -> dict[str, object]:
    def total(mode: Mode, plans: tuple[RequestPlan | UsageError, ...]) -> dict[str, object]:
        tokens = planned.tokens(mode)
        money = money_of(table, request.account, request.model, (tokens, 0))
        each = [plan.estimated_tokens if isinstance(plan, RequestPlan) else None for plan in plans]
        return {"tokens": tokens, "money": money, "regions": each}

    return {
        "regions": len(request.items),
        "mode": request.mode,
        "whole": total("whole", planned.whole),
        "region": total("region", planned.region),
    }
