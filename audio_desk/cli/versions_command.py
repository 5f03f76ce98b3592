"""`audio-desk versions`: states of a recording's transcript that were kept, and going back to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json, write_table
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.library.records import VersionRecord
    from audio_desk.operations.desk import Desk

Restore = Annotated[
    int | None,
    typer.Option("--restore", metavar="N", help="Make this one the transcript again.", show_default=False),
]
_REASONS: Final = {
    "answer": "before a new transcript",
    "replace": "before words were replaced",
    "restore": "before an older version was restored",
    "rename-speaker": "before a speaker was renamed",
    "merge-speakers": "before two speakers became one",
    "import": "before a transcript was imported",
    "others": "written by another program",
}


def versions(file: File, restore: Restore = None, as_json: Json = False) -> int:
    """List the states of a transcript that were kept, the newest first, or go back to one.

    What the transcript is before becomes a version itself: nothing is lost.
    """
    settings = load(Paths.default().settings_file)
    found = at_desk(settings, lambda desk: _versions(desk, file, restore))
    if as_json:
        write_json({"versions": [_object(version) for version in found]})
    elif restore is not None:
        tell(f"Version {restore} is the transcript again; what it was before is kept as a version.")
    elif found:
        write_table([_row(version) for version in found])
    else:
        tell("No version of this transcript was kept yet.")
    return ExitStatus.COMPLETE


async def _versions(desk: Desk, file: Path, restore: int | None) -> tuple[VersionRecord, ...]:
    from audio_desk.cli.opening import opened
    from audio_desk.operations.transcripts.script import list_versions, restore_version

    recording = await opened(desk, file)
    if restore is not None:
        if restore not in {version.id for version in await list_versions(desk, recording)}:
            raise typer.BadParameter(f"this recording has no version {restore}.")
        await restore_version(desk, recording, restore)
    return await list_versions(desk, recording)


def _row(version: VersionRecord) -> tuple[str, str, str, str]:
    when = version.created.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    lines = f"{version.segments} {'line' if version.segments == 1 else 'lines'}"
    return str(version.id), when, lines, _REASONS.get(version.reason, version.reason)


def _object(version: VersionRecord) -> dict[str, object]:
    return {
        "id": version.id,
        "created": version.created.isoformat(),
        "reason": version.reason,
        "segments": version.segments,
    }
