"""Whether an account's project has room for one more upload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from audio_desk import limits
from audio_desk.errors import GeminiError, LimitExceeded, Unreachable

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient

_PAGES: Final = 50
"""Of a hundred uploads each: more are not looked at."""


async def check_room(client: GeminiClient, size_bytes: int) -> None:
    """Raises LimitExceeded and Unreachable; a list that the server does not give is no reason not to try."""
    used, token = 0, None
    for _ in range(_PAGES):
        try:
            page = await client.list_files(limits.FILES_PAGE_MAX, token)
        except Unreachable:
            raise
        except GeminiError:
            return
        used += sum(file.size_bytes for file in page.files)
        if used + size_bytes > limits.PROJECT_BYTES:
            raise LimitExceeded("PROJECT_BYTES", used + size_bytes, limits.PROJECT_BYTES)
        token = page.next_page_token
        if not token:
            return
