"""Deleting uploads: which, one question that names them, one after the other, and what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, UploadGone
from audio_desk.operations.uploads.files import DeleteResult, Upload, delete_uploads
from audio_desk.settings import Account
from audio_desk.ui.dialogs import confirm, tell
from audio_desk.ui.uploads.shown_uploads import ShownUploads
from audio_desk.ui.uploads.upload_loader import UploadLoader
from audio_desk.ui.uploads.upload_words import name_words

SOON = timedelta(hours=1)
_TASK = "delete"
_NAMES_SHOWN = 8
"""How many names the question before deleting lists."""

Choice = Callable[[Sequence[Upload]], list[Upload]]


class UploadDeletion(QObject):
    """One at a time. Rows of what is gone go; one that stays says why."""

    changed = Signal()
    """Begins, ends, or is further on: see `words`"""
    failed = Signal(object)
    """AudioDeskError: the account cannot be reached"""

    def __init__(self, shown: ShownUploads, loader: UploadLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown, self._loader, self._parent = shown, loader, parent
        self.words = ""
        """`Deleting 3 of 14`, then `Deleted 12, 2 stayed`; empty before the first."""
        self.is_deleting = False
        """Past the question."""
        shown.scope.finished.connect(lambda name: self._end() if name == _TASK else None)

    def delete(self, uploads: Sequence[Upload]) -> None:
        """These, after asking."""
        if uploads and not self._shown.scope.is_running(_TASK):
            self._shown.scope.start(_TASK, self._ask_and_delete(tuple(uploads)))

    def delete_expiring(self) -> None:
        """All of the account that would be gone within the hour."""
        self._delete_all(_expiring, self.tr("No upload expires within an hour."))

    def delete_known(self) -> None:
        """All of the account that were made from recordings of this computer."""
        self._delete_all(_known, self.tr("No upload is of a recording that is known here."))

    def stop(self) -> None:
        """What has not gone yet stays."""
        if self.is_deleting:
            self._shown.scope.cancel(_TASK)

    def _delete_all(self, choice: Choice, none: str) -> None:
        if not self._shown.scope.is_running(_TASK):
            self._shown.scope.start(_TASK, self._load_and_delete(choice, none))

    async def _load_and_delete(self, choice: Choice, none: str) -> None:
        """All means all: the rest of the list is loaded first."""
        if not await self._loader.whole():
            return
        uploads = choice(self._shown.model.known)
        if uploads:
            await self._ask_and_delete(tuple(uploads))
        else:
            await tell(self._parent, none, "")

    async def _ask_and_delete(self, uploads: tuple[Upload, ...]) -> None:
        account = self._shown.account
        names = [name_words(upload.file) for upload in uploads]
        title = (
            self.tr("Delete “{0}” from the server?").format(names[0])
            if len(names) == 1
            else self.tr("Delete {0} uploads from the server?").format(len(names))
        )
        text = self.tr("Recordings and answers on this computer stay.")
        if len(names) > 1:
            rest = len(names) - _NAMES_SHOWN
            listed = names[:_NAMES_SHOWN] + ([self.tr("and {0} more").format(rest)] if rest > 0 else [])
            text = "\n".join([*listed, "", text])
        if await confirm(self._parent, title, text, self.tr("Delete")):
            await self._delete(account, [upload.file.name for upload in uploads])

    async def _delete(self, account: Account, names: list[str]) -> None:
        self.is_deleting = True
        done = stayed = 0
        self._tell(self.tr("Deleting {0} of {1}").format(1, len(names)))
        try:
            async with aclosing(delete_uploads(self._shown.desk, account, names)) as results:
                async for result in results:
                    done, stayed = done + 1, stayed + (not self._take(account, result))
                    self._tell(self.tr("Deleting {0} of {1}").format(min(done + 1, len(names)), len(names)))
        except AudioDeskError as error:
            self._tell("")
            self.failed.emit(error)
            return
        except asyncio.CancelledError:
            self._tell(self.tr("Stopped: {0} of {1} deleted").format(done - stayed, len(names)))
            raise
        deleted = self.tr("Deleted {0}").format(len(names) - stayed)
        self._tell(self.tr("{0}, {1} could not be").format(deleted, stayed) if stayed else deleted)
        if self._shown.model.has_more and not self._loader.is_loading:
            self._loader.refresh()  # the server's next page now begins elsewhere

    def _take(self, account: Account, result: DeleteResult) -> bool:
        """Whether it is gone."""
        gone = result.error is None or isinstance(result.error, UploadGone)
        if account != self._shown.account:
            return gone  # its list is not shown any more
        if gone:
            self._shown.model.remove(result.name)
        elif result.error is not None:
            self._shown.model.mark_undeleted(result.name, words_for(result.error).sentence)
        return gone

    def _tell(self, words: str) -> None:
        self.words = words
        self.changed.emit()

    def _end(self) -> None:
        if self.is_deleting:
            self.is_deleting = False
            self.changed.emit()


def _expiring(uploads: Sequence[Upload]) -> list[Upload]:
    latest = datetime.now(UTC) + SOON
    return [upload for upload in uploads if upload.file.expires is not None and upload.file.expires < latest]


def _known(uploads: Sequence[Upload]) -> list[Upload]:
    return [upload for upload in uploads if upload.recording is not None]
