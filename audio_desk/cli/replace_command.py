"""`audio-desk replace`: other words in the place of some, in one transcript or in all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import Json
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.library.records import RecordingRecord
    from audio_desk.operations.desk import Desk
    from audio_desk.transcripts.script.finding import Query

Words = Annotated[str, typer.Argument(metavar="WORDS", help="What is looked for.", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="What stands there then.", show_default=False)]
InFile = Annotated[Path | None, typer.Argument(metavar="FILE", help="The recording.", show_default=False)]
Everywhere = Annotated[bool, typer.Option("--all", help="In all recordings.", show_default=False)]
Case = Annotated[bool, typer.Option("--case", help="Capitals count.", show_default=False)]
Whole = Annotated[bool, typer.Option("--whole-words", help="Not inside of words.", show_default=False)]
Regular = Annotated[bool, typer.Option("--regex", help="WORDS is a regular expression.", show_default=False)]


def replace(
    words: Words,
    new: New,
    file: InFile = None,
    everywhere: Everywhere = False,
    case: Case = False,
    whole: Whole = False,
    regular: Regular = False,
    as_json: Json = False,
) -> int:
    """Replace words in the transcript of a recording, or with --all in all of them.

    Of each transcript that is changed a version is kept (`audio-desk versions FILE`).
    """
    from audio_desk.transcripts.script.finding import Query

    if (file is None) is not everywhere:
        raise typer.BadParameter("name a FILE, or say --all.")
    query = Query(words, match_case=case, whole_words=whole, regular=regular)
    settings = load(Paths.default().settings_file)
    found = at_desk(settings, lambda desk: _replace(desk, query, new, file))
    count = sum(places for _, places in found)
    if as_json:
        recordings = [
            {"recording": it.name, "path": str(it.path), "replaced": places} for it, places in found
        ]
        write_json({"replaced": count, "recordings": recordings})
    elif count:
        for recording, places in found:
            tell(f"Replaced in “{recording.name}”: {places}.")
    else:
        tell("Nothing was found.")
    return ExitStatus.COMPLETE


async def _replace(
    desk: Desk, query: Query, new: str, file: Path | None
) -> tuple[tuple[RecordingRecord, int], ...]:
    from audio_desk.cli.opening import opened
    from audio_desk.operations.transcripts.replace_everywhere import find_everywhere, replace_everywhere

    found = await find_everywhere(desk, query)
    if file is not None:
        recording = await opened(desk, file)
        found = tuple(each for each in found if each[0].id == recording.record.id)
    await replace_everywhere(desk, query, new, [recording for recording, _ in found])
    return found
