"""Speaks plain HTTP with the server, so that tests see what is really on the wire."""

from __future__ import annotations

import http.client
import io
import json
import wave
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from tests.server_process import ServerProcess

GUARD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> tuple[int, str, str]:
        """HTTP status, Google's status, message; the code in the body must be the HTTP status."""
        error = self.json["error"]
        assert error["code"] == self.status
        return self.status, error["status"], error["message"]


class WireClient:
    """Requests to one server, with its key unless told otherwise."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server
        self.netloc = urlsplit(server.base_url).netloc

    def send(
        self,
        method: str,
        path: str,
        body: bytes | object | None = None,
        headers: dict[str, str] | None = None,
        *,
        key: str | None = "",
    ) -> Reply:
        """`key` empty: the right one; None: none. An object goes as JSON."""
        connection, response = self.open(method, path, body, headers, key=key)
        try:
            names = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, names, response.read())
        finally:
            connection.close()

    def open(
        self,
        method: str,
        path: str,
        body: bytes | object | None = None,
        headers: dict[str, str] | None = None,
        *,
        key: str | None = "",
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        """The same, with the answer's body still to be read."""
        connection = http.client.HTTPConnection(self.netloc, timeout=GUARD_SECONDS)
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        keyed = {} if key is None else {"x-goog-api-key": key or self.server.api_key}
        kind = {} if data is None else {"Content-Type": "application/json"}
        connection.request(method, path, data, {**kind, **keyed, **(headers or {})})
        return connection, connection.getresponse()

    def start_upload(
        self, size: int | None, mime_type: str = "audio/wav", file: dict[str, object] | None = None
    ) -> Reply:
        headers = {
            "X-Goog-Upload-Protocol": "resumable",
            "X-Goog-Upload-Command": "start",
            "X-Goog-Upload-Header-Content-Type": mime_type,
        }
        if size is not None:
            headers["X-Goog-Upload-Header-Content-Length"] = str(size)
        return self.send("POST", "/upload/v1beta/files", {"file": file or {}}, headers)

    def upload_url(self, size: int | None, mime_type: str = "audio/wav", **file: object) -> str:
        """Start an upload: the path and query to send bytes to."""
        reply = self.start_upload(size, mime_type, file)
        assert reply.status == 200, reply.body
        url = urlsplit(reply.headers["x-goog-upload-url"])
        assert url.netloc == self.netloc
        return f"{url.path}?{url.query}"

    def chunk(
        self,
        url: str,
        command: str,
        data: bytes | None = None,
        offset: int | None = None,
        method: str = "POST",
    ) -> Reply:
        """A command to an upload session; these carry no key."""
        headers = {"X-Goog-Upload-Command": command}
        if offset is not None:
            headers["X-Goog-Upload-Offset"] = str(offset)
        return self.send(method, url, data, headers, key=None)

    def upload(self, data: bytes, mime_type: str = "audio/wav", **file: object) -> dict[str, Any]:
        """A whole upload: the File."""
        url = self.upload_url(len(data), mime_type, **file)
        reply = self.chunk(url, "upload, finalize", data, 0)
        assert reply.status == 200, reply.body
        stored: dict[str, Any] = reply.json["file"]
        return stored

    def generate(self, *parts: object, method: str = "generateContent", **request: object) -> Reply:
        """One user turn; texts may be plain strings."""
        spelled = [{"text": part} if isinstance(part, str) else part for part in parts]
        body = {"contents": [{"role": "user", "parts": spelled}], **request}
        return self.send("POST", f"/v1beta/models/gemini-3.8-flash:{method}", body)


def file_part(file: dict[str, Any]) -> dict[str, object]:
    return {"fileData": {"fileUri": file["uri"], "mimeType": file["mimeType"]}}


def text_of(message: dict[str, Any]) -> str:
    """The words of one response message."""
    parts = message["candidates"][0]["content"].get("parts", [])
    return "".join(part["text"] for part in parts)


def events_of(body: bytes) -> list[dict[str, Any]]:
    """The messages of a server-sent stream, framed exactly as Google frames them."""
    assert body.endswith(b"\r\n\r\n")
    events = body.removesuffix(b"\r\n\r\n").split(b"\r\n\r\n")
    assert all(event.startswith(b"data: ") and b"\n" not in event for event in events)
    return [json.loads(event.removeprefix(b"data: ")) for event in events]


def tone(seconds: float, *, peak: float = 0.5, rate: int = 16_000) -> bytes:
    """A WAV file. A low rate makes few bytes a long recording."""
    samples = np.sin(np.arange(round(seconds * rate)) * 0.3) * peak * 32767
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(samples.astype("<i2").tobytes())
    return out.getvalue()
