"""`audio-desk uploads add FILE...`: files sent to an account, two at a time, and none twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk.cli import options
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell
from audio_desk.paths import Paths
from audio_desk.settings import Account, load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.uploads.queue import QueuedUpload

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="The recordings.", show_default=False)]
Convert = Annotated[
    bool,
    typer.Option(
        "--convert",
        help="Send what is over 2 GB, or of a type that Gemini does not take, as 16 kHz mono FLAC.",
        show_default=False,
    ),
]
JsonLines = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.", show_default=False)]

GEMINI_WORDS = (
    "Sending to Gemini: uploads are kept there for 48 hours, and with a free key Google may use what is sent"
    " to improve its products."
)
STOPPED_WORDS = "Stopped: what has arrived is kept, and the same command goes on with the rest."


def add(
    files: Files,
    convert: Convert = False,
    as_json: JsonLines = False,
    account: options.AccountOption = None,
) -> int:
    """Upload recordings; what the account has already is not sent again.

    After Ctrl+C, a lost connection or a crash the same command goes on where it was.
    """
    settings = load(Paths.default().settings_file)
    chosen = options.account_of(account, settings)
    done = at_desk(settings, lambda desk: _add(desk, chosen, files, converts=convert, as_json=as_json))
    return ExitStatus.COMPLETE if done else ExitStatus.ERROR


async def _add(desk: Desk, account: Account, files: Sequence[Path], *, converts: bool, as_json: bool) -> bool:
    """Whether all are there now. Raises KeyMissing, KeyRejected and LocalGeminiError before the first."""
    import asyncio  # running already; the help does without

    from audio_desk.cli.upload_progress import conversion_words, showing
    from audio_desk.operations.uploads.queue import UploadQueue

    await desk.accounts.client(account)
    if account == "gemini":
        tell(GEMINI_WORDS)
    shown = showing(as_json=as_json)
    announced: set[int] = set()

    def show(upload: QueuedUpload) -> None:
        if upload.conversion is not None and converts and not as_json and upload.id not in announced:
            announced.add(upload.id)
            tell(conversion_words(upload.path, upload.conversion))
        shown.show(upload)

    queue = UploadQueue(desk, show)
    try:
        for path in dict.fromkeys(files):
            queue.add(account, path.absolute(), converts=converts)
        await queue.join()
    except asyncio.CancelledError:
        shown.stop()
        tell(STOPPED_WORDS)
        raise
    finally:
        await queue.aclose()
        shown.stop()
    return all(upload.state == "done" for upload in queue.uploads)
