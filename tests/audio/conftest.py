"""One melody, in every format, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audio.making import FORMATS, Sound, melody


@pytest.fixture(scope="session")
def sound() -> Sound:
    """Six seconds in stereo at 44.1 kHz."""
    return melody()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, sound: Sound) -> dict[str, Path]:
    """The melody in every format, by the format's name."""
    folder = tmp_path_factory.mktemp("formats")
    return {name: make(folder, sound) for name, make in FORMATS.items()}
