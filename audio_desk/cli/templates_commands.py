"""`audio-desk templates`: templates of questions, listed, taken from a file, written to one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli import options
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.terminal import write_json, write_line
from audio_desk.errors import OutputExists
from audio_desk.paths import Paths
from audio_desk.request.templates import Template

_FILE = Annotated[
    Path, typer.Argument(metavar="FILE", help="A file of templates (JSON).", show_default=False)
]


def program() -> typer.Typer:
    app = typer.Typer(name="templates", help="Templates of questions.", no_args_is_help=True)
    app.command("list")(list_)
    app.command("import")(import_)
    app.command("export")(export)
    return app


def list_(as_json: options.Json = False) -> int:
    """Print every template: its name, then its text."""
    from audio_desk.operations.asking.templates import all_templates

    _write(all_templates(Paths.default()), as_json=as_json)
    return ExitStatus.COMPLETE


def import_(file: _FILE, as_json: options.Json = False) -> int:
    """Add the templates of a file to your own; one of the same name takes its place."""
    from audio_desk.operations.asking.templates import import_templates

    _write(import_templates(Paths.default(), file), as_json=as_json)
    return ExitStatus.COMPLETE


def export(file: _FILE, overwrite: options.Overwrite = False) -> int:
    """Write your own templates, and the built-in ones, to a file."""
    from audio_desk.operations.asking.templates import all_templates, write_templates

    if file.exists() and not overwrite:
        raise OutputExists(file)
    write_templates(file, all_templates(Paths.default()))
    return ExitStatus.COMPLETE


def _write(templates: tuple[Template, ...], *, as_json: bool) -> None:
    if as_json:
        write_json({"templates": [{"name": one.name, "text": one.text} for one in templates]})
        return
    for one in templates:
        write_line(f"{one.name}: {one.text}")
