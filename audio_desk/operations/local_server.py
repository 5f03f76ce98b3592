"""Finds the local server of this data folder, or starts it as a process of its own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import audio_desk
from audio_desk.errors import LocalServerNotStarted
from audio_desk.local_gemini.life.ping import answers
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.settings import Settings

START_SECONDS: Final = 30.0
TRIES: Final = 3
LOOK_SECONDS: Final = 0.1
LOG_BYTES: Final = 2**20

SAYS: Final = "audio-desk serve: "
"""What a server that fails puts before its reason."""


class _Killed(LocalServerNotStarted):
    """Somebody ended its process from outside."""


class LocalServer:
    """Several programs may start at once: the servers' lock lets one of them live, and all use that one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    async def ensure(self, settings: Settings) -> ServerAddress:
        """Where it is, after starting it when needed; once more when it is killed at its start.

        Raises LocalServerNotStarted.
        """
        address = await asyncio.to_thread(self._find)
        killed = False
        for _ in range(TRIES):
            try:
                address = address or await self._start(settings)
            except _Killed:
                if killed:
                    raise
                killed = True
        if address is None:
            raise LocalServerNotStarted("another program's server keeps coming and going")
        return address

    def release(self) -> None:
        """The process goes on without us: it ends when its last client has gone."""
        if self._process is not None and self._process.poll() is None:
            self._process.returncode = 0  # not ours to wait for any more
        self._process = None

    def _find(self) -> ServerAddress | None:
        address = RunFile(self._folder).read()
        return address if address is not None and answers(address) else None

    async def _start(self, settings: Settings) -> ServerAddress | None:
        """None when our process left the place to a server that has gone meanwhile."""
        self.release()
        process, log_begin = await asyncio.to_thread(self._spawn, settings)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            # Looked at before the run file: a process that finds another one ready ends, and we use that.
            ended = process.poll() is not None
            address = await asyncio.to_thread(self._find)
            if address is not None:
                return address
            if ended and process.returncode == 0:
                return None
            if ended and process.returncode < 0:
                raise _Killed(f"it was ended by signal {-process.returncode}")
            if ended:
                break
            await asyncio.sleep(LOOK_SECONDS)
        raise LocalServerNotStarted(await asyncio.to_thread(self._last_words, log_begin))

    def _spawn(self, settings: Settings) -> tuple[subprocess.Popen[bytes], int]:
        """The process, and where its part of the log begins."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            log = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.fstat(log).st_size > LOG_BYTES:
                    os.truncate(log, 0)
                begin = os.fstat(log).st_size
                self._process = _popen(_command(self._folder, settings), self._folder, log)
            finally:
                os.close(log)
        except OSError as error:
            raise LocalServerNotStarted(error.strerror or str(error)) from error
        return self._process, begin

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _last_words(self, begin: int) -> str:
        """The last line that our process wrote to its standard error."""
        try:
            with self._log.open("rb") as log:
                log.seek(begin)
                lines = log.read().decode(errors="replace").split("\n")
        except OSError:
            return ""
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return last.removeprefix(SAYS)


def _command(folder: Path, settings: Settings) -> list[str]:
    # -P: a file named like one of our modules in the current folder is not ours.
    command = [sys.executable, "-P", "-m", "audio_desk.serve", "--folder", str(folder)]
    if settings.speech_model:
        command += ["--speech-model", settings.speech_model]
    return command + ["--download-model"] * settings.speech_model_download


def _popen(command: list[str], folder: Path, log: int) -> subprocess.Popen[bytes]:
    """Detached: it survives our end, and Ctrl-C in our terminal does not reach it."""
    package = str(Path(audio_desk.__file__).resolve().parent.parent)
    known = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # it says its key there
        stderr=log,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(known)},
        start_new_session=True,
        creationflags=flags,
    )
