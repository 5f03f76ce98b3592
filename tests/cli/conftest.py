"""A home of its own for every test, and one local server that all of them find there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk.cli import main
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.paths import Paths
from tests.cli.command import Ran, messages_of
from tests.server_process import ServerProcess

MECHANICS = "tests.local_gemini.mechanics"
"""The server with an engine that tells what it was asked: no speech is needed here."""


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("cli-server"), module=MECHANICS)
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """The command finds it through the run file, as it finds a server that the window started."""
    home.local_server.mkdir(parents=True, exist_ok=True)
    address = ServerAddress(shared_server.base_url, shared_server.api_key, shared_server.process.pid)
    RunFile(home.local_server).write(address)
    yield shared_server
    shared_server.clear_faults()


@pytest.fixture
def gemini(server: ServerProcess) -> dict[str, str]:
    """An environment in which the Gemini account is that server too."""
    return {"GOOGLE_GEMINI_BASE_URL": server.base_url, "GEMINI_API_KEY": server.api_key}


@pytest.fixture
def run_here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """The same command within this process, for long tables: what it imports is there already."""

    def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Ran:
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        status = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(status, written.out, messages_of(written.err))

    return run


@pytest.fixture
def tones(tmp_path: Path) -> Path:
    """Two minutes of 8 kHz WAV, different for every test: no server knows it yet."""
    path = tmp_path / "Töne [final].wav"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 120 * 8_000).astype(np.float32)
    soundfile.write(path, noise, 8_000, subtype="PCM_16")
    return path


def said(text: str, finish: str = "", **more: Any) -> dict[str, Any]:
    """One event of a stream."""
    candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    usage = {"promptTokenCount": 100, "candidatesTokenCount": 7, "totalTokenCount": 107}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "scripted", **more}


def script_answer(server: ServerProcess, *events: dict[str, Any], **rule: Any) -> None:
    server.script_faults([{"path": "streamGenerateContent", "action": "events", "events": events, **rule}])


def script_refusal(server: ServerProcess, status: int, word: str, message: str, **detail: Any) -> None:
    """The answer to a question is an error."""
    error = {"code": status, "message": message, "status": word, "details": [detail] if detail else []}
    rule = {"path": "streamGenerateContent", "action": "status", "status": status, "times": 0}
    server.script_faults([{**rule, "body": {"error": error}}])


def asked(server: ServerProcess) -> list[dict[str, Any]]:
    """The questions that the server has seen so far."""
    return [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]]
