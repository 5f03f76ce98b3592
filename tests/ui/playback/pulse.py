"""A PulseAudio server of the test's own with two silent sinks, and a recorder of what reached one."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

RATE, CHANNELS = 24_000, 2
SINKS = ("desk", "phones")
"""The first is the default."""
PROGRAMS = ("pulseaudio", "parec", "pactl")
_HANG_SECONDS = 30.0
_READ_BYTES = 4096


def missing_programs() -> str:
    """What has to be installed for these tests; empty when all of it is here."""
    return ", ".join(name for name in PROGRAMS if shutil.which(name) is None)


@dataclass(frozen=True, slots=True)
class PulseServer:
    """`environment` makes a child process play there and nowhere else."""

    environment: dict[str, str]

    def control(self, *words: str) -> str:
        """What `pactl` answers. Raises CalledProcessError."""
        command = ["pactl", *words]
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=_HANG_SECONDS
        ).stdout


@contextmanager
def pulse_server(folder: Path) -> Iterator[PulseServer]:
    """Runs until the block ends; leaves nothing behind outside `folder`."""
    socket = folder / "native"
    environment = {
        **os.environ,
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_RUNTIME_PATH": str(folder / "runtime"),
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(folder),
        "LC_ALL": "C",
    }
    sinks = [
        f"module-null-sink sink_name={name} rate={RATE} channels={CHANNELS} format=float32le"
        for name in SINKS
    ]
    modules = [*sinks, f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["--disable-shm=yes", *(part for module in modules for part in ("-L", module))]
    with (folder / "pulseaudio.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    server = PulseServer(environment)
    try:
        _wait_until_it_answers(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(_HANG_SECONDS)


def _wait_until_it_answers(server: PulseServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _HANG_SECONDS
    while not _answers(server):
        assert process.poll() is None, "the sound server ended at once"
        assert time.monotonic() < deadline, "the sound server does not answer"


def _answers(server: PulseServer) -> bool:
    try:
        server.control("set-default-sink", SINKS[0])
    except subprocess.CalledProcessError:
        return False
    return True


@dataclass(slots=True)
class Recorder:
    """What a sink played, as float32, and when each piece of it came out."""

    _data: bytearray = field(default_factory=bytearray)
    _arrivals: list[tuple[float, int]] = field(default_factory=list)
    """(time.monotonic(), bytes until then)"""
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def frames(self) -> NDArray[np.float32]:
        """Shape (frames, CHANNELS)."""
        with self._arrived:
            whole = len(self._data) // (4 * CHANNELS) * (4 * CHANNELS)
            return np.frombuffer(bytes(self._data[:whole]), np.float32).reshape(-1, CHANNELS)

    def arrivals(self) -> NDArray[np.float64]:
        """Rows of (time.monotonic(), frames that had come out by then)."""
        with self._arrived:
            return np.array([(moment, until / (4 * CHANNELS)) for moment, until in self._arrivals])

    def read_all(self, pipe: IO[bytes]) -> None:
        while piece := os.read(pipe.fileno(), _READ_BYTES):
            with self._arrived:
                self._data += piece
                self._arrivals.append((time.monotonic(), len(self._data)))
                self._arrived.notify()

    def wait_for_more(self, seconds: float) -> None:
        """Until so much more has come out."""
        with self._arrived:
            wanted = len(self._data) + round(seconds * RATE) * 4 * CHANNELS
            assert self._arrived.wait_for(lambda: len(self._data) >= wanted, _HANG_SECONDS)


@contextmanager
def recorder(server: PulseServer, sink: str = SINKS[0]) -> Iterator[Recorder]:
    """Records `sink` from before the block is entered until it is left."""
    made = Recorder()
    command = ["parec", "-d", f"{sink}.monitor", "--format=float32le", f"--rate={RATE}"]
    command += [f"--channels={CHANNELS}", "--raw", "--latency-msec=10"]
    process = subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    reading = threading.Thread(target=made.read_all, args=(process.stdout,))
    reading.start()
    try:
        made.wait_for_more(0.1)
        yield made
        made.wait_for_more(0.5)
    finally:
        process.terminate()
        process.wait(_HANG_SECONDS)
        reading.join(_HANG_SECONDS)
        process.stdout.close()
