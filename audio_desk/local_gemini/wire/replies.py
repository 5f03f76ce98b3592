"""Makes HTTP answers of JSON, and Google's error bodies of whatever went wrong."""

from __future__ import annotations

import http
import json
import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from audio_desk.local_gemini.wire import errors as wire_errors

JSON_TYPE = "application/json; charset=UTF-8"


def json_response(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Indented as Google's: people read it. Half a surrogate, which UTF-8 has not, stays an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    content = text.encode(errors="backslashreplace")
    return Response(content, status, {**(headers or {}), "Content-Type": JSON_TYPE})


def error_response(error: wire_errors.WireError) -> Response:
    return json_response(error.body(), status=error.code, headers=error.headers)


async def refused(request: Request, error: Exception) -> Response:
    """What the server itself refused."""
    assert isinstance(error, wire_errors.WireError)
    return error_response(error)


async def no_such_call(request: Request, error: Exception) -> Response:
    """An address or a method that the server does not know."""
    assert isinstance(error, HTTPException)
    called = f"{request.method} {request.url.path}"
    messages = {404: f"{called} is not found.", 405: f"{called} is not allowed."}
    message = messages.get(error.status_code, http.HTTPStatus(error.status_code).phrase)
    answer = error_response(wire_errors.WireError(error.status_code, message))
    answer.headers.update(error.headers or {})
    return answer


async def failed(request: Request, error: Exception) -> Response:
    """A bug, or a disk that is full: the log has the story."""
    logging.getLogger(__name__).error("%s %s failed", request.method, request.url.path, exc_info=error)
    return error_response(wire_errors.internal())


async def nobody_listens(request: Request, error: Exception) -> Response:
    """The client went while it was still sending: this answer reaches nobody."""
    return Response(status_code=499)


async def disk_failed(request: Request, error: Exception) -> Response:
    """The folder of the uploads cannot be read or written."""
    assert isinstance(error, OSError)
    return error_response(wire_errors.disk_failed(error))
