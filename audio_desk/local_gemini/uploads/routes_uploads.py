"""Resumable uploads over HTTP: start, upload, finalize, query, cancel."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from audio_desk import limits
from audio_desk.local_gemini.life.access import Doorkeeper
from audio_desk.local_gemini.prompts.mime_types import is_sound
from audio_desk.local_gemini.uploads.file_check import FileChecks
from audio_desk.local_gemini.uploads.file_store import FileStore, NewFile
from audio_desk.local_gemini.uploads.sessions import UploadSession, UploadSessions
from audio_desk.local_gemini.uploads.stored_file import is_file_id
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire import requests as wire
from audio_desk.local_gemini.wire.addresses import api_version, base_url
from audio_desk.local_gemini.wire.answers import file_json
from audio_desk.local_gemini.wire.fields import Fields
from audio_desk.local_gemini.wire.replies import json_response
from audio_desk.local_gemini.wire.request_body import read_body

_METADATA_BYTES = 2**20
_UNKNOWN_TYPE = "application/octet-stream"
_SERVER = {"Server": "UploadServer"}
_FILE_FIELDS = (
    "name",
    "display_name",
    "mime_type",
    "size_bytes",
    "create_time",
    "update_time",
    "expiration_time",
    "sha256_hash",
    "uri",
    "download_uri",
    "state",
    "source",
    "error",
    "video_metadata",
)


class UploadCalls:
    """`/upload/v1beta/files`: without an `upload_id` a start, with one everything else."""

    def __init__(
        self, door: Doorkeeper, sessions: UploadSessions, files: FileStore, checks: FileChecks
    ) -> None:
        self._door = door
        self._sessions = sessions
        self._files = files
        self._checks = checks

    async def call(self, request: Request) -> Response:
        session_id = request.query_params.get("upload_id")
        if session_id is None:
            self._door.check(request)
            return await self._start(request)
        # Whoever has the session's address was given it by `start`: it takes no key.
        session = self._sessions.get(session_id)
        commands = {
            word.strip().lower() for word in request.headers.get("x-goog-upload-command", "").split(",")
        }
        if commands == {"query"}:
            return await self._query(session)
        if commands == {"cancel"}:
            self._sessions.cancel(session)
            return Response(headers=_SERVER | session.headers())
        if not commands or not commands <= {"upload", "finalize"}:
            raise session.refusal(400, "X-Goog-Upload-Command must be upload, finalize, query or cancel.")
        return await self._bytes(request, session, commands)

    async def _start(self, request: Request) -> Response:
        headers = request.headers
        if headers.get("x-goog-upload-protocol", "").lower() != "resumable":
            raise wire_errors.bad_argument("X-Goog-Upload-Protocol must be resumable.")
        if headers.get("x-goog-upload-command", "").strip().lower() != "start":
            raise wire_errors.bad_argument("X-Goog-Upload-Command must be start.")
        new = _read_metadata(await read_body(request, _METADATA_BYTES), headers.get(_TYPE_HEADER, ""))
        session = self._sessions.start(new, _size(headers.get("x-goog-upload-header-content-length")))
        query = f"upload_id={session.id}&upload_protocol=resumable"
        url = f"{base_url(request)}/upload/{api_version(request)}/files?{query}"
        places = {"X-Goog-Upload-URL": url, "X-Goog-Upload-Control-URL": url}
        granularity = {"X-Goog-Upload-Chunk-Granularity": str(limits.UPLOAD_CHUNK_BYTES)}
        return Response(headers=_SERVER | session.headers() | places | granularity)

    async def _query(self, session: UploadSession) -> Response:
        await self._sessions.settle(session)
        if session.status == "cancelled":
            raise session.refusal(410, "The upload was cancelled.")
        return Response(headers=_SERVER | session.headers())

    async def _bytes(self, request: Request, session: UploadSession, commands: set[str]) -> Response:
        last = "finalize" in commands
        if "upload" in commands:
            offset = _offset(request, session)
            size = _size(request.headers.get("content-length"))
            await self._sessions.receive(session, offset, request.stream(), last=last, size=size)
        if not last:
            return Response(headers=_SERVER | session.headers())
        stored = await self._sessions.finish(session, processing=is_sound(session.new.mime_type))
        if stored.state == "PROCESSING":
            await self._checks.start_and_wait_a_little(stored)
        now = self._files.find(stored.id) or stored
        body = {"file": file_json(now, base_url(request), api_version(request))}
        return json_response(body, headers=_SERVER | session.headers())


_TYPE_HEADER = "x-goog-upload-header-content-type"


def _offset(request: Request, session: UploadSession) -> int:
    offset = _size(request.headers.get("x-goog-upload-offset"))
    if offset is None:
        raise session.refusal(400, "X-Goog-Upload-Offset must be a number of bytes.")
    return offset


def _size(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdigit() and len(text) <= 19 else None


def _read_metadata(body: bytes, mime_type: str) -> NewFile:
    """What the start says about the file; everything may be missing. Raises WireError."""
    request = Fields(wire.read_json(body), "", ("file",))
    file = Fields(request.raw("file") or {}, "file", _FILE_FIELDS)
    display_name = file.text("display_name")
    if len(display_name) > limits.DISPLAY_NAME_CHARACTERS:
        raise wire_errors.bad_argument(
            f"file.display_name must be no more than {limits.DISPLAY_NAME_CHARACTERS} characters."
        )
    file_id = file.text("name").removeprefix("files/")
    if file_id and not is_file_id(file_id):
        raise wire_errors.bad_argument(
            "file.name must be files/ID; the ID can contain up to 40 characters that are lowercase "
            "alphanumeric or dashes (-), and cannot start or end with a dash."
        )
    return NewFile(file_id, display_name, mime_type or file.text("mime_type") or _UNKNOWN_TYPE)
