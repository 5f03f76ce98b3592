"""9 h 30 min of 44.1 kHz stereo WAV, 6 GB, go through as FLAC, in memory that stays flat."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk import limits
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.paths import Paths
from audio_desk.resources import sample_recording
from tests.server_process import ServerProcess

RATE = 44_100
MEMORY_BYTES = 600 * 2**20


def long_wav(path: Path, seconds: float) -> None:
    """Speech, over and over; RF64 where it passes 4 GB."""
    mono, rate = soundfile.read(sample_recording(), dtype="float32", always_2d=True)
    take = np.interp(np.arange(0, len(mono), rate / RATE), np.arange(len(mono)), mono[:, 0])
    block = (np.stack([take, np.roll(take, 30)], axis=1) * 32767).astype(np.int16)
    left = round(seconds * RATE)
    with soundfile.SoundFile(path, "w", RATE, 2, "PCM_16", format="RF64") as out:
        while left:
            out.write(block[:left])
            left -= min(left, len(block))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_nine_and_a_half_hours_of_wav_go_through(home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    long_wav(path, limits.PROMPT_SECONDS)
    assert path.stat().st_size > 6_000_000_000
    server = ServerProcess.start(tmp_path / "server")
    try:
        home.local_server.mkdir(parents=True, exist_ok=True)
        address = ServerAddress(server.base_url, server.api_key, server.process.pid)
        RunFile(home.local_server).write(address)
        begun = time.monotonic()
        command = [sys.executable, "-m", "audio_desk", "uploads", "add", str(path), "--convert", "--json"]
        with (tmp_path / "told").open("w") as told:
            process = subprocess.Popen(command, stdout=told)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begun
    finally:
        server.stop()
    lines = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]
    path.unlink()
    assert process.returncode == 0, lines[-1]
    size = lines[-1]["upload"]["size_bytes"]
    estimate = next(line["converted_bytes"] for line in lines if "converted_bytes" in line)
    print(f"{seconds:.0f} s, {size:,} bytes of about {estimate:,}, {used.ru_maxrss / 1024:.0f} MiB")
    assert lines[-1]["event"] == "uploaded"
    assert lines[-1]["upload"]["mime_type"] == "audio/flac"
    assert size < limits.FILE_BYTES
    assert 0.5 < size / estimate < 1.5
    assert used.ru_maxrss * 1024 < MEMORY_BYTES
    steps = [line["step"] for line in lines if line["event"] == "progress"]
    assert {"hash", "convert", "uploading"} <= set(steps)
