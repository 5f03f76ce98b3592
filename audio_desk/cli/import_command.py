"""`audio-desk import`: a transcript or regions that another program wrote, taken over for a recording."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.transcripts.import_transcript import Imported


class ReadableName(StrEnum):
    """The formats that can be read; as transcripts.formats.writing.Format, not loaded for the help."""

    SRT = "srt"
    VTT = "vtt"
    TXT = "txt"
    JSON = "json"
    TEXTGRID = "textgrid"
    AUDACITY = "audacity"


Transcript = Annotated[
    Path, typer.Argument(metavar="TRANSCRIPT", help="The file to take over.", show_default=False)
]
ReadableOption = Annotated[
    ReadableName | None,
    typer.Option("--format", help="Its format.", case_sensitive=False, show_default="told by its content"),
]
AsRegions = Annotated[
    bool, typer.Option("--regions", help="Its lines become regions and markers.", show_default=False)
]


def import_(
    file: File,
    transcript: Transcript,
    kind: ReadableOption = None,
    as_regions: AsRegions = False,
    as_json: Json = False,
) -> int:
    """Take over a transcript for a recording: srt, vtt, txt, json, textgrid or Audacity labels.

    It becomes the newest transcript; what is there already stays with the recording's answers.
    """
    settings = load(Paths.default().settings_file)
    found = at_desk(settings, lambda desk: _import(desk, file, transcript, kind, as_regions))
    counts = {"segments": found.segments, "regions": found.regions, "answers": found.answers}
    words = (f"{count} {name if count != 1 else name[:-1]}" for name, count in counts.items() if count)
    if as_json:
        lost = {"skipped": found.skipped.count if found.skipped else 0}
        left = {"tiers_left_out": list(found.tiers)}
        write_json({"format": found.kind.value, **counts, "beside": found.beside, **lost, **left})
    else:
        tell(f"Taken over: {', '.join(words) or 'nothing that was not here already'}.")
        if found.beside:
            from audio_desk.cli.notices import BESIDE_WORDS

            tell(BESIDE_WORDS)
    if found.skipped is not None:
        from audio_desk.error_text import skipped_words

        tell(skipped_words(found.skipped.count, found.skipped.first_row))
    if found.tiers:
        from audio_desk.error_text import tiers_words

        tell(tiers_words(found.tiers))
    return ExitStatus.COMPLETE


async def _import(
    desk: Desk, file: Path, transcript: Path, kind: ReadableName | None, as_regions: bool
) -> Imported:
    from audio_desk.cli.opening import opened
    from audio_desk.cli.visible import visible
    from audio_desk.cli.waiting import waited
    from audio_desk.operations.transcripts.import_transcript import import_transcript
    from audio_desk.transcripts.formats.writing import Format

    recording = await opened(desk, file)
    wanted = None if kind is None else Format(kind.value)
    work = import_transcript(desk, recording, transcript, kind=wanted, as_regions=as_regions)
    return await waited(f"Taking over “{visible(transcript.name)}”", work)
