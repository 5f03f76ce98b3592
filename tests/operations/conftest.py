"""A desk in a home of its own, beside one real local server whose faults and clock the tests command."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from tests.server_process import ServerProcess

OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """The desk finds it through the run file, as it finds a server that another program started."""
    announce(shared_server, home)
    yield shared_server
    shared_server.clear_faults()
    shared_server.move_clock(0)


def announce(server: ServerProcess, home: Paths) -> None:
    home.local_server.mkdir(parents=True, exist_ok=True)
    RunFile(home.local_server).write(ServerAddress(server.base_url, server.api_key, server.process.pid))


@pytest.fixture
def open_desk(home: Paths) -> OpenDesk:
    @asynccontextmanager
    async def opened(settings: Settings | None = None) -> AsyncGenerator[Desk, None]:
        chosen = settings or Settings()
        desk = await Desk.open(home, lambda: chosen)
        try:
            yield desk
        finally:
            await desk.aclose()

    return opened


@pytest.fixture
def tones(tmp_path: Path) -> Path:
    """Ten seconds of 8 kHz WAV, different every time that a test asks for it: no server knows it yet."""
    path = tmp_path / "tones.wav"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 80_000).astype(np.float32)
    soundfile.write(path, noise, 8_000, subtype="PCM_16")
    return path


@pytest.fixture
def other(tones: Path, tmp_path: Path) -> Path:
    """Another recording."""
    path = tmp_path / "other.wav"
    path.write_bytes(tones.read_bytes()[:-4_000])
    return path


def said(text: str, finish: str = "") -> dict[str, Any]:
    """One event of a stream."""
    candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    usage = {"promptTokenCount": 100, "candidatesTokenCount": 7, "totalTokenCount": 107}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "scripted"}


def script_answer(server: ServerProcess, *events: dict[str, Any], **rule: Any) -> None:
    server.script_faults([{"path": "streamGenerateContent", "action": "events", "events": events, **rule}])
