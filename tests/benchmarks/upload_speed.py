"""A gigabyte over loopback: our upload beside the SDK's own files.upload, and both with one cut at 95 %."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audio_desk.limits import UPLOAD_CHUNK_BYTES
from tests.server_process import ServerProcess

GIGABYTE: Final = 2**30
ROUNDS: Final = 3
"""Of each in turn; the fastest of each is compared, because other work on the computer only slows."""


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds and bytes."""

    ours_seconds: float
    sdk_seconds: float
    ours_peak: int
    sdk_peak: int

    @property
    def ratio(self) -> float:
        return self.ours_seconds / self.sdk_seconds


def big_file(path: Path, size: int = GIGABYTE) -> Path:
    with path.open("wb") as out:
        block = random.Random(5).randbytes(2**20)
        for number in range(size // len(block)):
            out.write(number.to_bytes(8, "little") + block[8:])
    return path


def compare(folder: Path, size: int = GIGABYTE, rounds: int = ROUNDS) -> Result:
    path = big_file(folder / "big.wav", size)
    found: dict[str, list[dict[str, Any]]] = {"ours": [], "sdk": []}
    with _server(folder) as server:
        for _ in range(rounds):
            for way, results in found.items():
                results.append(upload(server, way, path))
    fastest = {way: min(result["seconds"] for result in results) for way, results in found.items()}
    peak = {way: max(result["peak_bytes"] for result in results) for way, results in found.items()}
    return Result(fastest["ours"], fastest["sdk"], peak["ours"], peak["sdk"])


def with_a_cut(folder: Path, size: int = GIGABYTE) -> dict[str, dict[str, Any]]:
    """What becomes of each when the connection is cut once at 95 %."""
    path = big_file(folder / "cut.wav", size)
    chunk, after = divmod(int(size * 0.95), UPLOAD_CHUNK_BYTES)
    found = {}
    with _server(folder) as server:
        for way in ("ours", "sdk"):
            rule = {"command": "upload", "action": "cut-request", "skip": chunk, "after_bytes": after}
            server.script_faults([rule])
            found[way] = upload(server, way, path)
            server.clear_faults()
    return found


def upload(server: ServerProcess, way: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.upload_child", way, server.base_url, server.api_key]
    ran = subprocess.run([*command, str(path)], stdout=subprocess.PIPE, text=True, check=True)
    for file in server.call("GET", "/v1beta/files?pageSize=100").get("files", []):
        server.call("DELETE", f"/v1beta/{file['name']}")
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


@contextmanager
def _server(folder: Path) -> Iterator[ServerProcess]:
    server = ServerProcess.start(folder / "server")
    try:
        yield server
    finally:
        server.stop()
