"""`audio-desk uploads list | show | delete`: what an account has on its server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from audio_desk import limits
from audio_desk.cli import options
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_fields, write_json, write_line, write_table
from audio_desk.error_text import words_for
from audio_desk.paths import Paths
from audio_desk.settings import Account, load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.uploads import DeleteResult, Upload

T = TypeVar("T")

Name = Annotated[str, typer.Argument(metavar="NAME", help="files/..., from the list.", show_default=False)]
Names = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="files/..., from the list.", show_default=False)
]


def program() -> typer.Typer:
    app = typer.Typer(help="List, show or delete an account's uploads.", add_completion=False)
    app.command("list")(list_all)
    app.command("show")(show)
    app.command("delete")(delete)
    return app


def list_all(as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """List all uploads."""
    uploads = _at_account(account, _all)
    if as_json:
        write_json({"uploads": [_object(upload) for upload in uploads]})
    elif uploads:
        write_table([("NAME", "FILE", "TYPE", "BYTES", "STATE", "EXPIRES IN"), *map(_row, uploads)])
    else:
        write_line("No uploads.")
    return ExitStatus.COMPLETE


def show(name: Name, as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """Show everything that the server says about one upload."""

    async def work(desk: Desk, chosen: Account) -> Upload:
        from audio_desk.operations.uploads import show_upload

        return await show_upload(desk, chosen, name)

    found = _object(_at_account(account, work))
    if as_json:
        write_json(found)
    else:
        write_fields((label, "" if value is None else str(value)) for label, value in found.items())
    return ExitStatus.COMPLETE


def delete(names: Names, as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """Delete uploads from the server, at once and without asking."""

    async def work(desk: Desk, chosen: Account) -> list[DeleteResult]:
        from audio_desk.operations.uploads import delete_uploads

        return [result async for result in delete_uploads(desk, chosen, names)]

    results = _at_account(account, work)
    failed = [(result.name, words_for(result.error).sentence) for result in results if result.error]
    deleted = [result.name for result in results if result.error is None]
    if as_json:
        write_json({"deleted": deleted, "failed": [{"name": name, "error": why} for name, why in failed]})
    else:
        for name in deleted:
            write_line(f"Deleted {name}")
    for name, why in failed:
        tell(f"{name}: {why}")
    return ExitStatus.ERROR if failed else ExitStatus.COMPLETE


def _at_account(account: options.AccountName | None, work: Callable[[Desk, Account], Awaitable[T]]) -> T:
    settings = load(Paths.default().settings_file)
    chosen = options.account_of(account, settings)
    return at_desk(settings, lambda desk: work(desk, chosen))


async def _all(desk: Desk, account: Account) -> list[Upload]:
    from audio_desk.operations.uploads import list_uploads

    uploads: list[Upload] = []
    token: str | None = None
    while True:
        page = await list_uploads(desk, account, token, limits.FILES_PAGE_MAX)
        uploads += page.uploads
        token = page.next_page_token
        if not token:
            return uploads


def _object(upload: Upload) -> dict[str, object]:
    file = upload.file
    return {
        "name": file.name,
        "display_name": file.display_name,
        "mime_type": file.mime_type,
        "size_bytes": file.size_bytes,
        "state": file.state,
        "created": _moment(file.created),
        "updated": _moment(file.updated),
        "expires": _moment(file.expires),
        "expires_in_seconds": _seconds_left(file.expires),
        "sha256": file.sha256,
        "uri": file.uri,
        "source": file.source,
        "error": file.error,
        "recording": None if upload.recording is None else str(upload.recording.path),
    }


def _row(upload: Upload) -> tuple[str, ...]:
    file = upload.file
    left = _seconds_left(file.expires)
    return (
        file.name,
        file.display_name or "-",
        file.mime_type,
        f"{file.size_bytes:,}",
        file.state,
        "-" if left is None else f"{left // 3600} h {left % 3600 // 60} min",
    )


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _seconds_left(expires: datetime | None) -> int | None:
    return None if expires is None else max(0, int((expires - datetime.now(UTC)).total_seconds()))
