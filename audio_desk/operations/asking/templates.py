"""The user's own templates: kept in one file, joined with those of another, written to one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from audio_desk.errors import AudioNotWritten, TemplatesUnreadable
from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.request.templates import BUILT_IN, Template, joined, templates_in, templates_out


def own_templates(paths: Paths) -> tuple[Template, ...]:
    """None of them where there is no file yet, or it was damaged by hand. Blocks on the disk."""
    try:
        return templates_in(paths.templates_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, TemplatesUnreadable):
        return ()


def all_templates(paths: Paths) -> tuple[Template, ...]:
    """The built-in ones first; one's own of the same name takes its place."""
    return joined(BUILT_IN, own_templates(paths))


async def keep_templates(desk: Desk, templates: tuple[Template, ...]) -> None:
    """Raises AudioNotWritten."""
    await desk.run(write_templates, desk.paths.templates_file, templates)


def import_templates(paths: Paths, path: Path) -> tuple[Template, ...]:
    """Join the file's templates with one's own, and give those of the file.

    Raises TemplatesUnreadable and AudioNotWritten; nothing is changed then.
    """
    try:
        new = templates_in(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise TemplatesUnreadable(getattr(error, "strerror", None) or "it is no text") from error
    write_templates(paths.templates_file, joined(own_templates(paths), new))
    return new


def write_templates(path: Path, templates: tuple[Template, ...]) -> None:
    """Whole or not at all. Raises AudioNotWritten."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(templates_out(templates), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise AudioNotWritten(path, error.strerror or str(error)) from error
