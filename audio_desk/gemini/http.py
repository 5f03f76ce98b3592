"""The HTTP client beneath the SDK: time limits on everything, no proxy on the way to this computer."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from typing_extensions import override

from audio_desk.gemini.endpoint import Endpoint

CONNECT_SECONDS: Final = 10.0
CALL_SECONDS: Final = 60.0
"""Silence allowed on a call that is not streamed."""
STREAM_SECONDS: Final = 600.0
"""Silence allowed before and within an answer: models think, and a slow computer hears an hour of sound
before its first word."""

_opened: ContextVar[list[httpx2.Response] | None] = ContextVar("opened_streams", default=None)

_watch: ContextVar[Callable[[httpx2.Request], None] | None] = ContextVar("watched_requests", default=None)


class HttpClient(httpx2.AsyncClient):
    """Gives requests that bring no time limits their own: the SDK sets none, or one for all phases."""

    @override
    async def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        limits = request.extensions.get("timeout") or {}
        if not any(limits.values()):
            request.extensions = {**request.extensions, "timeout": _limits(stream).as_dict()}
        watch = _watch.get()
        if watch is not None:
            watch(request)
        response = await super().send(request, stream=stream, **options)
        opened = _opened.get()
        if stream and opened is not None:
            opened.append(response)
        return response


@contextmanager
def noting_streams(into: list[httpx2.Response]) -> Iterator[None]:
    """Collect the streamed responses opened within, so that whoever asked can close them at once.

    The SDK wraps a response in several generators, and closing the outer one leaves the inner ones to the
    garbage collector.
    """
    token = _opened.set(into)
    try:
        yield
    finally:
        _opened.reset(token)


@contextmanager
def watching(watch: Callable[[httpx2.Request], None]) -> Iterator[None]:
    """Show each request within to `watch` before its first byte leaves; what that raises keeps it here."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def http_client(endpoint: Endpoint) -> HttpClient:
    """A client for one event loop."""
    return HttpClient(trust_env=not (endpoint.is_local or _is_loopback(endpoint.base_url)))


def is_answer(response: httpx2.Response) -> bool:
    """Whether the API had begun to answer, whatever followed: no error, and no page of somebody between."""
    kind: str = response.headers.get("content-type", "")
    return response.status_code == 200 and not kind.startswith("text/html")


def _limits(stream: bool) -> httpx2.Timeout:
    return httpx2.Timeout(STREAM_SECONDS if stream else CALL_SECONDS, connect=CONNECT_SECONDS)


def _is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name, or no address at all: the request will tell
        return False
