"""Looks through an account's list of uploads, as far as the server gives it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from audio_desk import limits
from audio_desk.errors import GeminiError, Unreachable
from audio_desk.gemini.types import RemoteFile

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient


async def listed_pages(client: GeminiClient, most_pages: int) -> AsyncGenerator[tuple[RemoteFile, ...], None]:
    """Ends quietly where the server does not give the list. Raises Unreachable. Use it inside aclosing."""
    token: str | None = None
    for _ in range(most_pages):
        try:
            page = await client.list_files(limits.FILES_PAGE_MAX, token)
        except Unreachable:
            raise
        except GeminiError:
            return
        yield page.files
        token = page.next_page_token
        if not token:
            return
