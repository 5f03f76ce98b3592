"""A server whose engine only tells what it was given: for tests of the wire that need no speech.

`python -m tests.local_gemini.mechanics` takes the options of `python -m audio_desk.serve`.

The engine answers a prompt with one line about each sound, its length in seconds as it decodes, and one
with the prompt itself. `count to N` is answered by N numbers, one every 50 ms; `count for ever` by numbers
without end; `fail after N` by N numbers and an error; `missing` and `damaged` by the engine's own errors.
"""

from __future__ import annotations

import argparse
import itertools
import json
import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.errors import AlreadyRunning, AudioUnsupported, EngineMissing, LocalGeminiError, ModelDamaged
from audio_desk.local_gemini.engine.protocol import EngineRequest
from audio_desk.local_gemini.life.run_file import ServerAddress
from audio_desk.local_gemini.life.server import run_server


class WaveSound:
    """A mono WAV file; a header with a low rate makes few bytes a long recording."""

    def __init__(self, path: Path) -> None:
        with wave.open(str(path)) as sound:
            self._rate = sound.getframerate()
            frames = sound.readframes(sound.getnframes())
        whole: NDArray[np.int16] = np.frombuffer(frames, np.int16)
        self._samples: NDArray[np.float32] = np.divide(whole, 32768, dtype=np.float32)

    @property
    def duration(self) -> float:
        return float(len(self._samples) / self._rate)

    def read(self, start: float, end: float) -> NDArray[np.float32]:
        return self._samples[round(start * self._rate) : round(end * self._rate)]

    def close(self) -> None:
        self._samples = self._samples[:0]


def open_wave(path: Path) -> WaveSound:
    try:
        return WaveSound(path)
    except (wave.Error, EOFError, ValueError) as error:
        raise AudioUnsupported(path, str(error)) from error


class TellingEngine:
    """See above. `running.txt` in the folder holds how many of its answers run."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "running.txt"
        self._running = 0

    @property
    def model_version(self) -> str:
        return "telling-1"

    def answer(self, request: EngineRequest, stop: threading.Event) -> Iterator[str]:
        self._note(+1)
        try:
            yield from self._answer(request, stop)
        finally:
            self._note(-1)

    def _note(self, change: int) -> None:
        self._running += change
        self._log.write_text(str(self._running))

    def _answer(self, request: EngineRequest, stop: threading.Event) -> Iterator[str]:
        words = request.prompt.split()
        if words[:2] == ["count", "to"]:
            yield from _count(range(int(words[2])), stop)
        elif words == ["count", "for", "ever"]:
            yield from _count(itertools.count(), stop)
        elif words[:2] == ["fail", "after"]:
            yield from _count(range(int(words[2])), stop)
            raise ValueError("this engine was told to fail")
        elif words == ["missing"]:
            raise EngineMissing("faster-whisper")
        elif words == ["damaged"]:
            raise ModelDamaged("model.bin: the checksum is wrong")
        elif words == ["nothing"]:
            return
        elif request.json_wanted:
            yield json.dumps({"prompt": request.prompt, "schema": request.response_schema})
        else:
            for name, sound in zip(request.names, request.sounds, strict=True):
                loudest = float(np.abs(sound.read(0, sound.duration)).max(initial=0))
                yield f"{name}: {sound.duration:.2f} s, peak {loudest:.2f}\n"
            yield f"prompt: {request.prompt}\n"
            yield f"system: {request.system_instruction}\n"


def _count(numbers: Iterator[int] | range, stop: threading.Event) -> Iterator[str]:
    for number in numbers:
        if stop.wait(0.05):
            return
        yield f"{number}\n"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--linger", type=float, default=5.0)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--allow-faults", action="store_true")
    options = parser.parse_args()

    def say(address: ServerAddress) -> None:
        print(json.dumps({"base_url": address.base_url, "api_key": address.token}), flush=True)

    try:
        run_server(
            options.folder,
            TellingEngine(options.folder),
            open_wave,
            port=options.port,
            keep=options.keep,
            linger_seconds=options.linger,
            on_ready=say,
            allow_faults=options.allow_faults,
        )
    except AlreadyRunning as error:
        print(json.dumps({"running": error.base_url, "api_key": error.api_key}), flush=True)
        return 3
    except LocalGeminiError as error:
        print(json.dumps({"error": error.detail}), flush=True)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
