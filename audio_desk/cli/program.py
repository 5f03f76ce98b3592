"""The command `audio-desk`: its subcommands, and what is wrong with a command line."""

from __future__ import annotations

import logging
from functools import partial
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command
from typing_extensions import override

from audio_desk import __version__
from audio_desk.cli import (
    ask_commands,
    cut_command,
    demo_command,
    export_command,
    forget_command,
    import_command,
    info_command,
    peaks_command,
    project_commands,
    queue_command,
    replace_command,
    search_command,
    serve_command,
    speakers_command,
    templates_commands,
    uploads_commands,
    versions_command,
    window,
)
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.fence import fenced
from audio_desk.cli.terminal import tell, write_line

_WINDOW: Final = "(window)"
"""The name of the command behind a FILE; no file is called by accident as it is."""

_CONTEXT: Final = {"help_option_names": ["-h", "--help"]}

# Some versions of Typer bring their own copy of click: its errors are found by way of one that Typer names.
_CommandLineError: Final[type[Exception]] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


class FileOrCommand(TyperGroup):
    """A first word that is no subcommand is a FILE for the window; so is no word at all."""

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] == "--" or (not args[0].startswith("-") and args[0] not in self.commands):
            args = [_WINDOW, *args]
        return super().parse_args(ctx, args)


def _show_version(wanted: bool) -> None:
    if wanted:
        write_line(f"audio-desk {__version__}")
        raise typer.Exit


def _describe(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """See a recording, drag out a region, get the words or an answer about it.

    `audio-desk FILE` opens the window; everything else works without a screen.
    """


def _program() -> typer.Typer:
    app = typer.Typer(
        name="audio-desk",
        cls=FileOrCommand,
        add_completion=False,
        context_settings=_CONTEXT,
        subcommand_metavar="[FILE] | COMMAND ...",
    )
    app.callback()(_describe)
    app.command(_WINDOW, hidden=True)(window.open_window)
    app.command("transcribe")(ask_commands.transcribe)
    app.command("ask")(ask_commands.ask)
    app.command("queue")(queue_command.queue)
    app.add_typer(uploads_commands.program(), name="uploads")
    app.add_typer(project_commands.program(), name="project")
    app.add_typer(templates_commands.program(), name="templates")
    app.command("info")(info_command.info)
    app.command("peaks")(peaks_command.peaks)
    app.command("cut")(cut_command.cut)
    app.command("export")(export_command.export)
    app.command("import")(import_command.import_)
    app.command("search")(search_command.search)
    app.command("speakers")(speakers_command.speakers)
    app.command("replace")(replace_command.replace)
    app.command("versions")(versions_command.versions)
    app.command("forget")(forget_command.forget)
    app.command("serve")(serve_command.serve)
    app.command("demo")(demo_command.demo)
    return app


def run_program(arguments: list[str]) -> int:
    """Run one command; returns the exit status. Nothing is raised and no traceback is shown."""
    logging.getLogger().addHandler(logging.NullHandler())
    return fenced(partial(_run, arguments))


def _run(arguments: list[str]) -> int:
    try:
        status = get_command(_program()).main(args=arguments, prog_name="audio-desk", standalone_mode=False)
        return int(status or 0)
    except _CommandLineError as error:
        tell(_usage(error))
        return ExitStatus.USAGE
    except typer.Abort:
        return ExitStatus.INTERRUPTED


def _usage(error: Any) -> str:
    # Versions of Typer that check values with pydantic leave its own words in front of the reason.
    said: str = error.format_message().replace(": Value error, ", ": ", 1)
    context = getattr(error, "ctx", None)
    return f"{said.rstrip('.')}. Try `{context.command_path} --help`." if context else said
