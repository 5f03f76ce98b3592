"""`audio-desk forget`: deletes all that is kept of a recording, but not the recording."""

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
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.recordings.forget_recording import Forgettable

KnownFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="The recording, or where it was when it was last opened.", show_default=False
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Delete; without it is only told.", show_default=False)]
Uploads = Annotated[
    bool, typer.Option("--uploads", help="Delete its uploads at Gemini as well.", show_default=False)
]


def forget(file: KnownFile, yes: Yes = False, uploads: Uploads = False, as_json: Json = False) -> int:
    """Delete everything that is kept of a recording on this computer: not the audio file itself.

    Without --yes it only tells what that is.
    """
    settings = load(Paths.default().settings_file)
    kept = at_desk(settings, lambda desk: _forget(desk, file, yes=yes, uploads=uploads))
    counts = _counts(kept)
    if as_json:
        left = [] if yes and uploads else [upload.name for upload in kept.at_google]
        write_json({"recording": kept.recording.name, "forgotten": yes, **counts, "uploads_left": left})
    else:
        words = ", ".join(f"{count} {_noun(name, count)}" for name, count in counts.items() if count)
        tell(f"{'Forgotten' if yes else 'Would be forgotten'}: {kept.recording.name}, {words or 'no work'}.")
        if kept.at_google and not uploads:
            tell(f"Still at Gemini until they end: {len(kept.at_google)} (--uploads deletes them).")
        if not yes:
            tell("Nothing was deleted: add --yes to do it.")
    return ExitStatus.COMPLETE


async def _forget(desk: Desk, file: Path, *, yes: bool, uploads: bool) -> Forgettable:
    from audio_desk.operations.recordings.forget_recording import (
        forget_recording,
        known_recording,
        what_is_kept,
    )

    kept = await what_is_kept(desk, await known_recording(desk, file))
    if yes:
        await forget_recording(desk, kept, uploads=uploads)
    return kept


def _counts(kept: Forgettable) -> dict[str, int]:
    held = kept.holdings
    return {
        "answers": held.answers,
        "lines": held.transcript_lines,
        "versions": held.versions,
        "regions": held.regions,
        "receipts": held.receipts,
    }


def _noun(name: str, count: int) -> str:
    return name if count != 1 else name[:-1]
