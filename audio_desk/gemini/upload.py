"""One resumable upload: begun or gone on with, chunks with progress, query and on after a lost connection."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import httpx2

from audio_desk.errors import AnswerUnreadable, QuotaExceeded, ServiceDown, Unreachable, UploadGone
from audio_desk.gemini import wire
from audio_desk.gemini.faults import of_response, translated
from audio_desk.gemini.source import Source
from audio_desk.gemini.types import RemoteFile
from audio_desk.gemini.upload_calls import UploadCalls, UploadSession, is_ended, size_received, status_of

BLOCK_BYTES: Final = 2 * 2**20
"""Read from the disk at once, each time a trip to another thread; also the most that the connection gets at
once, where it takes that in a moment."""

FIRST_PIECE_BYTES: Final = 128 * 1024
SMALLEST_PIECE_BYTES: Final = 8 * 1024
SLOW_PIECE_SECONDS: Final = 0.1
"""Pieces are as large as the connection takes in this time: progress is told after each."""
MOST_GROWTH: Final = 2.0
"""From one piece to the next: what a buffer on the way swallows says little about the line."""

TICK_SECONDS: Final = 0.15
"""Progress is told at least so often, also when nothing moves: a standstill has to be seen."""

TRIES: Final = 6
"""Without the server having more bytes than before; the pauses between them add up to about nine seconds."""

TRIES_HERE: Final = 4
"""On this computer a server that is gone does not come back at the same address."""

FIRST_PAUSE_SECONDS: Final = 0.3
CANCEL_SECONDS: Final = 0.8
"""A cancelled upload has told the server, or gives up telling it, within a second."""

Progress = Callable[[int, int], None]
OnSession = Callable[[UploadSession | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Resumption:
    """For an upload that is to outlive this program, or a pause."""

    session: UploadSession | None
    """Of an earlier attempt with the same bytes."""
    on_session: OnSession
    """Called with a new session before its first byte, and with None when there is none any more."""
    keeps: Callable[[], bool]
    """Whether cancelling now is a pause: the server is not told then."""


class _SessionDead(Exception):
    """The server ended this upload's session: it has to begin afresh."""


class _Refused(Exception):
    """An answer that is no success, or not what was asked for."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


class Upload:
    """Sends one source once. Raises faults.Fault and AudioError."""

    def __init__(
        self,
        calls: UploadCalls,
        source: Source,
        get_file: Callable[[str], Awaitable[RemoteFile]],
        on_progress: Progress | None,
        resumption: Resumption | None = None,
    ) -> None:
        self._calls = calls
        self._endpoint = calls.endpoint
        self._source = source
        self._get_file = get_file
        self._on_progress = on_progress
        self._resumption = resumption
        self._session: UploadSession | None = None
        self._ended = False
        """Whether the server refused to go on with it: its disk is full, or the account's storage."""
        self._sent: int | None = None
        """Bytes that the server has; None until that is known, which a continued upload first asks."""
        self._piece = FIRST_PIECE_BYTES
        self._timer: asyncio.TimerHandle | None = None

    async def run(self, display_name: str, mime_type: str) -> RemoteFile:
        await self._source.open()
        self._tick()
        try:
            return await self._run(display_name, mime_type)
        except BaseException as error:
            if not self._outlives(error):
                await self._tell_cancelled()
            raise
        finally:
            if self._timer is not None:
                self._timer.cancel()
            self._source.close()

    async def _run(self, display_name: str, mime_type: str) -> RemoteFile:
        earlier = self._resumption.session if self._resumption else None
        if earlier is not None:
            self._session = earlier.at(self._endpoint)
            with contextlib.suppress(_SessionDead):
                return await self._send_all(self._session, None)
            if found := await self._finished_already(self._session):
                return found
        for _ in range(2):
            session = await self._start(display_name, mime_type)
            with contextlib.suppress(_SessionDead):
                return await self._send_all(session, 0)
            if found := await self._finished_already(session):
                return found
        self._session = None
        raise ServiceDown("the upload's session ended twice")

    async def _start(self, display_name: str, mime_type: str) -> UploadSession:
        session = await self._calls.start(self._source.size, display_name, mime_type)
        self._session = session
        if self._resumption is not None:
            await self._resumption.on_session(session)
        self._tell(0)
        return session

    async def _send_all(self, session: UploadSession, offset: int | None) -> RemoteFile:
        """From `offset`, or from where the server stands; failures count until it has more than before."""
        farthest = failures = 0
        while True:
            try:
                with translated(self._endpoint):
                    reached = await (
                        self._where_it_stands(session)
                        if offset is None
                        else self._send_chunk(session, offset)
                    )
            except (Unreachable, _Refused) as failure:
                self._raise_unless_worth_another_try(failure, failures)
                await asyncio.sleep(FIRST_PAUSE_SECONDS * 2**failures)
                failures, offset = failures + 1, None
                continue
            if isinstance(reached, RemoteFile):
                return reached
            offset = reached
            if offset > farthest:
                farthest, failures = offset, 0
            self._tell(offset)

    async def _send_chunk(self, session: UploadSession, offset: int) -> int | RemoteFile:
        """How far the server is now, or the file when that was all. Raises _Refused."""
        end = min(offset + session.granularity, self._source.size)
        last = end >= self._source.size
        answer = await self._calls.chunk(session, offset, end - offset, self._pieces(offset, end), last=last)
        if status_of(answer) == "final":
            return await self._file_of(session, answer)
        if status_of(answer) == "active":
            return end
        raise _Refused(answer)

    async def _where_it_stands(self, session: UploadSession) -> int | RemoteFile:
        """Raises _Refused and _SessionDead."""
        answer = await self._calls.query(session)
        if status_of(answer) == "final":
            return await self._file_of(session, answer)
        received = size_received(answer)
        if received is not None and received <= self._source.size:
            return received
        if answer.status_code == 200:
            raise _SessionDead  # cancelled by somebody else, or no session of these bytes at all
        raise _Refused(answer)

    async def _pieces(self, start: int, end: int) -> AsyncIterator[bytes]:
        for at in range(start, end, BLOCK_BYTES):
            block = await self._source.read(at, min(BLOCK_BYTES, end - at))
            done = 0
            while done < len(block):
                piece = block[done : done + self._piece]
                begun = time.monotonic()
                yield piece
                done += len(piece)
                self._tell(at + done)
                self._adapt(time.monotonic() - begun)

    def _adapt(self, seconds: float) -> None:
        growth = min(MOST_GROWTH, SLOW_PIECE_SECONDS / max(seconds, 1e-6))
        self._piece = min(BLOCK_BYTES, max(SMALLEST_PIECE_BYTES, int(self._piece * growth)))

    def _raise_unless_worth_another_try(self, failure: Unreachable | _Refused, failures: int) -> None:
        """A lost connection, an overloaded server and a wrong offset are; a dead session begins afresh."""
        answer = None if isinstance(failure, Unreachable) else failure.answer
        if answer is not None:
            if answer.status_code in (404, 410) or "terminated" in answer.text:
                raise _SessionDead
            if is_ended(answer):
                self._ended = True
                raise of_response(answer, self._endpoint) from None
            if answer.status_code not in (200, 408, 409, 416, 429) and answer.status_code < 500:
                raise of_response(answer, self._endpoint) from None
        if failures < (TRIES_HERE if self._endpoint.is_local else TRIES) - 1:
            return
        if answer is not None:
            raise of_response(answer, self._endpoint) from None
        raise failure

    async def _file_of(self, session: UploadSession, answer: httpx2.Response) -> RemoteFile:
        """Of the answer that ends the upload; a query's says that it has ended, and no more.

        Raises _SessionDead where it ended without a file.
        """
        if not answer.content:
            try:
                return await self._get_file(session.name)
            except UploadGone:
                raise _SessionDead from None
        file = wire.file_of_json(answer.json())
        if file is None:
            raise AnswerUnreadable("the upload ended without a file")
        return file

    async def _finished_already(self, session: UploadSession) -> RemoteFile | None:
        """The server may have forgotten the session because all of it had come."""
        self._session = None
        if self._resumption is not None:
            await self._resumption.on_session(None)
        try:
            file = await self._get_file(session.name)
        except UploadGone:
            return None
        return file if file.size_bytes == self._source.size else None

    def _outlives(self, error: BaseException) -> bool:
        """Whether the session is kept, to go on with it later."""
        if self._resumption is None or self._ended:
            return False
        if isinstance(error, Unreachable | ServiceDown | QuotaExceeded):
            return True
        return isinstance(error, asyncio.CancelledError) and self._resumption.keeps()

    async def _tell_cancelled(self) -> None:
        """So that the server need not keep the pieces; what it answers does not matter."""
        session, self._session = self._session, None
        if session is None:
            return
        try:
            async with asyncio.timeout(CANCEL_SECONDS):
                await self._calls.cancel(session)
        except (TimeoutError, httpx2.HTTPError):
            pass
        if self._resumption is not None:
            await self._resumption.on_session(None)

    def _tick(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick)
        if self._sent is not None:
            self._tell(self._sent)

    def _tell(self, sent: int) -> None:
        self._sent = sent
        if self._on_progress is not None:
            self._on_progress(sent, self._source.size)
