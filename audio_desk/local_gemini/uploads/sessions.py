"""UploadSessions: resumable uploads on their way. No lost connection and no end of the server loses bytes."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO, Literal

from starlette.requests import ClientDisconnect

from audio_desk import limits
from audio_desk.local_gemini.uploads import session_files
from audio_desk.local_gemini.uploads.file_store import FileStore, NewFile
from audio_desk.local_gemini.uploads.session_files import SessionFile
from audio_desk.local_gemini.uploads.stored_file import StoredFile
from audio_desk.local_gemini.wire import errors as wire_errors

STATUS = "X-Goog-Upload-Status"
SIZE_RECEIVED = "X-Goog-Upload-Size-Received"
_WRITE_BYTES = 2**20
_SETTLE_SECONDS = 2.0
"""A chunk that still runs after this is alive: the query need not wait for it."""
_KEPT_ENDED = 1000
"""Ended sessions are remembered, so that a query gets an answer; so many of them."""

Status = Literal["active", "final", "cancelled"]


class UploadSession:
    """One upload: where its bytes are, how many, and what is said about it."""

    def __init__(self, described: SessionFile, partial: Path) -> None:
        self.id = described.id
        self.new = described.new
        self.declared_size = described.declared_size
        self.expires_ns = described.expires_ns
        self.partial = partial
        self.received = 0
        self.status: Status = "active"
        self.stored: StoredFile | None = None
        self.turn = asyncio.Lock()
        self.digest = hashlib.sha256()
        self.digested = 0
        """How many of the bytes are in the digest: fewer than came, after the server was started again."""

    def refusal(self, code: int, message: str, status: str = "") -> wire_errors.WireError:
        """An error that carries the session's status: the SDK repeats what has none."""
        return wire_errors.WireError(code, message, status=status, headers=self.headers())

    def headers(self) -> dict[str, str]:
        return {STATUS: self.status, SIZE_RECEIVED: str(self.received)}


class UploadSessions:
    """All sessions of the server, those of an earlier one in the same folder among them."""

    def __init__(self, files: FileStore) -> None:
        """Raises OSError."""
        self._files = files
        self._sessions: dict[str, UploadSession] = {}
        for partial, described in session_files.read_all(files.partial_folder):
            session = UploadSession(described, partial)
            session.received = partial.stat().st_size
            self._sessions[session.id] = session
        self._forget_the_old()

    def start(self, new: NewFile, declared_size: int | None) -> UploadSession:
        """Raises WireError (over a limit, or the id is taken) or OSError."""
        self._files.room_for(declared_size or 0)
        self._files.check_free(new.id)
        self._forget_the_old()
        expires_ns = self._files.now_ns() + limits.UPLOAD_SECONDS * 10**9
        described = SessionFile(secrets.token_urlsafe(48), new, declared_size, expires_ns)
        session = UploadSession(described, self._files.new_partial())
        try:
            session_files.write(session.partial, described)
        except OSError:
            self._end(session, "cancelled")
            raise
        self._sessions[session.id] = session
        return session

    def get(self, session_id: str) -> UploadSession:
        """Raises WireError."""
        session = self._sessions.get(session_id)
        if session is None:
            headers = {STATUS: "final"}
            raise wire_errors.WireError(404, "Upload session not found.", headers=headers)
        return session

    async def settle(self, session: UploadSession) -> None:
        """Let a chunk whose connection was just lost be written, so that a query tells of it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_SETTLE_SECONDS), session.turn:
                pass

    def cancel(self, session: UploadSession) -> None:
        if session.status == "active":
            self._end(session, "cancelled")

    async def receive(
        self,
        session: UploadSession,
        offset: int,
        chunks: AsyncIterator[bytes],
        *,
        last: bool,
        size: int | None,
    ) -> None:
        """Append a chunk of `size` bytes (None: not told). What arrived stays when the connection is lost.

        Raises WireError.
        """
        async with session.turn:
            self._check_chunk(session, offset, size, last=last)
            try:
                await self._append(session, chunks)
            except OSError as error:
                raise self._disk_failed(session, error) from error
            if not last and size is None and not _is_granular(offset, session.received):
                self._end(session, "cancelled")
                raise session.refusal(400, _GRANULARITY)

    async def finish(self, session: UploadSession, *, processing: bool) -> StoredFile:
        """Make the upload a file. Raises WireError."""
        async with session.turn:
            _check_active(session)
            if session.declared_size is not None and session.received != session.declared_size:
                problem = f"{session.received} bytes arrived, {session.declared_size} were announced."
                self._end(session, "final")
                raise session.refusal(400, f"Upload is not complete: {problem}")
            self._check_total(session, session.received)
            await asyncio.to_thread(_digest_what_was_there, session)
            stored = self._store(session, processing=processing)
            session.status, session.stored = "final", stored
            session_files.remove(session.partial)
            return stored

    def _store(self, session: UploadSession, *, processing: bool) -> StoredFile:
        digest = session.digest.hexdigest()
        try:
            return self._files.add(
                session.partial, session.new, size=session.received, sha256=digest, processing=processing
            )
        except wire_errors.WireError as error:
            self._end(session, "final")
            error.headers = session.headers()
            raise
        except OSError as error:
            raise self._disk_failed(session, error) from error

    def _disk_failed(self, session: UploadSession, error: OSError) -> wire_errors.WireError:
        self._end(session, "final")
        refusal = wire_errors.disk_failed(error)
        refusal.headers = session.headers()
        return refusal

    def _check_chunk(self, session: UploadSession, offset: int, size: int | None, *, last: bool) -> None:
        _check_active(session)
        if offset != session.received:
            message = f"Upload offset {offset} does not match the {session.received} bytes received."
            raise session.refusal(409, message, "ABORTED")
        if size is not None:
            self._check_total(session, offset + size)
            if not last and not _is_granular(offset, offset + size):
                raise session.refusal(400, _GRANULARITY)

    def _check_total(self, session: UploadSession, total: int) -> None:
        if session.declared_size is not None and total > session.declared_size:
            self._end(session, "final")
            raise session.refusal(400, f"More than the {session.declared_size} bytes that were announced.")
        try:
            self._files.room_for(total)
        except wire_errors.WireError as error:
            self._end(session, "final")
            error.headers = session.headers()
            raise

    async def _append(self, session: UploadSession, chunks: AsyncIterator[bytes]) -> None:
        """Write what comes, and what came when the connection ends too early."""
        pending = bytearray()
        await asyncio.to_thread(_digest_what_was_there, session)
        with session.partial.open("ab") as out:
            try:
                async for chunk in chunks:
                    pending += chunk
                    if len(pending) >= _WRITE_BYTES:
                        await self._write(session, out, pending)
            except ClientDisconnect:
                await self._write(session, out, pending)
                raise
            await self._write(session, out, pending)

    async def _write(self, session: UploadSession, out: BinaryIO, pending: bytearray) -> None:
        data = bytes(pending)
        pending.clear()
        _check_active(session)  # another request may have cancelled it meanwhile
        self._check_total(session, session.received + len(data))
        await asyncio.to_thread(_write_and_digest, session, out, data)
        session.received += len(data)

    def _end(self, session: UploadSession, status: Status) -> None:
        session.status = status
        with contextlib.suppress(PermissionError):  # Windows, while a chunk still writes
            session_files.remove(session.partial)
            session.partial.unlink(missing_ok=True)

    def _forget_the_old(self) -> None:
        now = self._files.now_ns()
        for session in list(self._sessions.values()):
            if session.status == "active" and session.expires_ns <= now:
                self._end(session, "cancelled")
        ended = [key for key, session in self._sessions.items() if session.status != "active"]
        for key in ended[: max(0, len(ended) - _KEPT_ENDED)]:
            del self._sessions[key]


_GRANULARITY = (
    f"The size of a chunk that is not the last must be a multiple of {limits.UPLOAD_CHUNK_BYTES} bytes."
)


def _check_active(session: UploadSession) -> None:
    if session.status != "active":
        raise session.refusal(400, "Upload has already been terminated.")


def _is_granular(start: int, end: int) -> bool:
    """After a lost connection a chunk may be whole multiples long, or fill up to a multiple."""
    return (end - start) % limits.UPLOAD_CHUNK_BYTES == 0 or end % limits.UPLOAD_CHUNK_BYTES == 0


def _write_and_digest(session: UploadSession, out: BinaryIO, data: bytes) -> None:
    out.write(data)
    out.flush()
    session.digest.update(data)
    session.digested += len(data)


def _digest_what_was_there(session: UploadSession) -> None:
    """The bytes that came to an earlier server. Raises OSError."""
    if session.digested == session.received:
        return
    with session.partial.open("rb") as file:
        file.seek(session.digested)
        while block := file.read(_WRITE_BYTES):
            session.digest.update(block)
            session.digested += len(block)
