"""Runs the real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HANG_GUARD_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        """Standard output, which is one JSON object on one line."""
        assert self.out.count("\n") == 1
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def complaint(self) -> str:
        """Standard error, which is one line, with nothing of a traceback."""
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.rstrip("\n")


@contextmanager
def started(
    *arguments: str | Path, env: dict[str, str] | None = None, **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """The command, running; killed where the block leaves it running."""
    with start(*arguments, env=env, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def start(*arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> subprocess.Popen[str]:
    """The command, running, for who ends it; its input is empty, so that a prompt would be seen."""
    return subprocess.Popen(
        [sys.executable, "-m", "audio_desk", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        **options,
    )


def finish(process: subprocess.Popen[str]) -> Ran:
    try:
        out, err = process.communicate(timeout=HANG_GUARD_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return Ran(process.returncode, out, messages_of(err))


def messages_of(err: str) -> str:
    """Without the signs of life, which are there on a busy machine only."""
    return "".join(row for row in err.splitlines(keepends=True) if not row.endswith(" …\n"))


def run(*arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> Ran:
    return finish(start(*arguments, env=env, **options))
