"""run_server: the server's life in a folder: alone there, reachable, and gone when nobody needs it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from audio_desk.errors import LocalServerNotStarted
from audio_desk.local_gemini.app import Parts, build_app
from audio_desk.local_gemini.engine.protocol import Engine, OpenSound
from audio_desk.local_gemini.faults.clock import Clock
from audio_desk.local_gemini.life.access import Doorkeeper
from audio_desk.local_gemini.life.connections import OpenConnections
from audio_desk.local_gemini.life.folder_lock import folder_held
from audio_desk.local_gemini.life.http_server import HttpServer, http_config
from audio_desk.local_gemini.life.leases import Presence
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.local_gemini.model_catalogue import ModelCatalogue
from audio_desk.local_gemini.prompts.answering import Answering
from audio_desk.local_gemini.prompts.inference import Inference
from audio_desk.local_gemini.prompts.sounds import PromptSounds
from audio_desk.local_gemini.uploads.file_check import FileChecks
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.uploads.sessions import UploadSessions

SWEEP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How long a server lives, and what it lets tests do."""

    keep: bool
    linger_seconds: float
    allow_faults: bool
    token: str


def run_server(
    folder: Path,
    engine: Engine,
    open_sound: OpenSound,
    *,
    port: int = 0,
    keep: bool,
    linger_seconds: float = 5.0,
    on_ready: Callable[[ServerAddress], None],
    allow_faults: bool = False,
    token: str = "",
) -> None:
    """Serve until SIGTERM, SIGINT, or (unless `keep`) until nobody has needed the server for a while.

    `token` is the key of a server whose place this one takes; empty for a new one.
    Raises AlreadyRunning, which knows where, when another server has the folder; LocalServerNotStarted when
    the port or the folder cannot be used.
    """
    options = ServerOptions(keep, linger_seconds, allow_faults, token or secrets.token_urlsafe(32))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LocalServerNotStarted(f"{folder}: {error.strerror}") from error
    with folder_held(folder), _listening(port) as listener:
        run_file = RunFile(folder)
        try:
            asyncio.run(_serve(folder, engine, open_sound, listener, options, on_ready))
        finally:
            run_file.remove()


@contextlib.contextmanager
def _listening(port: int) -> Generator[socket.socket, None, None]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if os.name == "posix":
            # A port in use stays refused; one that has just been given up is not.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise LocalServerNotStarted(f"port {port}: {error}") from error
        yield listener


async def _serve(
    folder: Path,
    engine: Engine,
    open_sound: OpenSound,
    listener: socket.socket,
    options: ServerOptions,
    on_ready: Callable[[ServerAddress], None],
) -> None:
    clock, token = Clock(), options.token
    address = ServerAddress(f"http://127.0.0.1:{listener.getsockname()[1]}", token, os.getpid())
    try:
        files = FileStore(folder, clock.now_ns)
        sessions = UploadSessions(files)
    except OSError as error:
        raise LocalServerNotStarted(f"{folder}: {error.strerror}") from error
    async with asyncio.TaskGroup() as group:
        parts = _parts(files, sessions, clock, token, engine, open_sound, group)
        app = build_app(parts, allow_faults=options.allow_faults)
        server = HttpServer(http_config(app, parts.connections), parts.stopping)
        background = [
            group.create_task(_sweep(files)),
            group.create_task(_watch(server, parts, folder, options)),
        ]
        for file in files.processing():
            parts.checks.start(file)
        announcement = _Announcement(server, folder, address, on_ready)
        server.on_started = announcement
        try:
            await server.serve(sockets=[listener])
        finally:
            parts.checks.end()
            for task in background:
                task.cancel()
    if announcement.failure is not None:
        raise LocalServerNotStarted(f"{folder}: {announcement.failure.strerror}")


class _Announcement:
    """Called once the server listens: writes the run file, and ends the server where that fails."""

    def __init__(
        self,
        server: HttpServer,
        folder: Path,
        address: ServerAddress,
        on_ready: Callable[[ServerAddress], None],
    ) -> None:
        self.failure: OSError | None = None
        self._server = server
        self._run_file = RunFile(folder)
        self._address = address
        self._on_ready = on_ready

    def __call__(self) -> None:
        try:
            self._run_file.write(self._address)
        except OSError as error:
            self.failure = error
            self._server.stop()
        else:
            self._on_ready(self._address)


def _parts(
    files: FileStore,
    sessions: UploadSessions,
    clock: Clock,
    token: str,
    engine: Engine,
    open_sound: OpenSound,
    group: asyncio.TaskGroup,
) -> Parts:
    return Parts(
        door=Doorkeeper(token),
        presence=Presence(),
        clock=clock,
        files=files,
        sessions=sessions,
        checks=FileChecks(files, open_sound, group),
        catalogue=ModelCatalogue(engine.model_version),
        answering=Answering(PromptSounds(files, open_sound), Inference(engine)),
        connections=OpenConnections(),
        stopping=asyncio.Event(),
    )


async def _sweep(files: FileStore) -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        with contextlib.suppress(OSError):
            files.sweep()


async def _watch(server: HttpServer, parts: Parts, folder: Path, options: ServerOptions) -> None:
    """End the server when nobody needs it."""
    if options.keep:
        return
    await parts.presence.nobody_left(options.linger_seconds)
    # First the run file, so that nobody finds a server that is about to go.
    RunFile(folder).remove()
    server.stop()
