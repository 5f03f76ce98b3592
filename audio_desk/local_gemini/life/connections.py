"""OpenConnections: the sockets behind requests, so that a scripted fault can cut one."""

from __future__ import annotations

import asyncio

from starlette.types import Scope
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol


class OpenConnections:
    """Finds the connection of a request by its client's address, which no other open connection has."""

    def __init__(self) -> None:
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}

    def cut(self, scope: Scope, *, at_once: bool) -> None:
        """Close the request's connection: `at_once` with a reset, otherwise after what was written."""
        transport = self._transports.get(tuple(scope.get("client") or ()))
        if transport is not None and at_once:
            transport.abort()
        elif transport is not None:
            transport.close()

    def protocol(self) -> type[H11Protocol]:
        """uvicorn's HTTP protocol, which tells this register of its connections."""
        transports = self._transports

        class RegisteredProtocol(H11Protocol):
            @override
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client is not None:
                    transports[self.client] = transport

            @override
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                if self.client is not None:
                    transports.pop(self.client, None)

        return RegisteredProtocol
