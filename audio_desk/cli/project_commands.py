"""`audio-desk project`: a recording's work as one file to pass on, saved and opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json, Overwrite
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.audio.heed import Heed
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.projects.opening import OpenedProject
    from audio_desk.operations.projects.values import Project

_Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="OUT.audiodesk", help="The file to write.", show_default=False),
]
_WithAudio = Annotated[bool, typer.Option("--with-audio", help="The recording inside.", show_default=False)]
_ProjectFile = Annotated[
    Path, typer.Argument(metavar="FILE.audiodesk", help="The project.", show_default=False)
]
_Audio = Annotated[
    Path | None,
    typer.Option(
        "--audio", metavar="FILE", help="Where its recording is.", show_default="in it or beside it"
    ),
]


def program() -> typer.Typer:
    app = typer.Typer(name="project", help="One file to pass on.", no_args_is_help=True)
    app.command("save")(save)
    app.command("open")(open_)
    return app


def save(
    file: File,
    output: _Output,
    with_audio: _WithAudio = False,
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> int:
    """Write transcript, regions, answers and versions of a recording to one file."""
    settings = load(Paths.default().settings_file)
    project = at_desk(settings, lambda desk: _save(desk, file, output, with_audio, overwrite))
    if as_json:
        counts = {"lines": project.segments, "regions": project.regions, "answers": project.answers}
        lengths = {name: len(found) for name, found in counts.items()}
        write_json({"output": str(output), "with_audio": with_audio, **lengths})
    return ExitStatus.COMPLETE


async def _save(desk: Desk, file: Path, output: Path, with_audio: bool, overwrite: bool) -> Project:
    from audio_desk.cli.opening import opened
    from audio_desk.operations.projects.saving import save_project

    recording = await opened(desk, file)
    with _told(f"Writing “{output.name}”") as heed:
        return await save_project(
            desk, recording, output, with_sound=with_audio, replace_file=overwrite, on_progress=heed
        )


@contextmanager
def _told(words: str) -> Iterator[Heed]:
    """How far it is, from whichever thread."""
    from audio_desk.cli.visible import visible
    from audio_desk.cli.waiting import Waits
    from audio_desk.operations.telling import told_here

    with Waits() as waits, told_here(lambda part: waits.say(f"{visible(words)}, {part:.0%}")) as heed:
        waits.say(visible(words))
        yield heed


def open_(file: _ProjectFile, audio: _Audio = None, as_json: Json = False) -> int:
    """Take over what a project holds; what is kept here already stays."""
    settings = load(Paths.default().settings_file)
    opened = at_desk(settings, lambda desk: _open(desk, file, audio))
    counts = {
        "lines": opened.lines,
        "regions": opened.regions,
        "answers": opened.answers,
        "versions": opened.versions,
    }
    path = opened.recording.path
    if as_json:
        write_json({"recording": str(path), **counts})
    else:
        words = ", ".join(
            f"{count} {name if count != 1 else name[:-1]}" for name, count in counts.items() if count
        )
        tell(f"Taken over: {words or 'nothing that was not here already'}. The recording is {path}.")
    return ExitStatus.COMPLETE


async def _open(desk: Desk, file: Path, audio: Path | None) -> OpenedProject:
    from audio_desk.operations.projects.opening import open_project

    with _told(f"Opening “{file.name}”") as heed:
        return await open_project(desk, file, sound=audio, on_progress=heed)
