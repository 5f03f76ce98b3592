"""What tells whether a file is still the same without reading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from audio_desk.errors import AudioMissing, AudioUnreadable


@dataclass(frozen=True, slots=True)
class FileState:
    """Its number in the file system is left out: memory cards give another one each time they are put in."""

    size: int
    modified_ns: int
    changed_ns: int
    """Set by the system alone: other bytes under an old time of modification are noticed by it, and another
    file that was put in the place (Windows: when it was made).
    """

    @classmethod
    def of(cls, path: Path) -> Self:
        """Raises AudioMissing or AudioUnreadable."""
        try:
            found = path.stat()
        except FileNotFoundError as error:
            raise AudioMissing(path) from error
        except (OSError, ValueError) as error:
            raise AudioUnreadable(path, str(error)) from error
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
