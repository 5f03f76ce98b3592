"""`audio-desk search`: words in all transcripts, answers and regions that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk import timecode
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import Json
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json, write_table
from audio_desk.cli.waiting import waited
from audio_desk.paths import Paths
from audio_desk.settings import load

if TYPE_CHECKING:
    from audio_desk.operations.transcripts.search import Hit

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS",
        help="Words, or beginnings of words; in quotes when they stand together.",
        show_default=False,
    ),
]


def search(words: Words, as_json: Json = False) -> int:
    """Find words in the transcripts, answers and regions of all recordings."""
    from audio_desk.operations.transcripts.search import search as search_library

    settings = load(Paths.default().settings_file)
    # What the shell gave as one word of several stands together.
    wanted = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    hits = at_desk(settings, lambda desk: waited("Searching", search_library(desk, wanted)))
    if as_json:
        write_json({"hits": [_object(hit) for hit in hits]})
    elif hits:
        write_table([_row(hit) for hit in hits])
    else:
        tell("Nothing was found.")
    return ExitStatus.COMPLETE


def _row(hit: Hit) -> tuple[str, str, str, str]:
    time = timecode.clock(hit.start_frame / hit.recording.rate)
    return hit.recording.name, time, hit.kind, " ".join(hit.text.split())


def _object(hit: Hit) -> dict[str, object]:
    rate = hit.recording.rate
    return {
        "recording": hit.recording.name,
        "path": str(hit.recording.path),
        "kind": hit.kind,
        "start": round(hit.start_frame / rate, 6),
        "end": round(hit.end_frame / rate, 6),
        "text": hit.text,
        "answer": hit.answer_id,
        "region": hit.region_id,
    }
