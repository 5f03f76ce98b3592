"""`audio-desk transcribe` and `audio-desk ask`."""

from __future__ import annotations

from typing import Annotated

import typer

from audio_desk import timecode
from audio_desk.channels import channel_of
from audio_desk.cli import options
from audio_desk.cli.also import Also, AlsoOption, also_of
from audio_desk.cli.request_options import Given, with_request_options
from audio_desk.cli.session import at_desk
from audio_desk.errors import QuestionEmpty, SettingInvalid, TimeInvalid
from audio_desk.paths import Paths
from audio_desk.request.prompts import Task
from audio_desk.settings import load

Long = Annotated[
    bool,
    typer.Option("--long", help="In overlapping parts, each kept as it arrives.", show_default=False),
]
LeaveOut = Annotated[
    bool,
    typer.Option("--leave-out-silence", help="With --long: send no long silences.", show_default=False),
]
ChunkLength = Annotated[
    str | None,
    typer.Option("--chunk", metavar="T", help="With --long: the longest part.", show_default="5:00"),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Also take the place of lines that were corrected by hand; a version of them is kept.",
        show_default=False,
    ),
]


@with_request_options
def transcribe(
    file: options.File,
    given: Given,
    start: options.From = None,
    end: options.To = None,
    mode: options.ModeOption = None,
    as_json: options.Json = False,
    account: options.AccountOption = None,
    model: options.Model = None,
    long: Long = False,
    leaves_out: LeaveOut = False,
    chunk: ChunkLength = None,
    channel: options.ChannelOption = None,
    plan: options.PlanOption = False,
    replaces: Replace = False,
) -> int:
    """Print the transcript of a recording, or of a region of it, as it is made.

    With --long part by part, for any length: what has come is kept, and the same command goes on with it.
    """
    alone = None if channel is None else channel_of(channel)
    if long and plan:
        raise SettingInvalid("--plan is about one request, --long makes many")
    if long:
        spans = (file, start, end, as_json, account, model, leaves_out, chunk, given, alone)
        return _transcribe_long(*spans, replaces=replaces)
    said = (Task.TRANSCRIPT, "", file, start, end, mode, as_json, account, model, given)
    return _answer(*said, channel=alone, plan=plan, replaces=replaces)


@with_request_options
def ask(
    file: options.File,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="What to ask, in quotes.", show_default=False)
    ] = "",
    start: options.From = None,
    end: options.To = None,
    mode: options.ModeOption = None,
    as_json: options.Json = False,
    account: options.AccountOption = None,
    model: options.Model = None,
    also: AlsoOption = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="NAME", help="Ask this one of your templates.", show_default=False
        ),
    ] = None,
    channel: options.ChannelOption = None,
    plan: options.PlanOption = False,
    *,
    given: Given,
) -> int:
    """Ask a question about a recording, or about a region of it, or with --also about several at once."""
    if template is None and not question.strip():
        raise QuestionEmpty
    if template is not None and question.strip():
        raise SettingInvalid("--template is a question already, leave out the other")
    others = tuple(map(also_of, also or ()))
    alone = None if channel is None else channel_of(channel)
    said = (Task.ASK, question, file, start, end, mode, as_json, account, model, given, others)
    return _answer(*said, channel=alone, plan=plan, template=template)


def _transcribe_long(
    file: options.File,
    start: str | None,
    end: str | None,
    as_json: bool,
    account: options.AccountName | None,
    model: str | None,
    leaves_out: bool,
    chunk: str | None,
    given: Given,
    channel: int | None,
    *,
    replaces: bool,
) -> int:
    span = options.span_of(start, end)
    from audio_desk.cli.long_answering import LongWish, transcribe_in_parts
    from audio_desk.request.chunks import CHUNK_SECONDS, SHORTEST_CHUNK_SECONDS

    seconds = CHUNK_SECONDS if chunk is None else timecode.parse(chunk)
    if seconds < SHORTEST_CHUNK_SECONDS:
        raise TimeInvalid(chunk or "")
    settings = load(Paths.default().settings_file)
    chosen = options.account_of(account, settings)
    wish = LongWish(
        file=file,
        span=span,
        account=chosen,
        model=model or "",
        settings=settings,
        given=given,
        leaves_out=leaves_out,
        chunk_seconds=seconds,
        as_json=as_json,
        channel=channel,
        replaces=replaces,
    )
    return at_desk(settings, lambda desk: transcribe_in_parts(desk, wish))


def _answer(
    task: Task,
    question: str,
    file: options.File,
    start: str | None,
    end: str | None,
    mode: options.ModeName | None,
    as_json: bool,
    account: options.AccountName | None,
    model: str | None,
    given: Given,
    also: tuple[Also, ...] = (),
    *,
    channel: int | None,
    plan: bool,
    template: str | None = None,
    replaces: bool = False,
) -> int:
    span = options.span_of(start, end)
    from audio_desk.cli.answering import Wish, answer

    settings = load(Paths.default().settings_file)
    wish = Wish(
        file=file,
        span=span,
        mode=options.mode_of(mode, settings),
        task=task,
        question=question,
        account=options.account_of(account, settings),
        model=model or "",
        settings=settings,
        given=given,
        as_json=as_json,
        also=also,
        channel=channel,
        plans=plan,
        template=template,
        replaces=replaces,
    )
    return at_desk(settings, lambda desk: answer(desk, wish))
