"""ServerProcess: the shipped local server in a process of its own, for every room's tests."""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audio_desk.local_gemini.life.keeping import lease_on

START_GUARD_SECONDS = 60.0
STOP_GUARD_SECONDS = 30.0
CALL_GUARD_SECONDS = 60.0


class ServerProcess:
    """A running server. Make one with `start`; end it with `stop` (SIGTERM), or `kill` as a crash would."""

    def __init__(self, process: subprocess.Popen[str], base_url: str, api_key: str, log: Path) -> None:
        self.process = process
        self.base_url = base_url
        self.api_key = api_key
        self.log = log
        """What it wrote to standard error."""
        self._leases = ExitStack()

    @classmethod
    def start(
        cls,
        folder: Path,
        *,
        allow_faults: bool = True,
        keep: bool | None = None,
        linger: float | None = None,
        module: str = "audio_desk.serve",
        arguments: Sequence[str] = (),
    ) -> ServerProcess:
        """Start `python -m module` on `folder` and wait until it says where it is.

        It lives as long as this object holds a lease on it, so that it goes when the tests are killed, too;
        with `keep` or without, as given, it is left to itself.
        """
        command = [sys.executable, "-m", module, "--folder", str(folder), *arguments]
        command += ["--allow-faults"] * allow_faults + ["--keep"] * bool(keep)
        command += [] if linger is None else ["--linger", str(linger)]
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "stderr.log"
        with log.open("a") as errors:
            process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=Path(__file__).parents[1]
            )
        try:
            ready = json.loads(_first_line(process))
            server = cls(process, ready["base_url"], ready["api_key"], log)
            if keep is None:
                server.hold()
            return server
        except BaseException as error:
            process.kill()
            _reap(process)
            raise RuntimeError(f"the local server did not start: {log.read_text()}") from error

    def hold(self) -> None:
        """Take a lease on it until it has ended."""
        self._leases.enter_context(lease_on(self.base_url, self.api_key))

    def script_faults(self, rules: list[dict[str, Any]]) -> None:
        """Replace the faults that the server plays; audio_desk/local_gemini/faults/rules.py has the rules."""
        self.call("POST", "/local/faults", rules)

    def clear_faults(self) -> None:
        self.call("DELETE", "/local/faults")

    def move_clock(self, seconds: float) -> None:
        """Put the server's clock `seconds` ahead of the real one."""
        self.call("POST", "/local/clock", {"offset_seconds": seconds})

    def seen(self) -> list[dict[str, Any]]:
        """The requests so far, oldest first: method, path, query, headers, body (of JSON), status."""
        requests: list[dict[str, Any]] = self.call("GET", "/local/seen")["requests"]
        return requests

    def stop(self) -> int:
        """SIGTERM, and wait for its end; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self) -> None:
        self.process.kill()
        self._reap()

    def wait(self, seconds: float = STOP_GUARD_SECONDS) -> int:
        """Wait for its end; a process that outlives the guard is killed and fails the test."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self._reap()

    def _reap(self) -> None:
        self._leases.close()
        _reap(self.process)

    def call(self, method: str, path: str, body: object = None) -> Any:
        """One JSON request with the key; returns the JSON answer. Raises RuntimeError for a refusal."""
        status, answer = self.exchange(method, path, body)
        if status != 200:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer

    def exchange(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """One JSON request with the key: the status and the JSON answer."""
        connection = http.client.HTTPConnection(
            urlsplit(self.base_url).netloc or "", timeout=CALL_GUARD_SECONDS
        )
        try:
            data = None if body is None else json.dumps(body).encode()
            headers = {"x-goog-api-key": self.api_key, "Content-Type": "application/json"}
            connection.request(method, path, data, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


def _first_line(process: subprocess.Popen[str]) -> str:
    """Read in a thread, so that a server which says nothing cannot hang the test."""
    assert process.stdout is not None
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    reader = threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True)  # type: ignore[union-attr]
    reader.start()
    return lines.get(timeout=START_GUARD_SECONDS)


def _reap(process: subprocess.Popen[str]) -> None:
    process.wait(STOP_GUARD_SECONDS)
    if process.stdout is not None:
        process.stdout.close()


def process_is_gone(pid: int) -> bool:
    """Whether no process has this id (POSIX)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
