"""Ctrl+C while a decoder asks for bytes ends the command all the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile
from typing_extensions import override

from audio_desk.audio.cutting.encoder_target import EncoderTarget
from audio_desk.audio.decoding.file_view import FileView
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.fence import fenced
from tests.audio.making import RATE, melody, write

HANG_SECONDS = 60.0


class Pressed:
    """Ctrl+C comes in the middle of the third call."""

    def __init__(self) -> None:
        self.calls = 0

    def called(self) -> None:
        self.calls += 1
        if self.calls == 3:
            raise KeyboardInterrupt


def reading(path: Path, pressed: Pressed) -> None:
    class View(FileView):
        @override
        def readinto(self, buffer: object) -> int:
            pressed.called()
            return super().readinto(buffer)  # type: ignore[arg-type]

    with soundfile.SoundFile(View(path, 0)) as sound:
        while len(sound.read(4096)):
            pass


def writing(path: Path, pressed: Pressed) -> None:
    class Target(EncoderTarget):
        @override
        def write(self, data: bytes) -> int:
            pressed.called()
            return super().write(data)

    with (
        path.with_name("out.wav").open("wb+", buffering=0) as file,
        soundfile.SoundFile(Target(file), "w", RATE, 2, format="WAV") as out,
    ):
        for _ in range(8):
            out.write(melody(0.5))


@pytest.mark.parametrize("work", [reading, writing])
def test_ctrl_c_inside_a_callback_is_not_lost(work: Callable[[Path, Pressed], None], tmp_path: Path) -> None:
    path, pressed = write(tmp_path / "in.wav", melody(4.0)), Pressed()

    def command() -> int:
        # A file that ends the reading too soon is opened again, as long as there is work.
        end = time.monotonic() + HANG_SECONDS
        while time.monotonic() < end:
            try:
                work(path, pressed)
            except soundfile.LibsndfileError:
                continue
        return ExitStatus.COMPLETE

    assert fenced(command) == ExitStatus.INTERRUPTED
    assert pressed.calls >= 3
