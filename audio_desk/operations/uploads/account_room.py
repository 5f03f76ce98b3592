"""Whether an account's project has room for one more upload."""

from __future__ import annotations

from contextlib import aclosing
from typing import Final

from audio_desk import limits
from audio_desk.errors import LimitExceeded
from audio_desk.operations.uploads.listed_files import ListedFiles

_PAGES: Final = 50
"""Of a hundred uploads each: more are not looked at."""


async def check_room(listed: ListedFiles, size_bytes: int) -> None:
    """Raises LimitExceeded and Unreachable; a list that the server does not give is no reason not to try."""
    used = 0
    async with aclosing(listed.pages(_PAGES)) as pages:
        async for files in pages:
            used += sum(file.size_bytes for file in files)
            if used + size_bytes > limits.PROJECT_BYTES:
                raise LimitExceeded("PROJECT_BYTES", used + size_bytes, limits.PROJECT_BYTES)
