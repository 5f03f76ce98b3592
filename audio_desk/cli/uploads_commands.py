"""`audio-desk uploads`: its commands, and those that look at what an account has: list, show, delete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from audio_desk.cli import options
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.session import at_desk
from audio_desk.cli.terminal import tell, write_fields, write_json, write_line, write_table
from audio_desk.cli.upload_output import HEAD, upload_object, upload_row
from audio_desk.cli.uploads_add import add
from audio_desk.cli.uploads_clean import clean
from audio_desk.error_text import words_for
from audio_desk.paths import Paths
from audio_desk.settings import Account, load

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.uploads.files import DeleteResult, Upload

T = TypeVar("T")

Name = Annotated[str, typer.Argument(metavar="NAME", help="files/..., from the list.", show_default=False)]
Names = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="files/..., from the list.", show_default=False)
]


def program() -> typer.Typer:
    app = typer.Typer(help="Add, list, show or delete an account's uploads.", add_completion=False)
    app.command("add")(add)
    app.command("list")(list_all)
    app.command("show")(show)
    app.command("delete")(delete)
    app.command("clean")(clean)
    return app


def list_all(as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """List all uploads."""

    async def work(desk: Desk, chosen: Account) -> list[Upload]:
        from audio_desk.operations.uploads.files import all_uploads

        return await all_uploads(desk, chosen)

    uploads = _at_account(account, work)
    if as_json:
        write_json({"uploads": [upload_object(upload) for upload in uploads]})
    elif uploads:
        write_table([HEAD, *map(upload_row, uploads)])
    else:
        write_line("No uploads.")
    return ExitStatus.COMPLETE


def show(name: Name, as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """Show everything that the server says about one upload."""

    async def work(desk: Desk, chosen: Account) -> Upload:
        from audio_desk.operations.uploads.files import show_upload

        return await show_upload(desk, chosen, name)

    found = upload_object(_at_account(account, work))
    if as_json:
        write_json(found)
    else:
        write_fields((label, "" if value is None else str(value)) for label, value in found.items())
    return ExitStatus.COMPLETE


def delete(names: Names, as_json: options.Json = False, account: options.AccountOption = None) -> int:
    """Delete uploads from the server, at once and without asking."""

    async def work(desk: Desk, chosen: Account) -> list[DeleteResult]:
        from audio_desk.operations.uploads.files import delete_uploads

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
