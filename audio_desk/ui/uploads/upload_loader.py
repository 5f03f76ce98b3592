"""Loads the list of uploads: its first page, further ones as the user scrolls, the rest at once, all anew."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from audio_desk import limits
from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.uploads.files import Upload, list_uploads
from audio_desk.ui.uploads.shown_uploads import ShownUploads

_TASK = "load"


class UploadLoader(QObject):
    """One request at a time; what was loaded stays when one fails."""

    changed = Signal()
    """Begins or ends to load, or is further on"""
    refreshed = Signal()
    """The list was loaded anew"""
    failed = Signal(object)
    """AudioDeskError: the list could not be loaded anew"""
    stopped = Signal()
    """The user did not want to wait for the rest"""

    def __init__(self, shown: ShownUploads, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._is_loading_rest = False
        self._waiting: list[asyncio.Future[bool]] = []
        shown.scope.finished.connect(self._ended)
        shown.scope.failed.connect(self._ended)
        shown.model.page_wanted.connect(self._load_more)

    @property
    def is_loading(self) -> bool:
        return self._shown.scope.is_running(_TASK)

    @property
    def is_loading_rest(self) -> bool:
        """Whether somebody waits for the whole list."""
        return self.is_loading and self._is_loading_rest

    def refresh(self) -> None:
        """As much anew as was loaded; the rest, too, where the whole list is wanted."""
        self._start(self._refresh(), rest=self._shown.model.needs_all)

    def load_rest(self) -> None:
        """All that is not here yet; nothing when all is."""
        if self._shown.model.has_more and not self.is_loading_rest:
            self._start(self._load_rest(), rest=True)

    async def whole(self) -> bool:
        """Wait for the whole list; False when it did not come, or the user stopped it."""
        self.load_rest()
        if not self.is_loading:
            return not self._shown.model.has_more
        waiting: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        return await waiting

    def stop(self) -> None:
        """No more for now."""
        self._shown.scope.cancel(_TASK)
        self._shown.model.forget_request()
        self.stopped.emit()

    def forget(self) -> None:
        """Of another account: nothing that is on its way counts any more."""
        self._shown.scope.cancel(_TASK)
        self._shown.model.clear()

    def _start(self, work: Coroutine[Any, Any, None], *, rest: bool) -> None:
        self._is_loading_rest = rest
        self._shown.model.expect()
        self._shown.scope.start(_TASK, work)
        self.changed.emit()

    def _load_more(self, _token: str) -> None:
        if self._shown.model.needs_all:
            self._start(self._load_rest(), rest=True)
        elif not self.is_loading_rest:
            self._start(self._load_page(limits.FILES_PAGE_DEFAULT), rest=False)

    async def _refresh(self) -> None:
        """In as few requests as the API allows; only when all have come, the model hears of it."""
        wanted = len(self._shown.model.known)
        found: list[Upload] = []
        token: str | None = None
        try:
            while True:
                size = min(max(wanted - len(found), limits.FILES_PAGE_DEFAULT), limits.FILES_PAGE_MAX)
                page = await list_uploads(self._shown.desk, self._shown.account, token, size)
                found += page.uploads
                token = page.next_page_token
                if token is None or len(found) >= wanted:
                    break
        except AudioDeskError as error:
            self._shown.model.fail()
            self.failed.emit(error)
            return
        self._shown.model.show(found, token)
        self.refreshed.emit()
        if self._shown.model.needs_all:
            await self._load_rest()

    async def _load_rest(self) -> None:
        self._is_loading_rest = True
        while self._shown.model.has_more and not self._shown.model.failure:
            await self._load_page(limits.FILES_PAGE_MAX)
            self.changed.emit()

    async def _load_page(self, size: int) -> None:
        try:
            page = await list_uploads(self._shown.desk, self._shown.account, self._shown.model.token, size)
        except AudioDeskError as error:
            self._shown.model.fail(words_for(error).sentence)
        else:
            self._shown.model.add(page)

    def _ended(self, name: str, _error: object = None) -> None:
        if name != _TASK or self.is_loading:
            return
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(not self._shown.model.has_more)
        self.changed.emit()
