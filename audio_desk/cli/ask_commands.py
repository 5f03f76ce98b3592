"""`audio-desk transcribe` and `audio-desk ask`."""

from __future__ import annotations

from typing import Annotated

import typer

from audio_desk import timecode
from audio_desk.channels import channel_of
from audio_desk.cli import options
from audio_desk.cli.also import AlsoOption, also_of
from audio_desk.cli.request_options import Given, with_request_options
from audio_desk.cli.session import at_desk
from audio_desk.cli.wish import Wish
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
Question = Annotated[
    str, typer.Argument(metavar="QUESTION", help="What to ask, in quotes.", show_default=False)
]
TemplateOption = Annotated[
    str | None,
    typer.Option("--template", metavar="NAME", help="Ask this one of your templates.", show_default=False),
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
    if long and plan:
        raise SettingInvalid("--plan is about one request, --long makes many")
    settings = load(Paths.default().settings_file)
    wish = Wish(
        file=file,
        channel=None if channel is None else channel_of(channel),
        span=options.span_of(start, end),
        mode=options.mode_of(mode, settings),
        task=Task.TRANSCRIPT,
        account=options.account_of(account, settings),
        model=model or "",
        settings=settings,
        given=given,
        as_json=as_json,
        plans=plan,
        replaces=replaces,
    )
    return _transcribed_long(wish, chunk, leaves_out=leaves_out) if long else _answered(wish)


@with_request_options
def ask(
    file: options.File,
    question: Question = "",
    start: options.From = None,
    end: options.To = None,
    mode: options.ModeOption = None,
    as_json: options.Json = False,
    account: options.AccountOption = None,
    model: options.Model = None,
    also: AlsoOption = None,
    template: TemplateOption = None,
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
    settings = load(Paths.default().settings_file)
    wish = Wish(
        file=file,
        also=tuple(map(also_of, also or ())),
        channel=None if channel is None else channel_of(channel),
        span=options.span_of(start, end),
        mode=options.mode_of(mode, settings),
        task=Task.ASK,
        question=question,
        template=template,
        account=options.account_of(account, settings),
        model=model or "",
        settings=settings,
        given=given,
        as_json=as_json,
        plans=plan,
    )
    return _answered(wish)


def _answered(wish: Wish) -> int:
    from audio_desk.cli.answering import answer

    return at_desk(wish.settings, lambda desk: answer(desk, wish))


def _transcribed_long(wish: Wish, chunk: str | None, *, leaves_out: bool) -> int:
    from audio_desk.cli.long_answering import transcribe_in_parts
    from audio_desk.request.chunks import CHUNK_SECONDS, SHORTEST_CHUNK_SECONDS

    seconds = CHUNK_SECONDS if chunk is None else timecode.parse(chunk)
    if seconds < SHORTEST_CHUNK_SECONDS:
        raise TimeInvalid(chunk or "")
    return at_desk(
        wish.settings,
        lambda desk: transcribe_in_parts(desk, wish, chunk_seconds=seconds, leaves_out=leaves_out),
    )
