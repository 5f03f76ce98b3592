"""`audio-desk queue`: the same asked about every marked region of a recording."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from audio_desk.cli import options
from audio_desk.cli.request_options import Given, with_request_options
from audio_desk.cli.session import at_desk
from audio_desk.errors import QuestionEmpty
from audio_desk.paths import Paths
from audio_desk.request.prompts import Task
from audio_desk.settings import load


class TaskName(StrEnum):
    TRANSCRIPT = "transcript"
    ASK = "ask"


TaskOption = Annotated[
    TaskName, typer.Option("--task", help="What is wanted of each region.", show_default="transcript")
]
Question = Annotated[
    str, typer.Option("--question", metavar="TEXT", help="With --task ask: the question.", show_default=False)
]
PlanOnly = Annotated[
    bool, typer.Option("--plan", help="Only tell what it would cost; send nothing.", show_default=False)
]


@with_request_options
def queue(
    file: options.File,
    given: Given,
    task: TaskOption = TaskName.TRANSCRIPT,
    question: Question = "",
    mode: options.ModeOption = None,
    plan: PlanOnly = False,
    as_json: options.Json = False,
    account: options.AccountOption = None,
    model: options.Model = None,
) -> int:
    """Transcribe, or ask a question about, all marked regions of a recording, one after another.

    What has come is kept, and the same command goes on with the rest.
    """
    if task == TaskName.ASK and not question.strip():
        raise QuestionEmpty
    from audio_desk.cli.queueing import QueueWish, work_through

    settings = load(Paths.default().settings_file)
    wish = QueueWish(
        file=file,
        mode=options.mode_of(mode, settings),
        task=Task.ASK if task == TaskName.ASK else Task.TRANSCRIPT,
        question=question.strip() if task == TaskName.ASK else "",
        account=options.account_of(account, settings),
        model=model or "",
        settings=settings,
        given=given,
        only_plans=plan,
        as_json=as_json,
    )
    return at_desk(settings, lambda desk: work_through(desk, wish))
