"""What is written down about an upload on its way, so that it can go on after the server was ended or killed.

Beside the bytes that came, `partial/<name>`, lies `partial/<name>.session`; how many came, the bytes tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from audio_desk.local_gemini.uploads.file_store import NewFile

_ENDING: Final = ".session"


@dataclass(frozen=True, slots=True)
class SessionFile:
    """One session's description. `declared_size` None: it was not announced."""

    id: str
    new: NewFile
    declared_size: int | None
    expires_ns: int


def write(partial: Path, session: SessionFile) -> None:
    """Raises OSError."""
    _beside(partial).write_text(json.dumps(asdict(session)), encoding="utf-8")


def remove(partial: Path) -> None:
    """Raises OSError."""
    _beside(partial).unlink(missing_ok=True)


def read_all(folder: Path) -> Iterator[tuple[Path, SessionFile]]:
    """Where the bytes of each session are, and what it is. All else in the folder is nobody's: it goes.

    Raises OSError.
    """
    found = {path: session for path in folder.glob(f"*{_ENDING}") if (session := _read(path)) is not None}
    mine = {place for path in found for place in (path, path.with_suffix(""))}
    for path in list(folder.iterdir()):
        if path not in mine:
            path.unlink(missing_ok=True)
    for path, session in found.items():
        yield path.with_suffix(""), session


def _read(path: Path) -> SessionFile | None:
    """None for what `write` did not write whole, and where there are no bytes to go on with."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        new = NewFile(**stored.pop("new"))
        session = SessionFile(new=new, **stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    texts = (session.id, *(getattr(new, field.name) for field in fields(new)))
    numbers = (session.expires_ns, session.declared_size or 0)
    whole = all(isinstance(text, str) for text in texts) and all(isinstance(n, int) for n in numbers)
    return session if whole and path.with_suffix("").is_file() else None


def _beside(partial: Path) -> Path:
    return partial.with_name(partial.name + _ENDING)
