"""How values are written into columns and read back: times of the day, paths, flags, text."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from audio_desk.transcripts.segment import Flag

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def moment_out(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_in(stored: int) -> datetime:
    return _EPOCH + timedelta(microseconds=stored)


def text_out(text: str) -> str:
    """Half a surrogate pair, as a file name or a torn answer may hold, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def name_out(path: Path) -> str:
    """The file's name as text: UTF-8 whatever the locale is, a mark for bytes that are none."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def path_out(path: Path) -> bytes:
    return os.fsencode(path)


def path_in(stored: bytes) -> Path:
    return Path(os.fsdecode(stored))


def flags_out(flags: frozenset[Flag]) -> str:
    return " ".join(sorted(flags))


def flags_in(stored: str) -> frozenset[Flag]:
    return frozenset(Flag(word) for word in stored.split())
