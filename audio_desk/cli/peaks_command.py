"""`audio-desk peaks`: a waveform as data, for peaks.js and whatever else reads BBC audiowaveform's files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.options import File, Force
from audio_desk.cli.peak_files import MOST_SAMPLES_PER_PIXEL, SAMPLES_PER_PIXEL, PeakWish, make_peaks


class Bits(StrEnum):
    EIGHT = "8"
    SIXTEEN = "16"


Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="OUT", help="OUT.dat or OUT.json.", show_default=False),
]
Width = Annotated[
    int,
    typer.Option(
        "--samples-per-pixel",
        metavar="N",
        min=1,
        max=MOST_SAMPLES_PER_PIXEL,
        help="So many samples become one lowest and one highest.",
    ),
]


def peaks(
    file: File,
    output: Output,
    samples_per_pixel: Width = SAMPLES_PER_PIXEL,
    bits: Annotated[Bits, typer.Option("--bits", help="Of each value.")] = Bits.SIXTEEN,
    split_channels: Annotated[
        bool, typer.Option("--split-channels", help="Each channel by itself.", show_default=False)
    ] = False,
    force: Force = False,
) -> int:
    """Write a recording's peaks in the data format of BBC audiowaveform, version 2."""
    return make_peaks(
        PeakWish(file, output, samples_per_pixel, 8 if bits is Bits.EIGHT else 16, split_channels, force)
    )
