"""What is being sent: the queue's uploads, and those of an earlier run that can be gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.errors import StoreError
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploading
from audio_desk.operations.uploads.queue import QueuedUpload, UploadQueue
from audio_desk.operations.uploads.unfinished import Unfinished, forget_unfinished, unfinished_recordings
from audio_desk.settings import Account
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope
from audio_desk.ui.uploads.sending_row import SendingRow
from audio_desk.ui.uploads.sending_words import face_of, face_of_unfinished, share_of

_MOST_HEIGHT_PX = 230


class SendingList(QFrame):
    """Hidden while there is nothing to tell. Uploads go on while the pane is hidden."""

    arrived = Signal(object)
    """QueuedUpload that is done"""
    summary_changed = Signal(str)
    """`Uploading 1 of 2 · 62 %`; empty when nothing is sent"""

    def __init__(self, desk: Desk, scope: TaskScope, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sending-list")
        self.setAccessibleName(self.tr("Being sent"))
        mark(self, surface="card")
        self._desk = desk
        self._scope = scope
        self._queue = UploadQueue(desk, self._take)
        self._rows: dict[int, SendingRow] = {}
        self._offers: dict[Path, SendingRow] = {}
        self._counted = 0
        """Uploads since nothing was being sent."""
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 2, 2)
        column.addWidget(self._area)
        self.hide()

    @property
    def uploads(self) -> tuple[QueuedUpload, ...]:
        return self._queue.uploads

    @property
    def rows(self) -> tuple[SendingRow, ...]:
        return (*self._offers.values(), *self._rows.values())

    def add(self, account: Account, paths: Sequence[Path], *, converts: bool = False) -> None:
        """Files already in the queue are gone on with, not added twice."""
        for path in dict.fromkeys(path.absolute() for path in paths):
            here = [upload for upload in self.uploads if (upload.account, upload.path) == (account, path)]
            self._drop_offer(path)
            if here:
                self._queue.resume(here[0].id)
            else:
                self._take(self._queue.add(account, path, converts=converts))

    async def offer_unfinished(self, account: Account) -> None:
        """Show what an earlier run left of this account, in place of what was offered before."""
        try:
            left = await unfinished_recordings(self._desk, account)
        except StoreError:
            return  # who needs the library for more than an offer says what is wrong with it
        for path in list(self._offers):
            self._drop_offer(path)
        queued = {upload.path for upload in self.uploads}
        for each in left:
            if each.path not in queued:
                self._offer(account, each)
        self._fit()

    async def close_queue(self) -> None:
        """Pause whatever runs: the next run offers to go on with it."""
        await self._queue.aclose()

    # --- the queue -----------------------------------------------------------------------------------------

    def _take(self, upload: QueuedUpload) -> None:
        row = self._rows.get(upload.id)
        if row is None:
            self._counted += 1
            row = self._rows[upload.id] = self._add_row(str(upload.path))
            row.acted.connect(lambda act: self._act(upload.id, act))
        row.show_face(face_of(upload))
        if upload.state in ("done", "cancelled"):
            del self._rows[upload.id]
            self._take_row_away(row)
            asyncio.get_running_loop().call_soon(self._forget, upload.id)
        if upload.state == "done":
            self.arrived.emit(upload)
        self._fit()
        self._tell_summary()

    def _forget(self, upload_id: int) -> None:
        if any(upload.id == upload_id and upload.is_over for upload in self.uploads):
            self._queue.remove(upload_id)

    def _act(self, upload_id: int, act: str) -> None:
        match act:
            case "pause":
                self._queue.pause(upload_id)
            case "resume" | "retry":
                self._queue.resume(upload_id)
            case "convert":
                self._queue.resume(upload_id, converts=True)
            case _:
                self._queue.cancel(upload_id)

    def _tell_summary(self) -> None:
        going = [upload for upload in self.uploads if upload.state in ("running", "waiting")]
        going = [upload for upload in going if upload.id in self._rows]
        if not going:
            self._counted = len(self._rows)
            self.summary_changed.emit("")
            return
        steps = [upload.step for upload in going if isinstance(upload.step, Uploading)]
        total = sum(step.total for step in steps)
        words = self.tr("Uploading {0}").format(going[0].path.name)
        if self._counted > 1:
            words = self.tr("Uploading {0} of {1}").format(self._counted - len(going) + 1, self._counted)
        if len(going) == 1 and share_of(going[0].step) is None:
            self.summary_changed.emit(words)
        else:
            share = round(100 * sum(step.sent for step in steps) / total) if total else 0
            self.summary_changed.emit(self.tr("{0} · {1} %").format(words, share))

    # --- of an earlier run ---------------------------------------------------------------------------------

    def _offer(self, account: Account, left: Unfinished) -> None:
        row = self._offers[left.path] = self._add_row(str(left.path))
        row.show_face(face_of_unfinished(left))

        def act(wish: str) -> None:
            if wish == "continue":
                self.add(account, [left.path], converts=left.converts)
            else:
                self._drop_offer(left.path)
                self._scope.start(f"forget {left.recording_sha256}", self._forget_left(account, left))

        row.acted.connect(act)

    async def _forget_left(self, account: Account, left: Unfinished) -> None:
        with suppress(StoreError):
            await forget_unfinished(self._desk, account, left.recording_sha256)

    def _drop_offer(self, path: Path) -> None:
        row = self._offers.pop(path, None)
        if row is not None:
            self._take_row_away(row)
            self._fit()

    # --- rows ----------------------------------------------------------------------------------------------

    def _add_row(self, tip: str) -> SendingRow:
        row = SendingRow(tip, self._page)
        self._column.insertWidget(self._column.count() - 1, row)
        row.show()
        return row

    def _take_row_away(self, row: SendingRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _fit(self) -> None:
        """As high as its lines, up to a few of them."""
        self.setVisible(bool(self._rows or self._offers))
        width = self._area.viewport().width()
        height = max(self._column.totalHeightForWidth(width), self._page.minimumSizeHint().height()) + 10
        self.setFixedHeight(min(height, _MOST_HEIGHT_PX))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
