"""The arguments and options that several subcommands share, and what they mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from audio_desk import timecode
from audio_desk.errors import RegionOutside
from audio_desk.region import Region
from audio_desk.settings import Account, Mode, Settings


class AccountName(StrEnum):
    ON_DEVICE = "on-device"
    GEMINI = "gemini"


class ModeName(StrEnum):
    WHOLE = "whole"
    REGION = "region"


File = Annotated[Path, typer.Argument(metavar="FILE", help="The recording.", show_default=False)]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="T", help="Start of the region: 1:30, 75:30, 1:15:30.5, 90.", show_default=False
    ),
]
To = Annotated[str | None, typer.Option("--to", metavar="T", help="End of the region.", show_default=False)]
ModeOption = Annotated[
    ModeName | None,
    typer.Option(
        "--mode",
        help="Send the whole recording and name the times, or send only the region's sound.",
        show_default="the one in the settings",
    ),
]
ChannelOption = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar="NAME",
        help="Send one channel alone: left, right, or its number.",
        show_default="mix",
    ),
]
PlanOption = Annotated[
    bool,
    typer.Option("--plan", help="Print what would be sent and cost; send nothing.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace a file of that name.", show_default=False)]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", "--force", help="Replace a file of that name.", show_default=False)
]
AccountOption = Annotated[
    AccountName | None,
    typer.Option("--account", help="Who answers.", show_default="the one in the settings"),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="The model.", show_default="the account's in the settings"),
]


@dataclass(frozen=True, slots=True)
class Span:
    """The region's edges in seconds as they were given; None is the recording's own edge."""

    start: float | None
    end: float | None


def span_of(start: str | None, end: str | None) -> Span:
    """Before the recording is looked at. Raises TimeInvalid and RegionOutside."""
    span = Span(
        None if start is None else timecode.parse(start),
        None if end is None else timecode.parse(end),
    )
    if span.end is not None and span.end <= (span.start or 0.0):
        raise RegionOutside(span.start or 0.0, span.end, math.inf)
    return span


def region_of(span: Span, frames: int, rate: int) -> Region | None:
    """The region in a recording; None for all of it. Raises RegionOutside.

    An end that names the recording's last, begun second or millisecond, or as it is shown, is its end.
    """
    if span == Span(None, None):
        return None
    duration = frames / rate
    start, end = span.start or 0.0, duration if span.end is None else span.end
    end = timecode.end_as_shown(end, duration)
    if start >= duration or end > duration:
        raise RegionOutside(start, max(start, end), duration)
    region = Region.of_seconds(start, end, rate).clamped(frames)
    if region.is_empty:
        raise RegionOutside(start, end, duration)
    return region


def account_of(given: AccountName | None, settings: Settings) -> Account:
    return settings.account if given is None else _ACCOUNTS[given]


def mode_of(given: ModeName | None, settings: Settings) -> Mode:
    return settings.mode if given is None else _MODES[given]


_ACCOUNTS: dict[AccountName, Account] = {AccountName.ON_DEVICE: "on-device", AccountName.GEMINI: "gemini"}
_MODES: dict[ModeName, Mode] = {ModeName.WHOLE: "whole", ModeName.REGION: "region"}
