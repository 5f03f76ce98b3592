"""`audio-desk uploads clean --older-than 24h`: deletes what has been on the server for long."""

from __future__ import annotations

import re
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from audio_desk import timecode
from audio_desk.cli import options
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_json, write_line
from audio_desk.error_text import words_for
from audio_desk.paths import Paths
from audio_desk.settings import Account, load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.uploads.files import DeleteResult

OlderThan = Annotated[
    str,
    typer.Option("--older-than", metavar="AGE", help="24h, 90m, 1h30m, 2d.", show_default=False),
]
JsonLines = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.", show_default=False)]


def clean(older_than: OlderThan, as_json: JsonLines = False, account: options.AccountOption = None) -> int:
    """Delete an account's uploads that are older than AGE, at once and without asking.

    Those of other programs with the same key are among them.
    """
    age = _age(older_than)
    settings = load(Paths.default().settings_file)
    chosen = options.account_of(account, settings)
    return at_desk(settings, lambda desk: _clean(desk, chosen, age, as_json=as_json))


async def _clean(desk: Desk, account: Account, age: timedelta, *, as_json: bool) -> ExitStatus:
    from audio_desk.operations.uploads.files import all_uploads, delete_uploads

    latest = datetime.now(UTC) - age
    uploads = [upload.file for upload in await all_uploads(desk, account)]
    names = [file.name for file in uploads if file.created is not None and file.created <= latest]
    failed = False
    async with aclosing(delete_uploads(desk, account, names)) as results:
        async for result in results:
            failed = failed or result.error is not None
            _show(result, as_json=as_json)
    if not names and not as_json:
        write_line("No uploads as old as that.")
    return ExitStatus.ERROR if failed else ExitStatus.COMPLETE


def _show(result: DeleteResult, *, as_json: bool) -> None:
    why = None if result.error is None else words_for(result.error).sentence
    if as_json:
        told = {"event": "deleted"} if why is None else {"event": "failed", "error": why}
        write_json({**told, "name": result.name})
    elif why is None:
        write_line(f"Deleted {result.name}")
    else:
        tell(f"{result.name}: {why}")


def _age(text: str) -> timedelta:
    """Raises BadParameter and TimeInvalid."""
    if text.strip()[-1:].isdigit():
        # Seconds, where times in a recording are meant: whoever writes 24 means hours, and would lose all.
        raise typer.BadParameter(f"{text!r} has no unit: write {text.strip()}h, {text.strip()}m or the like.")
    days = re.fullmatch(r"\s*(\d{1,5})\s*d(?:ays?)?\s*", text)
    return timedelta(days=int(days[1])) if days else timedelta(seconds=timecode.parse(text))
