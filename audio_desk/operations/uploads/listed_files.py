"""An account's list of uploads, read once and only as far as somebody looks."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from audio_desk import limits
from audio_desk.errors import GeminiError, Unreachable
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account

_FIRST: Final = ""


class ListedFiles:
    """What was read stays as it was then: make one for each upload."""

    def __init__(self, desk: Desk, account: Account) -> None:
        self._desk, self._account = desk, account
        self._pages: list[tuple[RemoteFile, ...]] = []
        self._next: str | None = _FIRST
        """The token of the page after those; None at the end, and where the server gives no more."""

    async def pages(self, most: int) -> AsyncGenerator[tuple[RemoteFile, ...], None]:
        """Ends quietly where the server does not give the list. Raises Unreachable.

        Use it inside aclosing.
        """
        for number in range(most):
            if number == len(self._pages) and not await self._read_page():
                return
            yield self._pages[number]

    async def _read_page(self) -> bool:
        if self._next is None:
            return False
        client = await self._desk.accounts.client(self._account)
        try:
            page = await client.list_files(limits.FILES_PAGE_MAX, self._next or None)
        except Unreachable:
            raise
        except GeminiError:
            self._next = None
            return False
        self._pages.append(page.files)
        self._next = page.next_page_token or None
        return True
