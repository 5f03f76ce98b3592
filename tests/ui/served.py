"""The real local server for the tests of the panes, whose answers and faults they script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.paths import Paths
from tests.server_process import ServerProcess


def announced(server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """The desk finds it as it finds one that another program started; what was scripted is undone after."""
    home.local_server.mkdir(parents=True, exist_ok=True)
    RunFile(home.local_server).write(ServerAddress(server.base_url, server.api_key, server.process.pid))
    yield server
    server.clear_faults()
    server.move_clock(0)


def said(text: str, finish: str = "") -> dict[str, Any]:
    """One event of a stream."""
    candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if finish:
        candidate["finishReason"] = finish
    usage = {"promptTokenCount": 100, "candidatesTokenCount": 7, "totalTokenCount": 107}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "scripted"}


def script_answer(server: ServerProcess, *events: dict[str, Any], **rule: Any) -> None:
    """The next answer is a stream of `events`."""
    server.script_faults([{"path": "streamGenerateContent", "action": "events", "events": events, **rule}])


def script_refusal(
    server: ServerProcess, path: str, status: int, word: str, message: str, **rule: Any
) -> None:
    """The next request to `path` is refused as Google would."""
    body = {"error": {"code": status, "message": message, "status": word}}
    server.script_faults([{"path": path, "action": "status", "status": status, "body": body, **rule}])
