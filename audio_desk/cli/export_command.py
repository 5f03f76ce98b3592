"""`audio-desk export`: the transcript, the regions or the answers of a recording as a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json, Overwrite
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_bytes, write_json
from audio_desk.errors import AudioMissing, OutputUnsupported
from audio_desk.paths import Paths
from audio_desk.settings import Settings, load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.recordings.open_recording import Recording
    from audio_desk.transcripts.formats.document import Document, Layout, What


class FormatName(StrEnum):
    """As transcripts.formats.writing.Format, which is not loaded for the help."""

    SRT = "srt"
    VTT = "vtt"
    TXT = "txt"
    MD = "md"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"
    TEXTGRID = "textgrid"
    AUDACITY = "audacity"
    EAF = "eaf"


STANDARD_OUTPUT: Final = Path("-")


class WhatName(StrEnum):
    TRANSCRIPT = "transcript"
    REGIONS = "regions"
    ANSWERS = "answers"
    ALL = "all"


_WHATS: dict[WhatName, What] = {
    WhatName.TRANSCRIPT: "transcript",
    WhatName.REGIONS: "regions",
    WhatName.ANSWERS: "answers",
    WhatName.ALL: "all",
}

FormatOption = Annotated[
    FormatName, typer.Option("--format", help="The file's format.", case_sensitive=False, show_default=False)
]
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="The file to write; `-` for standard output.",
        show_default=False,
    ),
]
WhatOption = Annotated[
    WhatName | None,
    typer.Option(
        "--what",
        help="What the file holds; `all` in md, docx, textgrid and eaf. JSON always holds everything.",
        show_default="transcript",
    ),
]
Times = Annotated[
    bool | None, typer.Option("--times/--no-times", help="In txt, md, docx and csv.", show_default="with")
]
Speakers = Annotated[
    bool | None,
    typer.Option(
        "--speakers/--no-speakers",
        help="Who speaks.",
        show_default="with; without in srt, textgrid and audacity",
    ),
]


def export(
    file: File,
    kind: FormatOption,
    output: Output,
    what: WhatOption = None,
    times: Times = None,
    speakers: Speakers = None,
    overwrite: Overwrite = False,
    as_json: Json = False,
) -> int:
    """Write what is kept of a recording to a file that other programs read."""
    from audio_desk.transcripts.formats.document import Layout

    settings = load(Paths.default().settings_file)
    layout = Layout(times=times, speakers=speakers)
    wanted = None if what is None else _WHATS[what]
    if output == STANDARD_OUTPUT:
        return _to_standard_output(settings, file, kind, wanted, layout, as_json)
    document = at_desk(settings, lambda desk: _export(desk, file, kind, output, wanted, layout, overwrite))
    if as_json:
        counts = {"segments": document.lines, "regions": document.marks, "answers": document.answers}
        lengths = {name: len(found) for name, found in counts.items()}
        write_json({"output": str(output), "format": kind.value, **lengths})
    return ExitStatus.COMPLETE


def _to_standard_output(
    settings: Settings, file: Path, kind: FormatName, what: What | None, layout: Layout, as_json: bool
) -> int:
    if as_json:
        raise OutputUnsupported(STANDARD_OUTPUT, "--json writes to standard output itself")
    if kind is FormatName.DOCX and sys.stdout.isatty():
        raise OutputUnsupported(STANDARD_OUTPUT, "a terminal cannot show a docx file")
    write_bytes(at_desk(settings, lambda desk: _content(desk, file, kind, what, layout)))
    return ExitStatus.COMPLETE


async def _content(desk: Desk, file: Path, kind: FormatName, what: What | None, layout: Layout) -> bytes:
    from audio_desk.operations.transcripts.export_document import document_bytes
    from audio_desk.transcripts.formats.writing import Format

    recording = await _opened_or_kept(desk, file)
    return await document_bytes(desk, recording, Format(kind.value), what=what, layout=layout)


async def _export(
    desk: Desk, file: Path, kind: FormatName, output: Path, what: What | None, layout: Layout, overwrite: bool
) -> Document:
    from audio_desk.cli.visible import visible
    from audio_desk.cli.waiting import waited
    from audio_desk.operations.transcripts.export_document import export_document
    from audio_desk.transcripts.formats.writing import Format

    recording = await _opened_or_kept(desk, file)
    work = export_document(
        desk, recording, Format(kind.value), output, what=what, layout=layout, replace=overwrite
    )
    return await waited(f"Writing “{visible(output.name)}”", work)


async def _opened_or_kept(desk: Desk, file: Path) -> Recording:
    """No transcript is lost with its sound. Raises as `opened`."""
    from audio_desk.cli.opening import opened
    from audio_desk.cli.visible import visible
    from audio_desk.operations.recordings.kept_recording import kept_recording

    try:
        return await opened(desk, file)
    except AudioMissing:
        kept = await kept_recording(desk, file)
        if kept is None:
            raise
        tell(f"“{visible(file.name)}” is not there any more: what is kept of it is written.")
        return kept
