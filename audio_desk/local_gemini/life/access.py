"""Who may speak with the server: programs on this computer that know its token."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire.replies import error_response

Handler = Callable[[Request], Awaitable[Response]]

_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Doorkeeper:
    """Compares keys with the server's token."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    def check(self, request: Request) -> None:
        """The header counts before the query, as the SDK sends it. Raises WireError."""
        key = request.headers.get("x-goog-api-key") or request.query_params.get("key")
        if not key:
            raise wire_errors.key_missing()
        if not hmac.compare_digest(key.encode(), self._token):
            raise wire_errors.key_rejected()

    def with_key(self, handler: Handler) -> Handler:
        """The handler, for those who know the token."""

        async def keyed(request: Request) -> Response:
            self.check(request)
            return await handler(request)

        return keyed


class LoopbackHostOnly:
    """ASGI layer: a web page whose name was made to point at this computer is turned away (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_loopback(Request(scope).headers.get("host", "")):
            error = wire_errors.WireError(403, "This server answers programs on its own computer only.")
            await error_response(error)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_loopback(host: str) -> bool:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower() in _LOOPBACK_NAMES
