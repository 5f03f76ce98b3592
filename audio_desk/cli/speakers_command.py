"""`audio-desk speakers`: who speaks in a recording's transcript, and what they are called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json, write_table
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.transcripts.script.script import Script

Rename = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--rename",
        metavar="OLD NEW",
        help="In every line; under a name that is there already both become one.",
        show_default=False,
    ),
]


def speakers(file: File, rename: Rename = None, as_json: Json = False) -> int:
    """Show who speaks in a transcript and in how many lines, or give somebody another name."""
    settings = load(Paths.default().settings_file)
    script = at_desk(settings, lambda desk: _speakers(desk, file, rename))
    counts = {
        speaker.name: sum(line.speaker == speaker.name for line in script.segments)
        for speaker in script.speakers
    }
    if as_json:
        write_json({"speakers": [{"name": name, "lines": count} for name, count in counts.items()]})
    elif counts:
        write_table(
            [(name, f"{count} {'line' if count == 1 else 'lines'}") for name, count in counts.items()]
        )
    else:
        tell("The transcript names nobody.")
    return ExitStatus.COMPLETE


async def _speakers(desk: Desk, file: Path, rename: tuple[str, str] | None) -> Script:
    from audio_desk.cli.opening import opened
    from audio_desk.operations.transcripts.script import load_script, name_speaker

    recording = await opened(desk, file)
    if rename is not None:
        script = await load_script(desk, recording)
        if script.speaker(rename[0]) is None:
            raise typer.BadParameter(f"nobody in the transcript is called “{rename[0]}”.")
        if not rename[1].strip():
            raise typer.BadParameter("the new name is empty.")
        await name_speaker(desk, recording, *rename)
    return await load_script(desk, recording)
