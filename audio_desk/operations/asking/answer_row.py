"""Keeps one answer's row true while the answer arrives: saved about once a second, closed exactly once."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from audio_desk.errors import RowGone, StoreError
from audio_desk.gemini.types import Usage
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.answer_text import AnswerText
from audio_desk.operations.desk import Desk

SAVE_SECONDS: Final = 0.7
"""After text has come: a program that is killed loses less than a second of it."""


class AnswerRow:
    """Belongs to the loop that made it. Failing to save keeps the answer on the screen all the same."""

    def __init__(self, desk: Desk, record: AnswerRecord, text: AnswerText) -> None:
        self._desk = desk
        self._record = record
        self._text = text
        self._saved = (0, 0)
        self._turn = threading.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def record(self) -> AnswerRecord:
        """As it was begun."""
        return self._record

    def changed(self) -> None:
        """More has come: it will be saved in a moment."""
        if self._timer is None and not self._closed:
            self._timer = asyncio.get_running_loop().call_later(SAVE_SECONDS, self._save_beside)

    async def close(
        self, status: AnswerStatus, finish: str, problem: str
    ) -> tuple[AnswerRecord, StoreError | None]:
        """The row as the library holds it now; as it should be, with the error, when it cannot be written."""
        self._stop()
        try:
            return await self._desk.run(self._write, status, finish, problem), None
        except RowGone:  # the user deleted it while it arrived
            return self._unwritten(status, finish, problem), None
        except StoreError as error:
            return self._unwritten(status, finish, problem), error

    def close_now(self, status: AnswerStatus, finish: str, problem: str) -> None:
        """Without a loop's help, for when it is being torn down; nothing when the row is closed already.

        When the library cannot be written the row stays as it was, and the next start makes it interrupted.
        """
        if not self._closed:
            self._stop()
            with suppress(StoreError):
                self._write(status, finish, problem)

    def _stop(self) -> None:
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _save_beside(self) -> None:
        self._timer = None
        self._desk.submit(self._append).add_done_callback(self._settle)

    def _settle(self, done: asyncio.Future[None]) -> None:
        """What could not be saved is tried again with what comes; closing tells of it."""
        if not done.cancelled() and done.exception() is not None:
            self.changed()

    def _append(self) -> None:
        """In a worker thread, one at a time."""
        with self._turn:
            if self._closed:
                return
            text, segments, saved = self._text.since(*self._saved)
            self._desk.store.append_answer(self._record.id, text, segments)
            self._saved = saved

    def _write(self, status: AnswerStatus, finish: str, problem: str) -> AnswerRecord:
        usage = self._text.usage or Usage()
        with self._turn:
            return self._desk.store.finish_answer(
                self._record.id,
                status=status,
                finish=finish,
                problem=problem,
                text=self._text.text,
                segments=self._text.segments,
                model_version=self._text.model_version,
                prompt_tokens=usage.prompt,
                answer_tokens=usage.answer,
                total_tokens=usage.total,
            )

    def _unwritten(self, status: AnswerStatus, finish: str, problem: str) -> AnswerRecord:
        usage = self._text.usage or Usage()
        return replace(
            self._record,
            status=status,
            finish=finish,
            problem=problem,
            text=self._text.text,
            segments=self._text.segments,
            model_version=self._text.model_version,
            finished=datetime.now(UTC),
            prompt_tokens=usage.prompt,
            answer_tokens=usage.answer,
            total_tokens=usage.total,
        )
