"""A file that appears under its name only when it is whole, and replaces none unasked."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audio_desk.errors import AudioNotWritten, OutputExists, OutputUnsupported


@contextmanager
def whole_file(target: Path, *, replace: bool, source: Path) -> Iterator[Path]:
    """Write to the path that this gives; it becomes `target` at the end, or goes when anything fails.

    What a link leads to is replaced, not the link. Raises OutputExists, OutputUnsupported where `target` is
    `source` or no file, AudioNotWritten.
    """
    refuse_existing(target, replace=replace, source=source)
    place = target.resolve() if target.is_symlink() else target
    # The name may be as long as names can be.
    unfinished = place.with_name(f".{os.urandom(8).hex()}.part")
    try:
        yield unfinished
        _appear(unfinished, place, replace)
    except OSError as error:
        raise AudioNotWritten(target, error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def refuse_existing(target: Path, *, replace: bool, source: Path) -> None:
    """Before any work is done. Raises OutputExists or OutputUnsupported."""
    with contextlib.suppress(OSError):
        if target.samefile(source):
            raise OutputUnsupported(target, "it is the recording itself")
    if not replace and os.path.lexists(target):
        raise OutputExists(target)
    with contextlib.suppress(OSError):
        if target.exists() and not target.is_file():
            # A folder, or a device, which the file would take the place of.
            raise OutputUnsupported(target, "it is no file")


def _appear(unfinished: Path, target: Path, replace: bool) -> None:
    if replace:
        unfinished.replace(target)
        return
    try:
        # A link never replaces: whoever was quicker keeps the name.
        os.link(unfinished, target)
    except FileExistsError:
        raise OutputExists(target) from None
    except OSError:  # a file system without links
        refuse_existing(target, replace=False, source=unfinished)
        unfinished.replace(target)
