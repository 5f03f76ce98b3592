"""One real local server for the room's tests, with faults and its clock at their command."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Iterator
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest

from audio_desk.gemini.client import GeminiClient
from audio_desk.gemini.endpoint import Endpoint
from tests.server_process import ServerProcess

T = TypeVar("T")


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: ServerProcess) -> Iterator[ServerProcess]:
    yield shared_server
    shared_server.clear_faults()
    shared_server.move_clock(0)


@pytest.fixture
def endpoint(server: ServerProcess) -> Endpoint:
    return Endpoint("on-device", server.base_url, server.api_key)


@asynccontextmanager
async def connected(endpoint: Endpoint) -> AsyncGenerator[GeminiClient, None]:
    """A client that is closed in the end."""
    client = GeminiClient(endpoint)
    try:
        yield client
    finally:
        await client.aclose()


def begun(work: Awaitable[T]) -> asyncio.Task[T]:
    """The work, running beside the test, which owns it."""

    async def run() -> T:
        return await work

    return asyncio.get_running_loop().create_task(run())
