"""`audio-desk cut`: a region as a sound file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.hushed import hushed
from audio_desk.cli.options import File, Force, From, To, region_of, span_of
from audio_desk.cli.terminal import tell
from audio_desk.region import Region

Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="OUT", help="OUT.flac, .wav, .mp3 or .ogg.", show_default=False),
]


def cut(
    file: File,
    output: Output,
    start: From = None,
    end: To = None,
    original_rate: Annotated[
        bool,
        typer.Option(
            "--original-rate",
            help="Keep the recording's rate and channels; else 16 kHz mono, as it is sent to be understood.",
            show_default=False,
        ),
    ] = False,
    force: Force = False,
) -> int:
    """Write a region, or all of a recording, to a file of its own: FLAC and WAV exact to the sample."""
    span = span_of(start, end)
    from audio_desk.audio.cutting.cut_file import kind_of, write_cut
    from audio_desk.audio.cutting.whole_file import refuse_existing
    from audio_desk.audio.quality.notes import lost_places, within
    from audio_desk.audio.quality.places import nearby_joined
    from audio_desk.cli.known_notes import open_as_known
    from audio_desk.note_text import damage_sentence

    kind_of(output)
    refuse_existing(output, replace=force, source=file)
    with hushed(), open_as_known(file) as source:
        info = source.info
        region = region_of(span, info.frames, info.rate) or Region(0, info.frames)
        write_cut(source, region, output, original_rate=original_rate, replace=force)
        lost = within(lost_places(info, None) + source.lost, region)
    if lost:
        tell(damage_sentence(file.name, nearby_joined(lost, info.rate), info.rate))
    return ExitStatus.COMPLETE
